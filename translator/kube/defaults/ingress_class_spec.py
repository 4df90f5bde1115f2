"""Ingress classes: their parameters are those of the whole cluster."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the scope of the parameters."""
    if isinstance(value.get("parameters"), dict):
        value["parameters"].setdefault("scope", "Cluster")
