"""World: what a controller sees and does: objects with their owners, writes, events, and looking again later.

A controller runs with the store locked, so what it sees is what it changes. Its writes go past the rules for statuses, which
are its own, and through them for objects that it creates, so that quotas hold for it too.
"""

import heapq
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.merge.managed import Managed
from translator.sandbox import statuses
from translator.sandbox.cluster import Cluster
from translator.sandbox.controllers.script import Script
from translator.sandbox.controllers.selection import Selection
from translator.sandbox.resources import Resource
from translator.sandbox.store import Change, Key
from translator.sandbox.writing import deletion, reading, storing
from translator.sandbox.writing.target import Target

Object = Mapping[str, Any]


class World:
    """What controllers share."""

    def __init__(self, cluster: Cluster, script: Script) -> None:
        self.cluster = cluster
        self.script = script
        self._due: list[tuple[float, Key]] = []
        self._waits: dict[Key, float] = {}
        self._labels = Selection()
        self._owned: dict[str, set[Key]] = {}
        self._orphans: dict[tuple[str, str], dict[Key, None]] = {}
        self._events: dict[tuple[str, str, str], Key] = {}
        self._ports = 1

    def now(self) -> str:
        """The time as the API writes it."""
        return self.cluster.now()

    def see(self, change: Change) -> Iterator[Key]:
        """Takes note of a change: whose objects are whose. The keys of the objects that it concerns."""
        key = change.entry.key
        for entry in (change.before, change.entry):
            for owner in owners(entry.value) if entry else ():
                self._owned.setdefault(owner["uid"], set()).discard(key)
        if key.resource in ("pods", "replicasets"):
            self._note_orphan(change)
        if key[:2] == ("", "services"):
            self._labels.note(change)
        if key.resource == "pods":
            yield from self._labels.see(change)
        if change.verb != "DELETED":
            for owner in owners(change.entry.value):
                self._owned.setdefault(owner["uid"], set()).add(key)
        yield key
        for owner in owners(change.entry.value):
            found = self.owner_key(owner, key.namespace)
            if found is not None:
                yield found
        if change.verb == "DELETED":
            self._waits.pop(key, None)
            yield from sorted(self._owned.get(change.entry.value["metadata"]["uid"], ()))
            yield Key("", "namespaces", "", key.namespace)

    def _note_orphan(self, change: Change) -> None:
        key = change.entry.key
        lonely = self._orphans.setdefault((key.resource, key.namespace), {})
        if change.verb == "DELETED" or controller(change.entry.value):
            lonely.pop(key, None)
        else:
            lonely[key] = None

    def orphans(self, resource: str, namespace: str) -> list[tuple[Key, Object]]:
        """The objects of a resource that nobody controls, sorted by name."""
        keys = sorted(self._orphans.get((resource, namespace), ()))
        return [(key, found) for key in keys if (found := self.get(key)) is not None and not controller(found)]

    def owner_key(self, owner: Object, namespace: str) -> Key | None:
        """Where the object of an owner reference is; None for a kind that is not served."""
        resource = self.cluster.resource_of_kind(owner["apiVersion"], owner["kind"])
        return (
            None
            if resource is None
            else Key(resource.group, resource.name, namespace if resource.namespaced else "", owner["name"])
        )

    def later(self, seconds: float, value: Object, resource: str, group: str = "") -> None:
        """Looks at an object again after some time."""
        self.again(seconds, key_of(value, resource, group))

    def again(self, seconds: float, key: Key) -> None:
        """Looks at a place again after some time."""
        self._waits[key] = self.cluster.clock() + seconds
        heapq.heappush(self._due, (self._waits[key], key))

    def waits(self, key: Key) -> bool:
        """Whether the time has not come to look at an object again."""
        return self._waits.get(key, 0.0) > self.cluster.clock()

    def due(self) -> Iterator[Key]:
        """What is to be looked at again by now."""
        while self._due and self._due[0][0] <= self.cluster.clock():
            yield heapq.heappop(self._due)[1]

    def next(self) -> float | None:
        """Seconds until something is to be looked at again; None where nothing is."""
        return max(self._due[0][0] - self.cluster.clock(), 0.0) if self._due else None

    def get(self, key: Key) -> Object | None:
        """The object at a place."""
        entry = self.cluster.store.get(key)
        return None if entry is None else entry.value

    def owned(self, value: Object, resource: str) -> list[Object]:
        """The objects of a resource that an object controls, sorted by name."""
        keys = sorted(key for key in self._owned.get(value["metadata"]["uid"], ()) if key.resource == resource)
        found = (self.get(key) for key in keys)
        return [each for each in found if each is not None and controller(each) == value["metadata"]["uid"]]

    def labelled(self, namespace: str, selector: Mapping[str, str]) -> list[Object]:
        """The Pods of a namespace that carry these labels, sorted by name."""
        found = (self.get(key) for key in self._labels.pods(namespace, selector))
        return [pod for pod in found if pod is not None and selector.items() <= pod["metadata"].get("labels", {}).items()]

    def dependents(self, value: Object) -> list[tuple[Key, Object]]:
        """All objects that name an object as an owner."""
        keys = sorted(self._owned.get(value["metadata"]["uid"], ()))
        return [(key, found) for key in keys if (found := self.get(key)) is not None]

    def create(self, resource: str, value: dict[str, Any], group: str = "", version: str = "v1") -> Object:
        """Creates an object as a client would. Refused where the rules or a quota are against it."""
        found = self.resource(resource, group, version)
        metadata = value["metadata"]
        target = Target(found, metadata.get("namespace", ""), metadata["name"])
        if self.get(target.key) is not None:
            raise statuses.exists(found, target.name)
        body = {"apiVersion": found.api_version, "kind": found.kind, **value}
        read = reading.read(body, self.cluster.shape(found), self.cluster.version)
        return storing.store(self.cluster, target, read, None, Managed(), dry_run=False)

    def resource(self, name: str, group: str = "", version: str = "v1") -> Resource:
        """A resource that every version serves."""
        found = self.cluster.resource(group, version, name)
        assert found is not None, f"{name} is always served"
        return found

    def put(self, key: Key, value: dict[str, Any]) -> None:
        """Stores another form of an object, unless it is the same."""
        before = self.get(key)
        if before is not None and before != value:
            fresh = {**value, "metadata": dict(value["metadata"])}
            self.cluster.store.put(key, fresh)

    def status(self, key: Key, status: Mapping[str, Any], annotations: Mapping[str, str] | None = None) -> None:
        """Sets the status of an object, and annotations beside it."""
        value = self.get(key)
        if value is None:
            return
        metadata = dict(value["metadata"])
        if annotations:
            metadata["annotations"] = {**metadata.get("annotations", {}), **annotations}
        self.put(key, {**value, "metadata": metadata, "status": dict(status)})

    def spec(self, key: Key, **fields: Any) -> None:
        """Changes fields of the spec of an object, which makes a new generation."""
        value = self.get(key)
        if value is None or all(value["spec"].get(name) == each for name, each in fields.items()):
            return
        metadata = dict(value["metadata"])
        if "generation" in metadata:
            metadata["generation"] += 1
        self.put(key, {**value, "metadata": metadata, "spec": {**value["spec"], **fields}})

    def delete(self, key: Key, policy: str = "Background", grace: int | None = None) -> None:
        """Deletes an object, if it is still there."""
        resource = next((each for each in self.cluster.resources() if (each.group, each.name) == key[:2]), None)
        if resource is not None and self.get(key) is not None:
            deletion.delete(self.cluster, Target(resource, key.namespace, key.name), deletion.Deletion(policy, grace))

    def finalize(self, key: Key, finalizer: str) -> None:
        """Takes a finalizer from an object, which may be its end."""
        value = self.get(key)
        if value is None or finalizer not in value["metadata"].get("finalizers", ()):
            return
        metadata = dict(value["metadata"])
        metadata["finalizers"] = [each for each in metadata["finalizers"] if each != finalizer]
        if not metadata["finalizers"]:
            del metadata["finalizers"]
        left = {**value, "metadata": metadata}
        if (
            metadata.get("deletionTimestamp")
            and "finalizers" not in metadata
            and not metadata.get("deletionGracePeriodSeconds")
        ):
            self.remove(key, left)
        else:
            self.put(key, left)

    def remove(self, key: Key, last: Object) -> None:
        """Takes an object out of the store."""
        resource = next(each for each in self.cluster.resources() if (each.group, each.name) == key[:2])
        storing.remove(self.cluster, Target(resource, key.namespace, key.name), last)

    def address(self) -> str:
        """An address for a Pod."""
        self._ports = self._ports % 65_000 + 1
        return f"10.244.{self._ports // 254}.{self._ports % 254 + 1}"

    def event(self, about: Object, reason: str, message: str, source: str, *, warning: bool = False) -> None:
        """Reports an event; one that was reported before is counted."""
        metadata = about["metadata"]
        same = (metadata["uid"], reason, message)
        key = self._events.get(same)
        seen = self.get(key) if key else None
        if key is not None and seen is not None:
            self.put(key, {**seen, "count": seen["count"] + 1, "lastTimestamp": self.now()})
            return
        namespace = metadata.get("namespace", "default")
        name = f"{metadata['name']}.{self.cluster.uid().replace('-', '')[:16]}"
        involved = {"kind": about["kind"], "name": metadata["name"], "uid": metadata["uid"], "apiVersion": about["apiVersion"]}
        involved |= {"resourceVersion": metadata["resourceVersion"], "namespace": namespace}
        value = {
            "kind": "Event",
            "apiVersion": "v1",
            "type": "Warning" if warning else "Normal",
            "reason": reason,
            "message": message,
            "metadata": {"name": name, "namespace": namespace, "uid": self.cluster.uid(), "creationTimestamp": self.now()},
            "involvedObject": involved,
            "source": {"component": source},
            "reportingComponent": source,
            "reportingInstance": "",
            "firstTimestamp": self.now(),
            "lastTimestamp": self.now(),
            "count": 1,
        }
        self._events[same] = Key("", "events", namespace, name)
        self.cluster.store.put(self._events[same], value)


def key_of(value: Object, resource: str, group: str = "") -> Key:
    """Where an object of a resource is."""
    return Key(group, resource, value["metadata"].get("namespace", ""), value["metadata"]["name"])


def owners(value: Object) -> list[Object]:
    """The owner references of an object."""
    return list(value["metadata"].get("ownerReferences", ()))


def controller(value: Object) -> str:
    """The uid of the owner that controls an object; empty where none does."""
    return next((str(owner["uid"]) for owner in owners(value) if owner.get("controller")), "")


def reference(owner: Object) -> dict[str, Any]:
    """The owner reference to a controller."""
    metadata = owner["metadata"]
    named = {"apiVersion": owner["apiVersion"], "kind": owner["kind"], "name": metadata["name"], "uid": metadata["uid"]}
    return {**named, "controller": True, "blockOwnerDeletion": True}


def deleting(value: Object) -> bool:
    """Whether an object is on its way out."""
    return "deletionTimestamp" in value["metadata"]
