"""Claims: what always exists of one, in the templates of a StatefulSet too."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the specification."""
    value.setdefault("spec", {})
