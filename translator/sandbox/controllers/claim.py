"""Claims: bound to a volume that fits, or to a new one; left pending where nothing can be made (`pkg/controller/volume`)."""

from collections.abc import Mapping
from typing import Any

from translator.kube import quantity
from translator.sandbox.controllers import needs
from translator.sandbox.controllers.world import World, deleting, key_of
from translator.sandbox.store import Key

Object = Mapping[str, Any]

_SOURCE = "persistentvolume-controller"
_PROTECTED = "kubernetes.io/pvc-protection"
_BOUND = {"pv.kubernetes.io/bind-completed": "yes", "pv.kubernetes.io/bound-by-controller": "yes"}
_RETRY = 1.25


def reconcile(value: Object, world: World) -> None:
    """Binds a claim in two steps, or says why not; lets go of one that is deleted and not in use."""
    key = key_of(value, "persistentvolumeclaims")
    if deleting(value):
        if not _users(value, world):
            world.finalize(key, _PROTECTED)
            volume = world.get(Key("", "persistentvolumes", "", value["spec"].get("volumeName", "")))
            if volume is not None:
                world.later(0.0, volume, "persistentvolumes")
        else:
            world.later(_RETRY, value, "persistentvolumeclaims")
        return
    if value.get("status", {}).get("phase") == "Bound":
        return
    if value["spec"].get("volumeName"):
        _bound(key, value, world)
        return
    volume = _fitting(value, world) or _provisioned(value, world)
    if volume is None:
        world.later(_RETRY, value, "persistentvolumeclaims")
        return
    claimed = {
        "kind": "PersistentVolumeClaim",
        "apiVersion": "v1",
        "namespace": key.namespace,
        "name": key.name,
        "uid": value["metadata"]["uid"],
    }
    place = Key("", "persistentvolumes", "", volume["metadata"]["name"])
    bound = {
        **volume,
        "spec": {**volume["spec"], "claimRef": claimed},
        "status": {**volume.get("status", {}), "phase": "Bound"},
    }
    world.put(place, bound)
    annotations = {**value["metadata"].get("annotations", {}), **_BOUND}
    spec = {**value["spec"], "volumeName": volume["metadata"]["name"]}
    world.put(key, {**value, "metadata": {**value["metadata"], "annotations": annotations}, "spec": spec})


def _bound(key: Key, value: Object, world: World) -> None:
    volume = world.get(Key("", "persistentvolumes", "", value["spec"]["volumeName"]))
    if volume is None:
        world.status(key, {"phase": "Lost"})
        return
    modes, capacity = volume["spec"].get("accessModes", []), volume["spec"].get("capacity", {})
    world.status(key, {"phase": "Bound", "accessModes": modes, "capacity": capacity})


def _users(value: Object, world: World) -> list[Object]:
    """The Pods that mount a claim."""
    entries = world.cluster.store.table("", "pods", value["metadata"]["namespace"])
    return [entry.value for entry in entries if value["metadata"]["name"] in needs.claims(entry.value)]


def _wanted(value: Object) -> int:
    return quantity.parse(str(value["spec"].get("resources", {}).get("requests", {}).get("storage", "0"))) or 0


def _fitting(value: Object, world: World) -> Object | None:
    """The smallest free volume of the class that is large enough and has the access modes."""
    found = []
    for entry in world.cluster.store.table("", "persistentvolumes"):
        spec = entry.value["spec"]
        claim = spec.get("claimRef") or {}
        mine = (claim.get("namespace"), claim.get("name")) == (value["metadata"]["namespace"], value["metadata"]["name"])
        size = quantity.parse(str(spec.get("capacity", {}).get("storage", "0"))) or 0
        same = (spec.get("storageClassName") or "") == (value["spec"].get("storageClassName") or "")
        modes = set(value["spec"].get("accessModes", ())) <= set(spec.get("accessModes", ()))
        if (mine or not claim) and same and modes and size >= _wanted(value) and not deleting(entry.value):
            found.append((not mine, size, entry.value["metadata"]["name"], entry.value))
    return min(found, key=lambda each: each[:3])[3] if found else None


def _provisioned(value: Object, world: World) -> Object | None:
    """A new volume, as its class makes it; None where that is not to be, or not yet."""
    name = value["spec"].get("storageClassName")
    storage = world.get(Key("storage.k8s.io", "storageclasses", "", name)) if name else None
    if name and storage is None:
        message = f'storageclass.storage.k8s.io "{name}" not found'
        world.event(value, "ProvisioningFailed", message, _SOURCE, warning=True)
        return None
    if storage is not None and storage.get("volumeBindingMode") == "WaitForFirstConsumer" and not _users(value, world):
        world.event(value, "WaitForFirstConsumer", "waiting for first consumer to be created before binding", _SOURCE)
        return None
    body: dict[str, Any] = {
        "metadata": {"name": f"pvc-{value['metadata']['uid']}"},
        "spec": {
            "accessModes": value["spec"].get("accessModes", ["ReadWriteOnce"]),
            "capacity": {"storage": value["spec"].get("resources", {}).get("requests", {}).get("storage", "1Gi")},
            "persistentVolumeReclaimPolicy": (storage or {}).get("reclaimPolicy", "Delete"),
            "csi": {"driver": (storage or {}).get("provisioner", "sandbox"), "volumeHandle": value["metadata"]["uid"]},
        },
    }
    if name:
        body["spec"]["storageClassName"] = name
    return world.create("persistentvolumes", body)
