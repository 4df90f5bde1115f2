"""Adoption: who owned an object before us by a program of the same purpose, and how it becomes ours without being made anew.

An object that `kubectl apply`, kompose or Helm wrote belongs to their managers. Applied as it is, what they set and we do not
would stay for ever, and what differs would be a conflict. So their sets of fields are united with ours, in `managedFields`, and
then the object is applied: that is what kubectl does on its own way from client-side to server-side apply
(k8s.io/client-go `util/csaupgrade`). Point changes of people (`kubectl edit`, `scale`, `patch`) are nobody's to take over.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from translator.kube.merge.managed import Managed
from translator.kube.merge.managed import of as managed
from translator.kube.merge.owners import Manager
from translator.model.cluster import MANAGER

LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
"""The annotation in which client-side apply keeps what it sent, values of Secrets included."""
RELEASE = "meta.helm.sh/release-name"

_LAST_APPLIED_FIELD = ("f:metadata", "f:annotations", f"f:{LAST_APPLIED}")
_UPDATERS = frozenset(("kubectl-client-side-apply", "kubectl-create", "before-first-apply", "kompose", "helm", "Helm"))
_APPLIERS = frozenset(("kubectl", "kubectl-last-applied", "helm", "kompose"))


def adoptable(live: Mapping[str, Any]) -> tuple[Manager, ...]:
    """The managers of an object that are taken over before it is applied, sorted; none for what is ours already."""
    return tuple(sorted(_adoptable(owners(live))))


def adopted(live: Mapping[str, Any], names: Iterable[str] | None = None, manager: str = MANAGER) -> Managed:
    """Who owns what once `manager` has taken over.

    Args:
        names: the managers to take over, among those that may be; None for all of those.
    """
    known = owners(live)
    taken = [each for each in _adoptable(known) if names is None or each.name in frozenset(names)]
    if not taken:
        return known
    ours = Manager(manager, "Apply", str(live.get("apiVersion", "")))
    fields = known.owners.get(ours, frozenset()).union(*(known.owners[each] for each in taken))
    left = {each: owned for each, owned in known.owners.items() if each not in taken and each != ours}
    time = max(known.times[each] for each in taken)
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
