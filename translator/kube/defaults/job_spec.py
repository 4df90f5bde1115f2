"""Jobs: one Pod, six retries."""

from typing import Any

from translator.kube.visit import Visit

_REPLACEMENT = 29


def fill(value: dict[str, Any], at: Visit) -> None:
    """Fills in the numbers and modes of a Job; in the template of a CronJob they wait for the Job."""
    value.setdefault("template", {})
    if at.parent is None or at.parent.type.key != "job":
        return
    if "completions" not in value and "parallelism" not in value:
        value["completions"] = value["parallelism"] = 1
    value.setdefault("parallelism", 1)
    value.setdefault("backoffLimit", (1 << 31) - 1 if "backoffLimitPerIndex" in value else 6)
    value.setdefault("completionMode", "NonIndexed")
    value.setdefault("suspend", False)
    value.setdefault("manualSelector", False)
    if at.whole.minor >= _REPLACEMENT and "podReplacementPolicy" not in value:
        value["podReplacementPolicy"] = "Failed" if "podFailurePolicy" in value else "TerminatingOrFailed"
