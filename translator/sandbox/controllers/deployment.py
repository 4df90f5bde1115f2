"""Deployments: a ReplicaSet for each template, the new one up and the old ones down within the limits of the strategy.

The rules are those of k8s.io/kubernetes `pkg/controller/deployment`: revisions, rolling and recreating, progress and its
deadline.
"""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import pods, progress
from translator.sandbox.controllers.world import World, deleting, key_of, reference

Object = Mapping[str, Any]

_HASH = "pod-template-hash"
_REVISION = "deployment.kubernetes.io/revision"
_DESIRED = "deployment.kubernetes.io/desired-replicas"
_MOST = "deployment.kubernetes.io/max-replicas"
_SOURCE = "deployment-controller"


def reconcile(value: Object, world: World) -> None:
    """Moves a rollout one step on, and writes the status."""
    key = key_of(value, "deployments", "apps")
    if pods.adopt(value, "replicasets", world):
        return
    sets = world.owned(value, "replicasets")
    new = next((each for each in sets if _template(each) == value["spec"]["template"]), None)
    if not deleting(value) and not value["spec"].get("paused"):
        if new is None:
            _create(value, sets, world)
            return  # its own change brings the Deployment back
        if _revised(value, new, sets, world):
            return
        _roll(value, new, [each for each in sets if each is not new], world)
    elif not deleting(value) and new is not None:
        _set(new, value["spec"]["replicas"], value, world)
    sets = world.owned(value, "replicasets")
    found = world.get(key)
    if found is not None:
        fresh = next((each for each in sets if new is not None and each["metadata"]["uid"] == new["metadata"]["uid"]), None)
        world.status(key, progress.status(found, fresh, sets, most_unavailable(found), world))


def _template(replica_set: Object) -> Object:
    """The template of a ReplicaSet without the label that tells its Pods from those of others."""
    template = replica_set["spec"]["template"]
    metadata = template.get("metadata", {})
    labels = {name: each for name, each in metadata.get("labels", {}).items() if name != _HASH}
    return {**template, "metadata": {**metadata, "labels": labels}}


def _create(value: Object, sets: list[Object], world: World) -> None:
    """The ReplicaSet of a new template, with as many Pods as the strategy allows at once."""
    metadata, spec = value["metadata"], value["spec"]
    if spec["strategy"]["type"] == "Recreate" and not _emptied(value, sets, world):
        return
    digest = pods.fingerprint(spec["template"])
    name = f"{metadata['name']}-{digest}"
    template = spec["template"]
    labels = {**template["metadata"].get("labels", {}), _HASH: digest}
    replicas = _room(value, sets, 0)
    revision = str(max((_revision(each) for each in sets), default=0) + 1)
    selector = {**spec["selector"], "matchLabels": {**spec["selector"].get("matchLabels", {}), _HASH: digest}}
    body: dict[str, Any] = {
        "metadata": {
            "name": name,
            "namespace": metadata["namespace"],
            "labels": labels,
            "ownerReferences": [reference(value)],
            "annotations": {**_limits(value), _REVISION: revision},
        },
        "spec": {
            "replicas": replicas,
            "selector": selector,
            "template": {**template, "metadata": {**template["metadata"], "labels": labels}},
        },
    }
    if spec.get("minReadySeconds"):
        body["spec"]["minReadySeconds"] = spec["minReadySeconds"]
    world.create("replicasets", body, "apps")
    key = key_of(value, "deployments", "apps")
    world.status(key, progress.created(value, name, world), {_REVISION: revision})
    if replicas:
        world.event(value, "ScalingReplicaSet", f"Scaled up replica set {name} from 0 to {replicas}", _SOURCE)


def _revision(replica_set: Object) -> int:
    text = replica_set["metadata"].get("annotations", {}).get(_REVISION, "0")
    return int(text) if text.isdecimal() else 0


def _limits(value: Object) -> dict[str, str]:
    wanted = value["spec"]["replicas"]
    return {_DESIRED: str(wanted), _MOST: str(wanted + _surge(value))}


def _revised(value: Object, new: Object, sets: list[Object], world: World) -> bool:
    """Gives a template that comes back the newest revision: whether that was to be done."""
    newest = max((_revision(each) for each in sets if each is not new), default=0)
    revision = _revision(new) if _revision(new) > newest else newest + 1
    annotations = {**new["metadata"].get("annotations", {}), **_limits(value), _REVISION: str(revision)}
    changed: bool = annotations != new["metadata"].get("annotations")
    if changed:
        world.put(key_of(new, "replicasets", "apps"), {**new, "metadata": {**new["metadata"], "annotations": annotations}})
    if value["metadata"].get("annotations", {}).get(_REVISION) != str(revision):
        key = key_of(value, "deployments", "apps")
        world.status(key, progress.found(value, new["metadata"]["name"], world), {_REVISION: str(revision)})
        return True
    return changed


