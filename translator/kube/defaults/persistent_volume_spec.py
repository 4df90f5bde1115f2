"""Volumes of the cluster: kept when they are released, with a file system."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in policy and mode."""
    if not value.get("persistentVolumeReclaimPolicy"):
        value["persistentVolumeReclaimPolicy"] = "Retain"
    value.setdefault("volumeMode", "Filesystem")
    if isinstance(value.get("hostPath"), dict):
        value["hostPath"].setdefault("type", "")
