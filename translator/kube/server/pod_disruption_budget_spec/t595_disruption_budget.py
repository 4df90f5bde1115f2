"""A PodDisruptionBudget has both bounds, or one that is no number and no percentage.

Either minAvailable or maxUnavailable may be given: a number from 0, or a percentage up to "100%".
unhealthyPodEvictionPolicy is IfHealthyBudget or AlwaysAllow.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T595", "bad-disruption-budget", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Bounds and policy."""
    if value.get("minAvailable") is not None and value.get("maxUnavailable") is not None:
        yield at.invalid(expected="must have only one of minAvailable and maxUnavailable")
    for field in ("minAvailable", "maxUnavailable"):
        yield from limits.count_or_percent(at, value.get(field), field)
        yield from limits.percent_at_most_100(at, value.get(field), field)
    yield from limits.among(at, "unhealthyPodEvictionPolicy", ("AlwaysAllow", "IfHealthyBudget"))
