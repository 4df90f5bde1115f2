"""Translator: Docker Swarm and Compose files in, checked Kubernetes manifests out, every line accounted for."""

__version__ = "0.1.0"
