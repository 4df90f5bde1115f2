"""Doubt: a write was refused, but the same one had been sent before, and nobody knows what became of that. Was it us?

A connection can break after the server acted. The write is then sent again, and a lock, or the object that is there now,
refuses it. Whether the first one was carried out can be seen: what was asked for holds.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from translator.model.cluster import Applied, Body, Key, Refusal, key_of

_THEIRS = frozenset({"resourceVersion", "managedFields", "generation", "uid", "creationTimestamp"})
"""Fields of metadata that a write carries as a condition, and that the server sets."""


class _Asked(Protocol):
    def get(self, key: Key) -> Body | None: ...

    def apply(self, body: Body, *, dry: bool = False, force: bool = False, manager: str = ...) -> Applied: ...


def applied(cluster: _Asked, body: Body, *, force: bool, manager: str) -> Body | None:
    """The object, where applying `body` would change nothing more, ownership included; None where it would.

    A dry run without the lock tells: what it gives is compared with what is there, but for the times of managed fields.
    """
    live = cluster.get(key_of(body))
    if live is None:
        return None
    metadata = {name: value for name, value in body["metadata"].items() if name != "resourceVersion"}
    try:
        wanted = cluster.apply({**body, "metadata": metadata}, dry=True, force=force, manager=manager).body
    except Refusal:
        return None
    return live if _timeless(wanted) == _timeless(live) else None


def _timeless(body: Body) -> Mapping[str, Any]:
    metadata = dict(body["metadata"])
    owners = metadata.get("managedFields") or ()
    metadata["managedFields"] = [{name: value for name, value in each.items() if name != "time"} for each in owners]
    return {**body, "metadata": metadata}


def holds(live: Body, written: Body) -> bool:
    """Whether an object has everything that was written, but for what the server sets itself."""
    metadata = {name: value for name, value in written["metadata"].items() if name not in _THEIRS}
    return _within({**written, "metadata": metadata}, live)


def _within(part: Any, whole: Any) -> bool:
    if isinstance(part, Mapping):
        return isinstance(whole, Mapping) and all(name in whole and _within(value, whole[name]) for name, value in part.items())
    if isinstance(part, list | tuple):
        return isinstance(whole, list) and len(part) == len(whole) and all(map(_within, part, whole))
    return bool(part == whole)


def deleted(live: Body | None, uid: str) -> bool:
    """Whether the object of a uid is gone, or going."""
    if live is None:
        return True
    metadata = live["metadata"]
    return bool(metadata["uid"] != uid or metadata.get("deletionTimestamp"))
