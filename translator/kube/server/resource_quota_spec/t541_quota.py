"""A ResourceQuota counts something that it cannot, or has a scope that is unknown.

hard has the names of resources with what a namespace may have of them: cpu and memory with or without "requests." and
"limits.", kinds of objects such as pods and services.loadbalancers, or count/NAME.GROUP. What is counted in objects is a
whole number; none is negative. A scope, in scopes or in scopeSelector, must suit what is counted: BestEffort counts Pods only,
the others of Pods their cpu and memory too, VolumeAttributesClass claims and their storage.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from translator.kube import quantity, resources
from translator.kube.fault import Fault, Key, Path, Reason, dotted
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T541", "bad-quota", __doc__),)

_PODS = frozenset({"pods"})
_COMPUTE = _PODS | {"cpu", "memory"} | {f"{what}.{name}" for what in ("requests", "limits") for name in ("cpu", "memory")}
_SCOPES = {
    "Terminating": _COMPUTE,
    "NotTerminating": _COMPUTE,
    "BestEffort": _PODS,
    "NotBestEffort": _COMPUTE,
    "PriorityClass": _COMPUTE,
    "CrossNamespacePodAffinity": _COMPUTE,
    "VolumeAttributesClass": frozenset({"persistentvolumeclaims", "requests.storage"}),
}
_WITHOUT_VALUES = ("Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "CrossNamespacePodAffinity")
_OPPOSITES = (("Terminating", "NotTerminating"), ("BestEffort", "NotBestEffort"))


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
        if resources.is_counted(name) and not quantity.is_whole(nano):
            yield at.invalid("hard", Key(name), expected="must be a whole number", value=amount)
    yield from _scopes(value, at)
    yield from _selector(value, at)


def _unsuited(scopes: Collection[str], hard: Mapping[str, Any]) -> str | None:
    """What is wrong with a set of scopes as such, as the rest of a sentence."""
    if not _SCOPES.keys() >= set(scopes):
        return f"must be among {', '.join(_SCOPES)}"
    for scope in scopes:
        counted = _SCOPES[scope]
        other = next((name for name in hard if resources.is_standard(name) and name not in counted), None)
        if other is not None:
            return f"must not have {scope} where {other} is counted"
    opposed = any(first in scopes and second in scopes for first, second in _OPPOSITES)
    return "must not have a scope and its opposite" if opposed else None


def _scopes(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    scopes = value.get("scopes") or ()
    expected = _unsuited(scopes, value.get("hard") or {}) if scopes else None
    if expected is not None:
        yield at.invalid("scopes", expected=expected, value=scopes)


def _selector(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    # The API server names neither the position of an expression nor what is above it for some of its fields.
    here = ("scopeSelector", "matchExpressions")
    wanted = (value.get("scopeSelector") or {}).get("matchExpressions") or ()
    for index, each in enumerate(wanted):
        scope, operator, values = each.get("scopeName", ""), each.get("operator", ""), each.get("values") or ()
        if scope not in _SCOPES:
            yield _named(at, here, index, "scopeName", f"must be among {', '.join(_SCOPES)}", scope)
        elif scope in _WITHOUT_VALUES and operator != "Exists":
            yield _named(at, here, index, "operator", f"must be Exists for the scope {scope}", operator)
        if operator in ("In", "NotIn"):
            if not values:
                found = _named(at, here, index, "values", "must not be empty with In and NotIn")
                yield replace(found, reason=Reason.REQUIRED)
        elif operator in ("Exists", "DoesNotExist"):
            if values:
                yield _named(at, here, index, "values", "must be left out with Exists and DoesNotExist", values)
        else:
            yield _named(at, here, index, "operator", "must be In, NotIn, Exists or DoesNotExist", operator)
    scopes = [each.get("scopeName") for each in wanted if each.get("scopeName") in _SCOPES]
    expected = _unsuited(scopes, value.get("hard") or {})
    if expected is not None:
        yield at.invalid(*here, expected=expected)


def _named(at: Visit, here: Path, index: int, field: str, expected: str, value: Any = None) -> Fault:
    return at.fault(Reason.INVALID, (*here, index, field), expected, value, named=dotted((*at.path, *here, field)))
