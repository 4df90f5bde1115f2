"""Ingresses: what always exists of one."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the specification."""
    value.setdefault("spec", {})
