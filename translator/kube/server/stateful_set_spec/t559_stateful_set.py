"""A field that only StatefulSets have is wrong.

podManagementPolicy is OrderedReady or Parallel; persistentVolumeClaimRetentionPolicy says Retain or Delete for each case;
serviceName is the name of a Service; ordinals begin at 0 or later. Claim templates are checked as claims are.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T559", "bad-stateful-set", __doc__),)

_ANY_SERVICE_NAME = range(33)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The fields of a StatefulSet's own."""
    policy = value.get("podManagementPolicy")
    if policy not in ("OrderedReady", "Parallel"):
        yield at.invalid("podManagementPolicy", expected="must be OrderedReady or Parallel", value=policy)
    retention = value.get("persistentVolumeClaimRetentionPolicy") or {}
    for field in ("whenDeleted", "whenScaled"):
        word = retention.get(field)
        if word is not None and word not in ("Retain", "Delete"):
            yield at.unsupported("persistentVolumeClaimRetentionPolicy", field, among=("Retain", "Delete"), value=word)
    name = value.get("serviceName")
    if name:
        yield from limits.versioned(at, name, names.DNS_LABEL, names.ANYTHING, _ANY_SERVICE_NAME, "serviceName")
    start = (value.get("ordinals") or {}).get("start") or 0
    if start < 0:
        yield at.invalid("ordinals", "start", expected="must be at least 0", value=start)
