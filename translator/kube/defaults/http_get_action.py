"""HTTP requests of probes and hooks: to the root, without TLS."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in path and scheme."""
    if not value.get("path"):
        value["path"] = "/"
    if not value.get("scheme"):
        value["scheme"] = "HTTP"
