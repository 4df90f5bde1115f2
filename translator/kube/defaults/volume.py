"""Volumes: an empty folder where no source is named, and the modes of files."""

from typing import Any

from translator.kube.visit import Visit

_MODES = ("configMap", "secret", "projected", "downwardAPI")


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the source and its modes."""
    if not any(field != "name" for field in value):
        value["emptyDir"] = {}
    for field in _MODES:
        if isinstance(value.get(field), dict):
            value[field].setdefault("defaultMode", 0o644)
    if isinstance(value.get("hostPath"), dict):
        value["hostPath"].setdefault("type", "")
    for source in (value.get("projected") or {}).get("sources") or ():
        if isinstance(source.get("serviceAccountToken"), dict):
            source["serviceAccountToken"].setdefault("expirationSeconds", 3600)
