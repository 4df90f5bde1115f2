"""Managed fields: `metadata.managedFields` as owners and back, with the times.

The rules are those of k8s.io/apimachinery `pkg/util/managedfields`: entries are sorted by operation, time and name; more than
ten managers that update are folded into `ancient-changes`; an object that nobody has applied before belongs to `before-first-
apply`; a single empty entry in an update resets all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from translator.kube.merge import fieldset
from translator.kube.merge.owners import Manager, Owners
from translator.model.record import dataclass

Times = dict[Manager, str]

_MOST_UPDATERS = 10
_ANCIENT = "ancient-changes"
BEFORE_FIRST_APPLY = "before-first-apply"


@dataclass(frozen=True, slots=True)
class Managed:
    """Who owns which fields, and when each last changed its part (RFC 3339, seconds)."""

    owners: Owners = field(default_factory=dict)
    times: Mapping[Manager, str] = field(default_factory=dict)


def of(value: Mapping[str, Any]) -> Managed:
    """What an object says in its metadata. ValueError, TypeError, KeyError or AttributeError where that is no such list."""
    return decode(value.get("metadata", {}).get("managedFields") or ())


def decode(entries: Iterable[Mapping[str, Any]]) -> Managed:
    """The owners of a list of entries."""
    owners: dict[Manager, fieldset.FieldSet] = {}
    times: Times = {}
    for entry in entries:
        manager = Manager(
            entry.get("manager", ""), entry["operation"], entry.get("apiVersion", ""), entry.get("subresource", "")
        )
        owners[manager] = fieldset.decode(entry.get("fieldsV1") or {})
        times[manager] = entry.get("time", "")
    return Managed(owners, times)


def resets(value: Mapping[str, Any]) -> bool:
    """Whether an update asks to forget all owners: a list of one empty entry."""
    return list(value.get("metadata", {}).get("managedFields") or ()) == [{}]


def changed(before: Managed, owners: Owners, writer: Manager, now: str) -> Managed:
    """What is known after a write by `writer`, who alone gets a new time, and only if its part changed or is new."""
    times = {manager: before.times.get(manager, now) for manager in owners}
    if writer in owners:
        times[writer] = now
    return capped(Managed(owners, times))


def capped(managed: Managed) -> Managed:
    """At most ten managers that update: the oldest are folded into one for each API version."""
    updaters = sorted(
        (manager for manager in managed.owners if manager.operation == "Update"),
        key=lambda each: (managed.times[each], each.name),
    )
    excess = len(updaters) - _MOST_UPDATERS
    if excess <= 0:
        return managed
    owners, times = dict(managed.owners), dict(managed.times)
    first: dict[str, Manager] = {}
    for manager in updaters:
        if excess <= 0:
            break
        alone = first.setdefault(manager.api_version, manager)
        if alone is manager:
            continue
        bucket = Manager(_ANCIENT, "Update", manager.api_version)
        if bucket not in owners:
            owners[bucket] = owners.pop(alone)
        owners[bucket] |= owners.pop(manager)
        times[bucket] = times[manager]
        excess -= 1
    return Managed(owners, times)


def encode(managed: Managed) -> list[dict[str, Any]]:
    """The entries for the metadata."""
    owners, times = managed.owners, managed.times
    order = sorted(owners, key=lambda each: (each.operation, times[each], each.name, each.api_version, each.subresource))
    return [_entry(manager, owners[manager], times[manager]) for manager in order]


def _entry(manager: Manager, fields: fieldset.FieldSet, time: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"manager": manager.name, "operation": manager.operation, "apiVersion": manager.api_version}
    if time:
        entry["time"] = time
    entry |= {"fieldsType": "FieldsV1", "fieldsV1": fieldset.encode(fields)}
    if manager.subresource:
        entry["subresource"] = manager.subresource
    return entry


def without(value: Mapping[str, Any]) -> dict[str, Any]:
    """An object less its managed fields: a new one, the rest shared."""
    metadata = {name: each for name, each in value.get("metadata", {}).items() if name != "managedFields"}
    return {**value, "metadata": metadata}
