"""Jobs: labels of the template where they have none, and the selector that the API server makes."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the parts that always exist, and the labels."""
    spec = value.setdefault("spec", {})
    template = spec.setdefault("template", {})
    labels = (template.get("metadata") or {}).get("labels")
    metadata = value.setdefault("metadata", {})
    if labels and not metadata.get("labels"):
        metadata["labels"] = dict(labels)
