"""Pods: the policies that the API server fills in, in templates too."""

from typing import Any

from translator.kube.visit import Visit

_VALUES = {
    "restartPolicy": "Always",
    "dnsPolicy": "ClusterFirst",
    "schedulerName": "default-scheduler",
}


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in what a Pod's template has too."""
    for field, default in _VALUES.items():
        if not value.get(field):
            value[field] = default
    value.setdefault("terminationGracePeriodSeconds", 30)
    value.setdefault("securityContext", {})
