"""Watches: one for each kind, namespace and selector, however many objects are waited for; never a poll.

A watch begins with a list and goes on from its version. It begins again from the last version when the server ends it, and with
a list when that version is forgotten (410). Each has a thread, which hands on what it hears by a queue; a watch that we are
not allowed is left out, and said.
"""

import threading
import time
from collections.abc import Iterable, Sequence
from queue import Queue
from typing import NamedTuple

from translator.apply.wait.standing import Object
from translator.model.cluster import Cluster, Event, Refusal, Unreachable

_SECONDS = 30.0
"""How long the server keeps a watch open before it is begun again."""
_PATIENCE = 60.0
"""For how long a server that does not answer is asked again."""
_NOTABLE = 5.0
"""For how long nobody answers until that is told: a watch that is cut is nothing to speak of."""
_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)


class Scope(NamedTuple):
    """What a watch covers. `namespace` None is all of them, or none for a kind that lives in none."""

    api_version: str
    kind: str
    namespace: str | None
    labels: str = ""


class Listed(NamedTuple):
    """Everything that there is, which replaces what was known. `first` tells that the watch has only begun."""

    scope: Scope
    items: tuple[Object, ...]
    first: bool


class Happened(NamedTuple):
    """A change."""

    scope: Scope
    event: Event


class Ended(NamedTuple):
    """A watch that cannot go on."""

    scope: Scope
    error: Refusal | Unreachable


class Silent(NamedTuple):
    """Nobody answers a watch for a while already; it is begun again until the patience is at its end."""

    scope: Scope
    error: Unreachable


News = Listed | Happened | Ended | Silent


class Watches:
    """The watches of one wait."""

    def __init__(self, cluster: Cluster, news: "Queue[News]", pauses: Sequence[float] = _PAUSES) -> None:
        self._cluster = cluster
        self._news = news
        self._pauses = pauses
        self._stop = threading.Event()

    def start(self, scopes: Iterable[Scope]) -> None:
        """Begins to watch."""
        for scope in scopes:
            threading.Thread(target=self._run, args=(scope,), name=f"watch {scope.kind}", daemon=True).start()

    def stop(self) -> None:
        """Lets the threads end, each when it hears something or its watch is over; nobody need wait for that."""
        self._stop.set()

    def _run(self, scope: Scope) -> None:
        since, first, silent = "", True, 0.0
        pauses = 0
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                if not since:
                    listing = self._cluster.list(scope.api_version, scope.kind, scope.namespace, labels=scope.labels)
                    self._news.put(Listed(scope, listing.items, first))
                    since, first = listing.resource_version, False
                since = self._follow(scope, since)
                silent = 0.0
            except Refusal as refusal:
                if not refusal.gone:
                    self._news.put(Ended(scope, refusal))
                    return
                since = ""
            except Unreachable as unreachable:
                before, silent = silent, silent + time.monotonic() - began + self._pauses[-1]
                if before <= _NOTABLE < silent:
                    self._news.put(Silent(scope, unreachable))
                if silent > _PATIENCE:
                    self._news.put(Ended(scope, unreachable))
                    return
            pauses = 0 if time.monotonic() - began > 1.0 else min(pauses + 1, len(self._pauses))
            if pauses:  # a watch that ends at once must not become a poll
                self._stop.wait(self._pauses[pauses - 1])

    def _follow(self, scope: Scope, since: str) -> str:
        """Hands on what happens until the watch ends; the version to go on from."""
        stream = self._cluster.watch(
            scope.api_version, scope.kind, scope.namespace, since, labels=scope.labels, seconds=_SECONDS
        )
        for event in stream:
            if self._stop.is_set():
                break
            since = str((event.object.get("metadata") or {}).get("resourceVersion") or since)
            if event.type != "BOOKMARK":
                self._news.put(Happened(scope, event))
        return since
