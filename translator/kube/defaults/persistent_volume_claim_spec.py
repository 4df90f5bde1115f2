"""Claims: volumes with a file system."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the mode."""
    value.setdefault("volumeMode", "Filesystem")
