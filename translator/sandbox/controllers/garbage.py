"""Garbage: what becomes of dependents when their owner goes, of namespaces' content, and of volumes that nobody claims.

Source: k8s.io/kubernetes `pkg/controller/garbagecollector`, `pkg/controller/namespace`.
"""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers.world import World, deleting, key_of, owners
from translator.sandbox.store import Key

Object = Mapping[str, Any]

_FOREGROUND = "foregroundDeletion"
_ORPHAN = "orphan"


def collect(key: Key, value: Object, world: World) -> None:
    """Does what the deletion of an object, or of its owners, asks for."""
    finalizers = value["metadata"].get("finalizers", ())
    if deleting(value) and _ORPHAN in finalizers:
        for place, dependent in world.dependents(value):
            _disown(place, dependent, value, world)
        world.finalize(key, _ORPHAN)
    elif deleting(value) and _FOREGROUND in finalizers:
        _first_the_dependents(key, value, world)
    elif not deleting(value) and owners(value) and not any(_lives(owner, key, world) for owner in owners(value)):
        world.delete(key)


def _disown(key: Key, dependent: Object, owner: Object, world: World) -> None:
    left = [each for each in owners(dependent) if each["uid"] != owner["metadata"]["uid"]]
    metadata = {name: each for name, each in dependent["metadata"].items() if name != "ownerReferences"}
    if left:
        metadata["ownerReferences"] = left
    world.put(key, {**dependent, "metadata": metadata})


def _first_the_dependents(key: Key, value: Object, world: World) -> None:
    blocking = False
    for place, dependent in world.dependents(value):
        mine = next(each for each in owners(dependent) if each["uid"] == value["metadata"]["uid"])
        blocking = blocking or bool(mine.get("blockOwnerDeletion"))
        if not deleting(dependent):
            world.delete(place, "Background" if place.resource == "pods" else "Foreground")
    if not blocking:
        world.finalize(key, _FOREGROUND)


def _lives(owner: Object, dependent: Key, world: World) -> bool:
    place = world.owner_key(owner, dependent.namespace)
    found = None if place is None else world.get(place)
    return found is not None and found["metadata"]["uid"] == owner["uid"]


def namespace(value: Object, world: World) -> None:
    """Empties a namespace that is deleted, then lets it go."""
    if not deleting(value):
        return
    name, left = value["metadata"]["name"], False
    for entry in [each for each in world.cluster.store.every() if each.key.namespace == name]:
        if entry.key.resource == "events" and not deleting(entry.value):
            world.remove(entry.key, entry.value)
            continue
        left = True
        if not deleting(entry.value):
            world.delete(entry.key)
    if left:
        world.later(0.2, value, "namespaces")
        return
    key = key_of(value, "namespaces")
    world.remove(key, {**value, "spec": {}})


def volume(value: Object, world: World) -> None:
    """A volume: available while nobody claims it; when its claim is gone, released, or deleted by its policy."""
    key = Key("", "persistentvolumes", "", value["metadata"]["name"])
    if deleting(value):
        world.finalize(key, "kubernetes.io/pv-protection")
        return
    claimed = value["spec"].get("claimRef")
    if not claimed:
        world.status(key, {**value.get("status", {}), "phase": "Available"})
        return
    claim = world.get(Key("", "persistentvolumeclaims", claimed["namespace"], claimed["name"]))
    if claim is not None and claim["metadata"]["uid"] == claimed.get("uid", claim["metadata"]["uid"]):
        return
    if "uid" in claimed:
        world.status(key, {**value.get("status", {}), "phase": "Released"})
        if value["spec"].get("persistentVolumeReclaimPolicy") == "Delete":
            world.delete(key)
