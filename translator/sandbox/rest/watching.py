"""Watches: the changes of a resource as a stream, one JSON object a line.

From a revision on, or, without one, from the objects that there are. An object that comes to match a selector is ADDED, one
that no longer does DELETED. Bookmarks tell how far the client has come; a revision that is no longer remembered is an ERROR
event with code 410 (k8s.io/apiserver `pkg/storage/cacher`).
"""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.sandbox import statuses
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.rest.selection import Chosen, chosen
from translator.sandbox.store import Change, Compacted, Entry, encoded

Shown = Callable[[Entry], bytes]

_LONGEST = 1_800.0
_PATIENCE = 1.0
_BOOKMARK_EVERY = 60.0
_INITIAL_END = "k8s.io/initial-events-end"


def watch(cluster: Cluster, resource: Resource, namespace: str, query: Mapping[str, str], shown: Shown) -> Iterator[bytes]:
    """The stream. Refused, before the first event, where the query cannot be understood."""
    wanted = chosen(query, resource)
    started = query.get("resourceVersion", "")
    if started and not started.isdecimal():
        raise statuses.bad(f'invalid resource version "{started}"')
    seconds = query.get("timeoutSeconds", "")
    end = time.monotonic() + (min(float(seconds), _LONGEST) if seconds.isdecimal() and seconds != "0" else _LONGEST)
    watched = _Watched(cluster, resource, namespace, wanted, shown)
    return _stream(watched, query, int(started or 0), end)


class _Watched:
    """What is watched, and how it is shown."""

    def __init__(self, cluster: Cluster, resource: Resource, namespace: str, wanted: Chosen | None, shown: Shown) -> None:
        self.store = cluster.store
        self.resource = resource
        self._namespace = namespace
        self._wanted = wanted
        self._shown = shown

    def initial(self) -> tuple[list[bytes], int]:
        """An ADDED event for each object that there is, and the revision of this state."""
        with self.store.lock:
            revision = self.store.revision
            entries = self.store.table(self.resource.group, self.resource.name, self._namespace)
        return [self._event("ADDED", entry) for entry in entries if self._matches(entry)], revision

    def event(self, change: Change) -> bytes | None:
        """The event of a change; None where it does not concern the watch."""
        key = change.entry.key
        if key[:2] != (self.resource.group, self.resource.name) or (self._namespace and key.namespace != self._namespace):
            return None
        now = change.verb != "DELETED" and self._matches(change.entry)
        before = change.before is not None and self._matches(change.before)
        if now:
            return self._event("MODIFIED" if before else "ADDED", change.entry)
        return self._event("DELETED", change.entry) if before else None

    def _matches(self, entry: Entry) -> bool:
        return self._wanted is None or self._wanted(entry.value)

    def _event(self, verb: str, entry: Entry) -> bytes:
        return b'{"type":"%b","object":%b}\n' % (verb.encode(), self._shown(entry))

    def bookmark(self, revision: int, *, initial: bool = False) -> bytes:
        """How far the watch has come."""
        metadata: dict[str, Any] = {"resourceVersion": str(revision)}
        if initial:
            metadata["annotations"] = {_INITIAL_END: "true"}
        value = {"kind": self.resource.kind, "apiVersion": self.resource.api_version, "metadata": metadata}
        return encoded({"type": "BOOKMARK", "object": value}) + b"\n"


def _stream(watched: _Watched, query: Mapping[str, str], revision: int, end: float) -> Iterator[bytes]:
    bookmarks = query.get("allowWatchBookmarks", "") in ("true", "1")
    initial = query.get("sendInitialEvents", "") in ("true", "1")
    if revision == 0 or initial:
        events, revision = watched.initial()
        if events:
            yield b"".join(events)
        if initial and bookmarks:
            yield watched.bookmark(revision, initial=True)
    marked = time.monotonic()
    while not watched.store.closed:
        try:
            changes = watched.store.since(revision)
        except Compacted as error:
            refused = statuses.expired(f"too old resource version: {revision} ({error.oldest})")
            yield encoded({"type": "ERROR", "object": refused.body}) + b"\n"
            return
        found = [event for change in changes if (event := watched.event(change)) is not None]
        revision = changes[-1].entry.revision if changes else revision
        if found:
            yield b"".join(found)
        if (left := end - time.monotonic()) <= 0:  # only now: what had happened before it began is told in any case
            break
        if bookmarks and time.monotonic() - marked > _BOOKMARK_EVERY:
            marked = time.monotonic()
            yield watched.bookmark(revision)
        watched.store.wait(revision, min(left, _PATIENCE))
    if bookmarks:
        yield watched.bookmark(revision)
