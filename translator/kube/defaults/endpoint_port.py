"""Ports of endpoint slices: TCP, without a name."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in name and protocol."""
    value.setdefault("name", "")
    value.setdefault("protocol", "TCP")
