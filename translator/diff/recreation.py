"""Recreation: why an object cannot be changed in place, how it is made anew, and what that costs.

Known from the fields that the API server never changes (`translator.kube.immutable`), and only where the server itself refused
the change for them: a refusal for any other reason is a fault of the object, and never a reason to delete it.
"""

from collections.abc import Sequence
from typing import Any

from translator.diff.comparison import Difference
from translator.diff.risks import takes_claims
from translator.kube.fault import Fault
from translator.kube.immutable import faults
from translator.model.cluster import Body, Cause, Refusal
from translator.model.plan import Recipe

_WORDS = ("immutable", "may not change", "cannot change", "are forbidden", "can not be less than previous value", "may not be")
_REASONS = ("FieldValueInvalid", "FieldValueForbidden")
_FIXED = ("spec.selector", "spec.serviceName", "spec.podManagementPolicy", "spec.volumeClaimTemplates")
"""What a StatefulSet's coarse fault can be about, in the words of people."""

_ROLLED = "the new Pods start beside the old ones, which stop when the new ones are ready"
_COSTS = {
    "Deployment": ("orphan", _ROLLED),
    "DaemonSet": (
        "orphan",
        "its Pods stay until the new ones are there; where both want the same port of a node, the new ones wait",
    ),
    "ReplicaSet": ("replace", "its Pods stop before the new ones start"),
    "StatefulSet": ("orphan", "its Pods run on and are adopted by the new one; claims stay"),
    "Job": ("replace", "what it has done is forgotten, and it runs again from the beginning"),
    "Service": ("replace", "it gets another cluster IP, and what is connected to the old one is cut off"),
    "ConfigMap": ("replace", "for a moment it is not there; Pods that run keep the old content until they restart"),
    "Secret": ("replace", "for a moment it is not there; Pods that run keep the old content until they restart"),
    "RoleBinding": ("replace", "for a moment the rights are not there"),
    "ClusterRoleBinding": ("replace", "for a moment the rights are not there"),
    "Pod": ("replace", "it stops before the new one starts"),
    "StorageClass": ("replace", "volumes that exist keep what they are; for a moment no new ones are made"),
    "PersistentVolumeClaim": ("refused", "it holds data: make a claim of another name, and copy the data"),
    "PersistentVolume": ("refused", "it leads to data: make a volume of another name for the same storage"),
}
_OTHERWISE = ("replace", "for a moment it is not there")


def recipe(refusal: Refusal, live: Body, predicted: Body, differences: Sequence[Difference]) -> Recipe | None:
    """How an object is made anew; None where the refusal has other reasons.

    Args:
        refusal: what the server answered to the change.
        predicted: the object as the change would have left it, worked out here.
        differences: between `live` and `predicted`.
    """
    if not refusal.invalid:
        return None
    found = _faults(live, predicted)
    if not found or not all(_explained(cause, found) for cause in refusal.causes):
        return None
    return made_anew(found, live, predicted, differences)


def recipe_of(live: Body, predicted: Body, differences: Sequence[Difference]) -> Recipe | None:
    """How an object is made anew, where no server can be asked; None where it can be changed."""
    found = _faults(live, predicted)
    return made_anew(found, live, predicted, differences) if found else None


def made_anew(found: Sequence[Fault], live: Body, predicted: Body, differences: Sequence[Difference]) -> Recipe:
    """The recipe for an object some of whose fields cannot be changed."""
    kind = str(predicted.get("kind", ""))
    way, cost = _COSTS.get(kind, _OTHERWISE)
    if kind == "StatefulSet" and live["spec"].get("selector") != predicted["spec"].get("selector"):
        kept = "its claims go with it" if takes_claims(live["spec"]) else "claims stay"
        way, cost = "replace", f"its Pods have the names that the new ones need, so all of them stop first; {kept}"
    return Recipe(_field(found[0], kind, differences), way, cost)


def _faults(live: Body, predicted: Body) -> list[Fault]:
    try:
        return faults(live, predicted)
    except (KeyError, TypeError, AttributeError):  # an object that its own server would not take in this form
        return []


def _explained(cause: Cause, found: Sequence[Fault]) -> bool:
    if cause.reason not in _REASONS:
        return False
    told = any(word in cause.message for word in _WORDS)
    return told or any(cause.field == fault.field or _lies_below(cause.field, fault.field) for fault in found)


def _lies_below(field: str, fault: str) -> bool:
    """Whether a field is part of one that cannot change; `spec` is too coarse to tell."""
    return "." in fault and (field.startswith((f"{fault}.", f"{fault}[")))


def _field(fault: Fault, kind: str, differences: Sequence[Difference]) -> str:
    """The immutable field, as finely as the differences tell it."""
    wanted: Any = _FIXED if kind == "StatefulSet" else fault.field
    return next((each.field for each in differences if each.field.startswith(wanted)), fault.field)
