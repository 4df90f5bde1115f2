"""The way in which a workload replaces its Pods is unknown, or contradicts itself.

A Deployment has Recreate or RollingUpdate as its strategy, a DaemonSet and a StatefulSet RollingUpdate or OnDelete as their
updateStrategy; rollingUpdate may be given with RollingUpdate only. maxUnavailable and maxSurge are numbers or percentages.
They must not both be 0, or no Pod could ever be replaced, and a DaemonSet must have exactly one of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T557", "bad-update-strategy", __doc__),)

_FIELDS = {
    "deployment_spec": ("strategy", ("Recreate", "RollingUpdate")),
    "daemon_set_spec": ("updateStrategy", ("RollingUpdate", "OnDelete")),
    "stateful_set_spec": ("updateStrategy", ("RollingUpdate", "OnDelete")),
}


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The strategy of a workload that has one."""
    if at.type.key not in _FIELDS:
        return
    field, types = _FIELDS[at.type.key]
    strategy = value.get(field) or {}
    chosen, rolling = strategy.get("type"), strategy.get("rollingUpdate")
    if chosen not in types:
        yield at.unsupported(field, among=types, value=chosen)
    elif chosen != "RollingUpdate":
        # A DaemonSet keeps what it does not use.
        if rolling is not None and at.type.key != "daemon_set_spec":
            yield at.forbidden(field, "rollingUpdate", expected=f"must be left out when the type is {chosen}")
    elif rolling is not None:
        yield from _rolling(rolling, at, field, at.type.key)


def _rolling(rolling: Mapping[str, Any], at: Visit, field: str, key: str) -> Iterator[Fault]:
    here = (field, "rollingUpdate")
    unavailable, surge = rolling.get("maxUnavailable"), rolling.get("maxSurge")
    if key == "stateful_set_spec":
        if (rolling.get("partition") or 0) < 0:
            yield at.invalid(*here, "partition", expected="must be at least 0", value=rolling["partition"])
        if unavailable is not None:
            yield from limits.count_or_percent(at, unavailable, *here, "maxUnavailable")
            yield from limits.percent_at_most_100(at, unavailable, *here, "maxUnavailable")
            if not limits.amount(unavailable):
                yield at.invalid(*here, "maxUnavailable", expected="must not be 0", value=unavailable)
        return
    yield from limits.count_or_percent(at, unavailable, *here, "maxUnavailable")
    yield from limits.count_or_percent(at, surge, *here, "maxSurge")
    yield from limits.percent_at_most_100(at, unavailable, *here, "maxUnavailable")
    given = [bool(limits.amount(each)) for each in (unavailable, surge)]
    if key == "deployment_spec":
        if not any(given):
            yield at.invalid(*here, "maxUnavailable", expected="must not be 0 when maxSurge is 0", value=unavailable)
        return
    yield from limits.percent_at_most_100(at, surge, *here, "maxSurge")
    if all(given):
        yield at.invalid(*here, "maxSurge", expected="must be 0 when maxUnavailable is not 0", value=surge)
    if not any(given):
        yield at.required(*here, "maxUnavailable", expected="must not be 0 when maxSurge is 0")
