"""A number of a workload is out of range.

Replicas, minReadySeconds and revisionHistoryLimit are at least 0. progressDeadlineSeconds of a Deployment, 600 where it is
not given, must be greater than minReadySeconds, or no rollout could ever be found to be complete. It is also at least 0.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T556", "bad-workload-count", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The numbers of a workload."""
    yield from limits.natural(at, "replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds")
    deadline, ready = value.get("progressDeadlineSeconds"), value.get("minReadySeconds") or 0
    if deadline is not None and deadline <= ready:
        expected = f"must be greater than minReadySeconds, which is {ready}"
        yield at.invalid("progressDeadlineSeconds", expected=expected, value=deadline)
