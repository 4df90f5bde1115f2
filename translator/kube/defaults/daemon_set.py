"""DaemonSets: what is not written is there all the same, and empty."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the parts that always exist."""
    value.setdefault("spec", {})
