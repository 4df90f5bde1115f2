"""References to fields of the Pod: in the form of v1."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the API version."""
    if not value.get("apiVersion"):
        value["apiVersion"] = "v1"