def _roll(value: Object, new: Object, old: list[Object], world: World) -> None:
    wanted = value["spec"]["replicas"]
    if value["spec"]["strategy"]["type"] == "Recreate":
        if _emptied(value, old, world):
            _set(new, wanted, value, world)
    elif new["spec"]["replicas"] > wanted:
        _set(new, wanted, value, world)
    elif new["spec"]["replicas"] < wanted and (room := _room(value, [*old, new], new["spec"]["replicas"])):
        _set(new, new["spec"]["replicas"] + room, value, world)
    elif any(each["spec"]["replicas"] for each in old):
        _shrink(value, new, old, world)
    _forget(value, old, world)


def _emptied(value: Object, old: list[Object], world: World) -> bool:
    """Brings the old ReplicaSets to nothing: whether all their Pods are gone."""
    for each in old:
        _set(each, 0, value, world)
    return not any(world.owned(each, "pods") for each in old)


def _room(value: Object, sets: list[Object], have: int) -> int:
    """How many Pods may be added at once."""
    wanted = value["spec"]["replicas"]
    if value["spec"]["strategy"]["type"] == "Recreate":
        return int(wanted)
    total = sum(each["spec"]["replicas"] for each in sets)
    return int(max(min(wanted + _surge(value) - total, wanted - have), 0))


def _shrink(value: Object, new: Object, old: list[Object], world: World) -> None:
    """Takes old Pods away: those that do not serve, then as many as the strategy lets go."""
    least = value["spec"]["replicas"] - most_unavailable(value)
    total = sum(each["spec"]["replicas"] for each in [*old, new])
    waiting = new["spec"]["replicas"] - new.get("status", {}).get("availableReplicas", 0)
    budget = total - least - waiting
    if budget <= 0:
        return
    ordered = sorted(old, key=lambda each: (each["metadata"]["creationTimestamp"], each["metadata"]["name"]))
    left = {each["metadata"]["name"]: each["spec"]["replicas"] for each in ordered}
    for each in ordered:
        idle = left[each["metadata"]["name"]] - each.get("status", {}).get("availableReplicas", 0)
        taken = min(max(idle, 0), budget)
        left[each["metadata"]["name"]] -= taken
        budget -= taken
    serving = sum(each.get("status", {}).get("availableReplicas", 0) for each in [*old, new]) - least
    for each in ordered:
        taken = min(max(serving, 0), left[each["metadata"]["name"]])
        left[each["metadata"]["name"]] -= taken
        serving -= taken
    for each in ordered:
        _set(each, left[each["metadata"]["name"]], value, world)


def _set(replica_set: Object, replicas: int, value: Object, world: World) -> None:
    before, name = replica_set["spec"]["replicas"], replica_set["metadata"]["name"]
    if before == replicas:
        return
    world.spec(key_of(replica_set, "replicasets", "apps"), replicas=replicas)
    way = "up" if replicas > before else "down"
    world.event(value, "ScalingReplicaSet", f"Scaled {way} replica set {name} from {before} to {replicas}", _SOURCE)


def _forget(value: Object, old: list[Object], world: World) -> None:
    """Deletes the oldest ReplicaSets beyond the limit of the history."""
    empty = [
        each
        for each in old
        if not each["spec"]["replicas"] and not each.get("status", {}).get("replicas") and not deleting(each)
    ]
    surplus = len(empty) - value["spec"].get("revisionHistoryLimit", 10)
    for each in sorted(empty, key=_revision)[: max(surplus, 0)]:
        world.delete(key_of(each, "replicasets", "apps"))


def _surge(value: Object) -> int:
    """How many Pods more than wanted there may be: a part is rounded up."""
    if value["spec"]["strategy"]["type"] == "Recreate":
        return 0
    return _part(value["spec"]["strategy"]["rollingUpdate"]["maxSurge"], value["spec"]["replicas"], up=True)


def most_unavailable(value: Object) -> int:
    """How many Pods fewer than wanted there may be: a part is rounded down, and one at least where no Pod may be added."""
    if value["spec"]["strategy"]["type"] == "Recreate":
        return 0
    part = _part(value["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"], value["spec"]["replicas"], up=False)
    return max(part, 1) if not _surge(value) else min(part, value["spec"]["replicas"])


def _part(limit: Any, whole: int, *, up: bool) -> int:
    if isinstance(limit, int):
        return limit
    percent = int(str(limit).rstrip("%"))
    return -(-whole * percent // 100) if up else whole * percent // 100
