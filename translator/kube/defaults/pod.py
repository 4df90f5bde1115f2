"""Pods that are no templates: service links, requests from limits, and the ports of the node."""

from typing import Any

from translator.kube.visit import Visit

_CONTAINERS = ("containers", "initContainers")


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in what a Pod itself has, and its template has not."""
    spec = value.setdefault("spec", {})
    spec.setdefault("enableServiceLinks", True)
    for field in _CONTAINERS:
        for container in spec.get(field) or ():
            if isinstance(container, dict):
                _container(container, spec)


def _container(container: dict[str, Any], spec: dict[str, Any]) -> None:
    resources = container.get("resources") or {}
    if resources.get("limits"):
        resources["requests"] = {**resources["limits"], **(resources.get("requests") or {})}
    if spec.get("hostNetwork"):
        for port in container.get("ports") or ():
            if not port.get("hostPort") and port.get("containerPort"):
                port["hostPort"] = port["containerPort"]
