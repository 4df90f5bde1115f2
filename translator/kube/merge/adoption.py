"""Adoption: who owned an object before us by a program of the same purpose, and how it becomes ours without being made anew.

An object that `kubectl apply`, kompose or Helm wrote belongs to their managers. Applied as it is, what they set and we do not
would stay for ever, and what differs would be a conflict. So their sets of fields are united with ours, in `managedFields`, and
then the object is applied: that is what kubectl does on its own way from client-side to server-side apply
(k8s.io/client-go `util/csaupgrade`). Point changes of people (`kubectl edit`, `scale`, `patch`) are nobody's to take over.

The same way goes what the server filled in and does not take back: the numbers of a rolling update, of a Deployment that shall
be of type Recreate. Nobody owns them, so no apply removes them, and with them the server refuses the change.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from translator.kube.lists import shape_of
from translator.kube.merge.fieldset import EMPTY, FieldSet
from translator.kube.merge.managed import Managed
from translator.kube.merge.managed import of as managed
from translator.kube.merge.owners import Manager
from translator.kube.merge.typed import field_set
from translator.kube.versions import DEFAULT
from translator.model.cluster import MANAGER

LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
"""The annotation in which client-side apply keeps what it sent, values of Secrets included."""
RELEASE = "meta.helm.sh/release-name"
KEPT_SELECTOR = "adoption.translator/selector"
"""The annotation of a workload whose selector is not ours and is kept."""

_LAST_APPLIED_FIELD = ("f:metadata", "f:annotations", f"f:{LAST_APPLIED}")
_UPDATERS = frozenset(("kubectl-client-side-apply", "kubectl-create", "before-first-apply", "kompose", "helm", "Helm"))
_APPLIERS = frozenset(("kubectl", "kubectl-last-applied", "helm", "kompose"))


_FILLED = {
    "Deployment": (("spec", "strategy"), "type", ("Recreate",), "rollingUpdate"),
    "StatefulSet": (("spec", "updateStrategy"), "type", ("OnDelete",), "rollingUpdate"),
    "Service": (("spec",), "sessionAffinity", ("None", None), "sessionAffinityConfig"),
}
"""By kind: a value that holds both, the field that decides, with what, and what must not be there then."""


def adoptable(live: Mapping[str, Any]) -> tuple[Manager, ...]:
    """The managers of an object that are taken over before it is applied, sorted; none for what is ours already."""
    return tuple(sorted(_adoptable(owners(live))))


def leftovers(live: Mapping[str, Any], wanted: Mapping[str, Any]) -> FieldSet:
    """What the server filled in of an object, nobody owns, and `wanted` cannot have beside it."""
    rule = _FILLED.get(str(wanted.get("kind", "")))
    if rule is None:
        return EMPTY
    path, decides, values, field = rule
    old, new = _at(live, path), _at(wanted, path)
    if field not in old or field in new or new.get(decides) not in values:
        return EMPTY
    steps = tuple(f"f:{name}" for name in (*path, field))
    shape = shape_of((str(wanted.get("apiVersion", "")), str(wanted.get("kind", ""))), DEFAULT)
    for name in (*path, field):
        shape = shape.field(name)
    held = frozenset().union(*owners(live).owners.values())
    return EMPTY if any(each[: len(steps)] == steps for each in held) else field_set(old[field], shape, steps) | {steps}


def _at(body: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    value: Any = body
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def adopted(
    live: Mapping[str, Any],
    names: Iterable[str] | None = None,
    wanted: Mapping[str, Any] | None = None,
    manager: str = MANAGER,
) -> Managed:
    """Who owns what once `manager` has taken over.

    Args:
        names: the managers to take over, among those that may be; None for all of those.
        wanted: what will be applied then: what it cannot have beside it, and nobody owns, becomes ours too.
    """
    known = owners(live)
    taken = [each for each in _adoptable(known) if names is None or each.name in frozenset(names)]
    filled = EMPTY if wanted is None else leftovers(live, wanted)
    if not taken and not filled:
        return known
    ours = Manager(manager, "Apply", str(live.get("apiVersion", "")))
    fields = known.owners.get(ours, EMPTY).union(filled, *(known.owners[each] for each in taken))
    left = {each: owned for each, owned in known.owners.items() if each not in taken and each != ours}
    time = max((known.times[each] for each in (*taken, *known.times)), default="")
    return Managed({**left, ours: fields - {_LAST_APPLIED_FIELD}}, {**known.times, ours: known.times.get(ours) or time})


def owners(live: Mapping[str, Any]) -> Managed:
    """Who owns which fields of an object as it is; nobody, where its metadata is not to be read."""
    try:
        return managed(live)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Managed()


def _adoptable(known: Managed) -> list[Manager]:
    return [
        each
        for each, fields in known.owners.items()
        if not each.subresource
        and (
            (each.operation == "Update" and (each.name in _UPDATERS or _LAST_APPLIED_FIELD in fields))
            or (each.operation == "Apply" and each.name in _APPLIERS)
        )
    ]
