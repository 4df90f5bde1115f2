"""Probes: how often, how long and how many times."""

from typing import Any

from translator.kube.visit import Visit

_NUMBERS = {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the numbers; 0 counts as not given."""
    for field, default in _NUMBERS.items():
        if not value.get(field):
            value[field] = default
