"""Who owns which fields: server-side apply and plain updates, with conflicts.

The rules of structured-merge-diff's Updater (merge/update): an apply merges into the live object, drops what its manager owned
before and no longer lists unless somebody else owns it, and is refused where it changes another manager's field. A plain update
owns what it changed and never conflicts.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from translator.kube.merge.fieldset import EMPTY, FieldSet, Path
from translator.kube.merge.typed import ABSENT, Comparison, compare, field_set, merge, with_named, without
from translator.kube.shapes import Shape
from translator.model.record import dataclass

UNOWNED = frozenset(
    {
        ("f:apiVersion",),
        ("f:kind",),
        ("f:metadata",),
        ("f:metadata", "f:name"),
        ("f:metadata", "f:namespace"),
        ("f:metadata", "f:creationTimestamp"),
        ("f:metadata", "f:selfLink"),
        ("f:metadata", "f:uid"),
        ("f:metadata", "f:clusterName"),
        ("f:metadata", "f:generation"),
        ("f:metadata", "f:managedFields"),
        ("f:metadata", "f:resourceVersion"),
    }
)
"""Fields that nobody owns: the server's own (apimachinery, managedfields stripMeta)."""


class Manager(NamedTuple):
    """An identity that owns fields. Applying and updating under one name are two identities."""

    name: str
    operation: str  # Apply or Update
    api_version: str
    subresource: str = ""


Owners = Mapping[Manager, FieldSet]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The object after a write, and who owns what. `conflicts` not empty means that nothing was written."""

    value: Any
    owners: Owners
    conflicts: tuple[tuple[Manager, Path], ...] = ()
    same: bool = False


def apply(live: Any, wanted: Any, owners: Owners, manager: Manager, shape: Shape, *, force: bool) -> Outcome:
    """Server-side apply of `wanted` by `manager`.

    Args:
        live: the stored object, ABSENT before it exists; like `wanted` without managedFields.
        force: take over fields that others own.
    """
    base = {} if live is ABSENT else live
    before = owners.get(manager, EMPTY)
    named = field_set(wanted, shape)
    now = {**owners, manager: named - UNOWNED}
    # What is listed again is not pruned, so mostly there is nothing to do. Pruning sees the name too, which nobody owns:
    # without it, `metadata` would go with the last label.
    merged = merge(base, wanted, shape)
    if not before <= named:
        merged = _pruned(merged, {**owners, manager: named}, before, shape)
    change = compare(base, merged, shape)
    taken = _taken(now, manager, change)
    if taken and not force:
        return Outcome(live, owners, tuple((other, path) for other, paths in taken.items() for path in paths))
    return Outcome(merged, _without_empty(_given_up(now, manager, change)), same=change.same)


def update(live: Any, changed: Any, owners: Owners, manager: Manager, shape: Shape) -> Outcome:
    """A plain write: `manager` comes to own what differs between `live` and `changed`; others lose what was changed."""
    change = compare({} if live is ABSENT else live, changed, shape)
    now = _given_up(owners, manager, change)
    own = (owners.get(manager, EMPTY) - change.removed) | ((change.added | change.modified) - UNOWNED)
    return Outcome(changed, _without_empty({**now, manager: own}), same=change.same)


def _taken(owners: Owners, manager: Manager, change: Comparison) -> dict[Manager, FieldSet]:
    """Fields that a change takes from their owners."""
    touched = change.modified | change.added
    return {other: fields & touched for other, fields in owners.items() if other != manager and fields & touched}


def _given_up(owners: Owners, manager: Manager, change: Comparison) -> dict[Manager, FieldSet]:
    lost = change.modified | change.added | change.removed
    return {other: fields if other == manager else fields - lost for other, fields in owners.items()}


def _without_empty(owners: Owners) -> Owners:
    return {manager: fields for manager, fields in owners.items() if fields}


def _pruned(merged: Any, owners: Owners, before: FieldSet, shape: Shape) -> Any:
    """`merged` less what its applier owned before and lists no more, unless another owns it or something below it."""
    everything = with_named(field_set(merged, shape), shape)
    pruned = without(merged, with_named(before, shape), shape)
    left = with_named(field_set({} if pruned is ABSENT else pruned, shape), shape)
    owned = with_named(frozenset().union(*owners.values()), shape)
    pruned = without(merged, everything - (left | owned), shape)
    left = with_named(field_set({} if pruned is ABSENT else pruned, shape), shape)
    return without(merged, (everything - left) & with_named(before, shape), shape)
