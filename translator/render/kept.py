"""Kept: which ended Jobs stay, from `aliyun.remove_containers`.

A Job has one time to live, whether it succeeded or failed; a CronJob counts the two apart.
"""

from translator.model.batch import Batch
from translator.model.origin import Derived, Located
from translator.model.record import dataclass
from translator.report.collector import Collector

_SECONDS = 600
"""Time to read the log of a Job before it is deleted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`seconds` for which a Job stays; how many Jobs of a CronJob stay that succeeded, or failed. None leaves it to the
    cluster."""

    seconds: Located[int] | None = None
    succeeded: Located[int] | None = None
    failed: Located[int] | None = None


_AS_USUAL = Kept()


def kept(batch: Batch | None, kind: str, findings: Collector) -> Kept:
    """What stays of the Jobs of a service."""
    if batch is None or batch.removal is None:
        return _AS_USUAL
    word, origin = batch.removal.value, batch.removal.origin
    rule = Derived("aliyun.remove_containers", (origin,))
    if kind == "CronJob":
        none = Located(0, rule)
        return Kept(
            succeeded=none if word != "remove-failed" else None,
            failed=none if word != "remove-finished" else None,
        )
    if word == "remove-all":
        return Kept(Located(_SECONDS, rule))
    finished = word == "remove-finished"
    findings.approximate(
        "T371",
        f"{word}: a Job is deleted as a whole, so {'one that failed goes too' if finished else 'one that failed stays'}",
        origin,
        help="collect its logs before" if finished else "kubectl delete job NAME removes it",
    )
    return Kept(Located(_SECONDS, rule)) if finished else _AS_USUAL
