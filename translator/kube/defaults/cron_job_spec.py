"""CronJobs: runs may overlap, the last three good ones and the last bad one are kept."""

from typing import Any

from translator.kube.visit import Visit


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in the policy and the histories."""
    value.setdefault("jobTemplate", {})
    if not value.get("concurrencyPolicy"):
        value["concurrencyPolicy"] = "Allow"
    value.setdefault("suspend", False)
    value.setdefault("successfulJobsHistoryLimit", 3)
    value.setdefault("failedJobsHistoryLimit", 1)
