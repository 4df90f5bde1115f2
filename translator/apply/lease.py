"""Lease: one run at a time for a stack.

A Lease (coordination.k8s.io/v1) beside the inventory is held while anything is written, and renewed by a thread. One that was
not renewed for its duration is taken over: its age is measured from when it was last seen to change, since the clocks of two
machines need not agree (as client-go does). One whose holder is known to be gone (`holder`) is taken over at once. Each write
is bound to the version that was read, so of two who take it one loses.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from translator.apply import holder
from translator.model.cluster import Body, Cluster, Key, Refusal, Unreachable
from translator.model.progress import Progress, Stage, Tell

API = "coordination.k8s.io/v1"
DURATION = 15
"""Seconds for which a Lease holds without being renewed."""
_LOOK = 1.0
_SURELY = 4
"""A Lease that is older than so many durations by our own clock is over, whatever the other clock says."""


class Held(Exception):  # noqa: N818 - it is an answer
    """Another run holds the Lease, and did not end in time. The message says which."""


class Hold:
    """A Lease that is held. `lost` tells that it was taken from us, or could not be renewed in time: nothing may be written
    any more. Time counts from when a renewal is sent (`since`, for the first one): others count from when the server writes it,
    however late its answer comes."""

    def __init__(self, cluster: Cluster, body: Body, since: float, identity: str) -> None:
        self._cluster = cluster
        self._body = body
        self._identity = identity
        self._ended = threading.Event()
        self._renewed = since
        self._taken = False
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)
        self._thread.start()

    @property
    def lost(self) -> bool:
        """Whether the Lease is no longer ours."""
        return self._taken or time.monotonic() - self._renewed > DURATION

    def _renew(self) -> None:
        while not self._ended.wait(DURATION / 3):
            sent = time.monotonic()
            try:
                self._body = self._cluster.replace(_held_by(self._body, self._identity, since=None))
                self._renewed = sent
            except Unreachable:
                continue
            except Refusal:
                if self._is_taken():
                    return

    def _is_taken(self) -> bool:
        """Reads the Lease again: a renewal whose answer was lost counts as one, and another holder ends ours."""
        with suppress(Unreachable, Refusal):
            found = self._cluster.get(_key(self._body))
            self._taken = found is None or _spec(found).get("holderIdentity") != self._identity
            if found is not None and not self._taken:
                self._body = found
        return self._taken

    def release(self) -> None:
        """Lets go. What cannot be said to the cluster is left to run out."""
        self._ended.set()
        self._thread.join()
        with suppress(Unreachable, Refusal):
            if not self._taken and not self._let_go() and not self._is_taken():
                self._let_go()

    def _let_go(self) -> bool:
        """Says that nobody holds it: whether it is still as we know it."""
        spec = {name: value for name, value in _spec(self._body).items() if name != "holderIdentity"}
        try:
            self._cluster.replace({**self._body, "spec": {**spec, "leaseDurationSeconds": 1, "renewTime": _now()}})
        except Refusal as refusal:
            if refusal.locked:
                return False
            raise
        return True


@contextmanager
def held(
    cluster: Cluster,
    namespace: str,
    name: str,
    tell: Tell,
    *,
    patience: float,
    identity: str | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Hold]:
    """Holds the Lease while the block runs. Held where another run does not end within `patience` seconds."""
    identity = identity or holder.myself()
    hold = Hold(cluster, *_taken(cluster, Key(API, "Lease", namespace, name), tell, patience, identity, sleep), identity)
    try:
        yield hold
    finally:
        hold.release()


def _taken(
    cluster: Cluster, key: Key, tell: Tell, patience: float, identity: str, sleep: Callable[[float], None]
) -> tuple[Body, float]:
    """The Lease, once it is ours, and when that was asked for."""
    waited, seen, age, told = 0.0, "", 0.0, ""
    while True:
        found = cluster.get(key)
        other = str(_spec(found or {}).get("holderIdentity") or "")
        version = str(found["metadata"]["resourceVersion"]) if found else ""
        age = age if version == seen else 0.0
        seen = version
        if found is None or not other or other == identity or _is_over(found, other, age):
            sent = time.monotonic()
            taken = _take(cluster, key, found, identity)
            if taken is not None:
                return taken, sent
            continue
        if waited >= patience:
            raise Held(f"another run holds the stack: {other}")
        if told != other:
            told = other
            tell(Progress(Stage.WAITING, f"another run holds the stack: {other}; waiting until it ends"))
        sleep(_LOOK)
        waited, age = waited + _LOOK, age + _LOOK


def _take(cluster: Cluster, key: Key, found: Body | None, identity: str) -> Body | None:
    """Takes the Lease as it was found; None where somebody was faster."""
    try:
        if found is not None:
            return cluster.replace(_held_by(found, identity, since=_now()))
        body = {"apiVersion": API, "kind": "Lease", "metadata": {"name": key.name, "namespace": key.namespace}}
        return cluster.create(_held_by(body, identity, since=_now()))
    except Refusal as refusal:
        if refusal.status == 409 or (refusal.missing and found is not None):
            return None
        raise


def _is_over(found: Body, other: str, age: float) -> bool:
    spec = _spec(found)
    duration = int(spec.get("leaseDurationSeconds") or DURATION)
    renewed = _parsed(str(spec.get("renewTime") or ""))
    since = (datetime.now(UTC) - renewed).total_seconds() if renewed else 0.0
    return age > duration or since > duration * _SURELY or holder.is_gone(other)


def _held_by(body: Body, identity: str, *, since: str | None) -> dict[str, Any]:
    """The Lease held by us, `since` now or as long as before."""
    spec = dict(_spec(body))
    if since is not None:
        spec["leaseTransitions"] = int(spec.get("leaseTransitions") or 0) + (1 if "acquireTime" in spec else 0)
        spec["acquireTime"] = since
    spec |= {"holderIdentity": identity, "leaseDurationSeconds": DURATION, "renewTime": _now()}
    return {**body, "spec": spec}


def remove(cluster: Cluster, namespace: str, name: str) -> None:
    """Removes the Lease of a stack of which nothing is left."""
    cluster.delete(Key(API, "Lease", namespace, name))


def _key(body: Body) -> Key:
    return Key(API, "Lease", body["metadata"]["namespace"], body["metadata"]["name"])


def _spec(body: Body) -> Mapping[str, Any]:
    spec: Mapping[str, Any] = body.get("spec") or {}
    return spec


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
