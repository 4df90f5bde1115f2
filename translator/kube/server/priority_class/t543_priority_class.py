"""A PriorityClass is higher than people may make it, or has an unknown policy.

The value is at most 1000000000: what is higher belongs to Kubernetes itself. preemptionPolicy is PreemptLowerPriority or
Never.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T543", "bad-priority-class", __doc__),)

_HIGHEST = 1_000_000_000


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Value and policy."""
    name = (value.get("metadata") or {}).get("name") or ""
    if (value.get("value") or 0) > _HIGHEST and not name.startswith("system-"):
        yield at.forbidden("value", expected=f"must be at most {_HIGHEST}")
    yield from limits.among(at, "preemptionPolicy", ("PreemptLowerPriority", "Never"))
