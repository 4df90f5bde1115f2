"""The loop: one thread that looks at what has changed, and lets the controllers act on it, object by object.

A change concerns the object itself and its owners. An object is looked at with the store locked, so that no client comes
between what a controller sees and what it writes.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Any

from translator.sandbox.cluster import Cluster
from translator.sandbox.controllers import (
    claim,
    daemon_set,
    deployment,
    endpoints,
    garbage,
    job,
    node,
    replica_set,
    stateful_set,
)
from translator.sandbox.controllers.script import Script
from translator.sandbox.controllers.world import World
from translator.sandbox.statuses import Refused
from translator.sandbox.store import Change, Compacted, Key

Reconcile = Callable[[Mapping[str, Any], World], None]

_RECONCILERS: Mapping[tuple[str, str], Reconcile] = {
    ("", "namespaces"): garbage.namespace,
    ("", "persistentvolumeclaims"): claim.reconcile,
    ("", "persistentvolumes"): garbage.volume,
    ("", "pods"): node.reconcile,
    ("", "services"): endpoints.reconcile,
    ("apps", "daemonsets"): daemon_set.reconcile,
    ("apps", "deployments"): deployment.reconcile,
    ("apps", "replicasets"): replica_set.reconcile,
    ("apps", "statefulsets"): stateful_set.reconcile,
    ("batch", "jobs"): job.reconcile,
}
_IDLE = 5.0
_BATCH = 20
_RETRY = 1.0


class Loop:
    """Controllers at work on a cluster. `speed` is how much faster than the clock on the wall that of the cluster runs."""

    def __init__(self, cluster: Cluster, script: Script, *, speed: float = 1.0) -> None:
        self._cluster = cluster
        self._world = World(cluster, script)
        self._speed = speed
        self._queue: dict[Key, None] = {}
        self._seen = 0
        self._thread = threading.Thread(target=self._run, name="controllers", daemon=True)

    def start(self) -> None:
        """Begins to work: first on everything that is there."""
        self.prepare()
        self._thread.start()

    def prepare(self) -> None:
        """Makes what the controllers take for granted: the node."""
        with self._cluster.store.lock:
            node.prepare(self._world)

    def join(self) -> None:
        """Waits for the end, which closing the store brings."""
        self._thread.join()

    def rest(self) -> float | None:
        """Works until nothing is left to do for now: in how many seconds of the cluster something will be, None for never."""
        store = self._cluster.store
        while not store.closed:
            with store.lock:
                self._work()
            if not self._queue:
                break
        return self._world.next()

    def _run(self) -> None:
        store = self._cluster.store
        while not store.closed:
            due = self.rest()
            store.wait(self._seen, _IDLE if due is None else min(due / self._speed, _IDLE))

    def _work(self) -> None:
        """Acts on a few objects, so that clients come in between."""
        for _ in range(_BATCH):
            self._look()
            if not self._queue or self._cluster.store.closed:
                return
            self._act(next(iter(self._queue)))

    def _look(self) -> None:
        """Takes note of what has changed, and of what is due."""
        store = self._cluster.store
        try:
            for change in store.since(self._seen) if self._seen else self._everything():
                self._queue.update(dict.fromkeys(self._world.see(change)))
        except Compacted:
            for change in self._everything():
                self._queue.update(dict.fromkeys(self._world.see(change)))
        self._seen = store.revision
        self._queue.update(dict.fromkeys(self._world.due()))

    def _everything(self) -> list[Change]:
        return [Change("ADDED", entry, None) for entry in self._cluster.store.every()]

    def _act(self, key: Key) -> None:
        del self._queue[key]
        value = self._world.get(key)
        if value is None:
            return
        garbage.collect(key, value, self._world)
        value = self._world.get(key)
        reconcile = _RECONCILERS.get(key[:2])
        if value is not None and reconcile is not None:
            try:
                reconcile(value, self._world)
            except Refused:
                self._world.again(_RETRY, key)  # a quota, or a namespace on its way out: what is wanted may come to be allowed
