"""A ResourceQuota counts something that it cannot, or has a scope that is unknown.

hard has the names of resources with what a namespace may have of them: cpu and memory with or without "requests." and
"limits.", kinds of objects such as pods and services.loadbalancers, or count/NAME.GROUP. What is counted in objects is a
whole number; none is negative.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import quantity, resources
from translator.kube.fault import Fault, Key
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T541", "bad-quota", __doc__),)

_SCOPES = (
    "Terminating",
    "NotTerminating",
    "BestEffort",
    "NotBestEffort",
    "PriorityClass",
    "CrossNamespacePodAffinity",
    "VolumeAttributesClass",
)
_OPPOSITES = (("Terminating", "NotTerminating"), ("BestEffort", "NotBestEffort"))
_ONLY_PODS = frozenset({"pods"})


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Amounts and scopes."""
    hard = value.get("hard") or {}
    for name, amount in hard.items():
        expected = resources.fault(name)
        if expected is None and name == "storage":
            expected = "must be requests.storage, or another resource that a quota knows"
        if expected is not None:
            yield at.invalid("hard", Key(name), expected=expected)
        nano = quantity.parse(str(amount)) or 0
        if nano < 0:
            yield at.invalid("hard", Key(name), expected="must be at least 0", value=amount)
        if resources.is_counted(name) and nano % quantity.NANO:
            yield at.invalid("hard", Key(name), expected="must be a whole number", value=amount)
    scopes = value.get("scopes") or ()
    if any(scope not in _SCOPES for scope in scopes):
        yield at.invalid("scopes", expected=f"must be among {', '.join(_SCOPES)}", value=scopes)
    elif any(first in scopes and second in scopes for first, second in _OPPOSITES):
        yield at.invalid("scopes", expected="must not have a scope and its opposite", value=scopes)
    elif "BestEffort" in scopes and set(hard) - _ONLY_PODS:
        yield at.invalid("scopes", expected="must not have BestEffort unless only pods are counted", value=scopes)
