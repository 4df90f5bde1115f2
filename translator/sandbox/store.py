"""Store: the objects, their revisions and the changes that led to them, in memory and, where a folder is given, on disk.

One counter numbers all writes, as etcd's does: it is the `resourceVersion` of what was written last. The last changes are
remembered, so that a watch can begin where a list ended; what is older is gone (410). Objects in the store are never changed in
place: whoever writes puts a new one.
"""

import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from translator.kube.merge import managed
from translator.kube.merge.managed import Managed
from translator.model.record import dataclass
from translator.sandbox.journal import Damaged, Journal

Object = Mapping[str, Any]


class Key(NamedTuple):
    """Where an object is. Versions of a resource share their objects. `namespace` is empty for the whole cluster."""

    group: str
    resource: str
    namespace: str
    name: str


class Entry:
    """An object as it was stored, and what is made of it once, when it is first asked for: its JSON, its owners (`managed`)."""

    def __init__(self, key: Key, value: Object, revision: int) -> None:
        self.key = key
        self.value = value
        self.revision = revision

    @cached_property
    def managed(self) -> Managed:
        """Who owns which fields."""
        return managed.of(self.value)

    @cached_property
    def text(self) -> bytes:
        """The object as compact JSON."""
        return encoded(self.value)

    @cached_property
    def item(self) -> bytes:
        """The object as an item of a list, which leaves out kind and version."""
        return encoded({name: each for name, each in self.value.items() if name not in ("kind", "apiVersion")})


@dataclass(frozen=True, slots=True)
class Change:
    """A write: ADDED, MODIFIED or DELETED, what is there now (for a deletion what was there last) and what was before."""

    verb: str
    entry: Entry
    before: Entry | None


class Compacted(Exception):  # noqa: N818 (it is an answer)
    """A revision that is no longer remembered. `oldest` is the first that is."""

    def __init__(self, oldest: int) -> None:
        super().__init__(oldest)
        self.oldest = oldest


class Store:
    """All objects of a cluster.

    `lock` guards every access that must not be torn; `changed` is notified after each write.
    """

    def __init__(self, folder: Path | None = None, *, remembered: int = 20_000) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.revision = 1
        self.closed = False
        self._tables: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
        self._changes: deque[Change] = deque(maxlen=remembered)
        self._journal = None if folder is None else Journal(folder)
        if self._journal is not None:
            try:
                self._load(self._journal)
            except Damaged:
                self.close()
                raise
        self._oldest = self.revision

    def _load(self, journal: Journal) -> None:
        for revision, where, value in journal.read():
            key = Key(*where)
            self.revision = max(self.revision, revision)
            table = self._tables.setdefault(key[:2], {})
            if value is None:
                table.pop(key[2:], None)
            else:
                table[key[2:]] = Entry(key, value, revision)
        # The counter itself, in case the last write was a removal: revisions never come again.
        counter = (self.revision, Key("", "", "", ""), None)
        journal.rewrite([counter, *((entry.revision, entry.key, entry.value) for entry in self.every())])

    def get(self, key: Key) -> Entry | None:
        """The object at a place."""
        return self._tables.get(key[:2], {}).get(key[2:])

    def every(self) -> Iterator[Entry]:
        """All objects, in the order of their places."""
        with self.lock:
            for table in sorted(self._tables):
                yield from self.table(*table)

    def table(self, group: str, resource: str, namespace: str = "") -> list[Entry]:
        """The objects of a resource, of one namespace or of all, sorted by namespace and name."""
        with self.lock:
            table = self._tables.get((group, resource), {})
            places = sorted(place for place in table if not namespace or place[0] == namespace)
            return [table[place] for place in places]

    def put(self, key: Key, value: dict[str, Any]) -> Entry:
        """Stores an object, which from now on is not changed any more, under the next revision."""
        with self.lock:
            before = self.get(key)
            entry = self._numbered(key, value)
            self._tables.setdefault(key[:2], {})[key[2:]] = entry
            self._remember(Change("MODIFIED" if before else "ADDED", entry, before), value)
            return entry

    def remove(self, key: Key, last: dict[str, Any]) -> Entry:
        """Removes an object, `last` as it was in the end; it gets the revision of its removal. KeyError where there is none."""
        with self.lock:
            before = self._tables[key[:2]].pop(key[2:])
            entry = self._numbered(key, last)
            self._remember(Change("DELETED", entry, before), None)
            return entry

    def _numbered(self, key: Key, value: dict[str, Any]) -> Entry:
        if self.closed:
            raise ConnectionAbortedError  # nobody keeps what is written now: the client must not be told that it was
        self.revision += 1
        value["metadata"]["resourceVersion"] = str(self.revision)
        return Entry(key, value, self.revision)

    def _remember(self, change: Change, value: Object | None) -> None:
        if len(self._changes) == self._changes.maxlen:
            self._oldest = self._changes[0].entry.revision
        self._changes.append(change)
        if self._journal is not None:
            self._journal.add(self.revision, change.entry.key, value)
        self.changed.notify_all()

    def since(self, revision: int) -> list[Change]:
        """The changes after a revision, oldest first. Compacted where they are no longer remembered."""
        with self.lock:
            if revision < self._oldest:
                raise Compacted(self._oldest)
            found: list[Change] = []
            for change in reversed(self._changes):
                if change.entry.revision <= revision:
                    break
                found.append(change)
            found.reverse()
            return found

    def forget(self) -> None:
        """Forgets all changes up to now, as etcd does when it is compacted."""
        with self.lock:
            self._changes.clear()
            self._oldest = self.revision

    def wait(self, revision: int, seconds: float) -> bool:
        """Waits until something was written after `revision`, or the time is up, or the store is closed: whether to look."""
        with self.changed:
            return self.changed.wait_for(lambda: self.revision > revision or self.closed, seconds)

    def close(self) -> None:
        """Ends every wait, and the journal."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
            if self._journal is not None:
                self._journal.close()
                self._journal = None


def encoded(value: Any) -> bytes:
    """A value as compact JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
