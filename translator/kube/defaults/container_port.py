"""Ports of containers: TCP."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the protocol."""
    if not value.get("protocol"):
        value["protocol"] = "TCP"
