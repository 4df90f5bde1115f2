"""Priority classes: higher ones push out lower ones."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the policy."""
    value.setdefault("preemptionPolicy", "PreemptLowerPriority")
