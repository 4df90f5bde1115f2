"""Progress of a Deployment: its status, and the conditions by which clients wait.

Source: k8s.io/kubernetes `pkg/controller/deployment/progress.go` and `util/deployment_util.go`.
"""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import pods
from translator.sandbox.controllers.world import World, deleting

Object = Mapping[str, Any]
Conditions = list[dict[str, Any]]

_COUNTS = ("replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas")


def created(value: Object, name: str, world: World) -> dict[str, Any]:
    """The status when a ReplicaSet was made for a new template."""
    return _noted(value, "NewReplicaSetCreated", f'Created new replica set "{name}"', world)


def found(value: Object, name: str, world: World) -> dict[str, Any]:
    """The status when a template came back whose ReplicaSet was still there."""
    return _noted(value, "FoundNewReplicaSet", f'Found new replica set "{name}"', world)


def _noted(value: Object, reason: str, message: str, world: World) -> dict[str, Any]:
    status = dict(value.get("status", {}))
    status["conditions"] = _with(list(status.get("conditions", ())), "Progressing", "True", reason, message, world)
    return status


def status(value: Object, new: Object | None, sets: list[Object], slack: int, world: World) -> dict[str, Any]:
    """The status as it follows from the ReplicaSets. `slack` is how many Pods may be missing."""
    counts = _counts(new, sets)
    before = value.get("status", {})
    conditions: Conditions = [dict(each) for each in before.get("conditions", ())]
    enough = counts["availableReplicas"] >= value["spec"]["replicas"] - slack
    words = ("True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
    if not enough:
        words = ("False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.")
    conditions = _with(conditions, "Available", *words, world)
    shown = pods.without_zeros({**counts, "terminatingReplicas": _terminating(sets, world)}, "terminatingReplicas")
    result = {"observedGeneration": value["metadata"]["generation"], **shown}
    result["conditions"] = _progressing(value, new, counts, _failure(conditions, new, world), world)
    return result


def _counts(new: Object | None, sets: list[Object]) -> dict[str, int]:
    def total(field: str) -> int:
        return sum(each.get("status", {}).get(field, 0) for each in sets)

    wanted = sum(each["spec"]["replicas"] for each in sets)
    updated = new.get("status", {}).get("replicas", 0) if new is not None else 0
    available = total("availableReplicas")
    numbers = (total("replicas"), updated, total("readyReplicas"), available, max(wanted - available, 0))
    return dict(zip(_COUNTS, numbers, strict=True))


def _terminating(sets: list[Object], world: World) -> int:
    return sum(1 for each in sets for pod in world.owned(each, "pods") if deleting(pod))


def _failure(conditions: Conditions, new: Object | None, world: World) -> Conditions:
    """The failure of the ReplicaSet as that of the Deployment; none where it has none."""
    failed = pods.condition(new, "ReplicaFailure") if new is not None else None
    if failed is None:
        return [each for each in conditions if each["type"] != "ReplicaFailure"]
    return _with(conditions, "ReplicaFailure", failed["status"], failed["reason"], failed["message"], world)


def _progressing(
    value: Object, new: Object | None, counts: Mapping[str, int], conditions: Conditions, world: World
) -> Conditions:
    if new is None or value["spec"].get("progressDeadlineSeconds") is None:
        return conditions
    before, wanted, name = value.get("status", {}), value["spec"]["replicas"], new["metadata"]["name"]
    old = next((each for each in conditions if each["type"] == "Progressing"), None)
    reached = counts["updatedReplicas"] == counts["replicas"] == counts["availableReplicas"] == wanted
    if reached:
        if old is not None and old["reason"] == "NewReplicaSetAvailable":
            return conditions
        return _with(
            conditions,
            "Progressing",
            "True",
            "NewReplicaSetAvailable",
            f'ReplicaSet "{name}" has successfully progressed.',
            world,
        )
    if old is not None and old["reason"] == "NewReplicaSetAvailable":
        return conditions  # the rollout is over: a Pod that fails later is none of its
    moved = any(counts[field] > before.get(field, 0) for field in ("updatedReplicas", "readyReplicas", "availableReplicas"))
    moved = moved or counts["replicas"] - counts["updatedReplicas"] < before.get("replicas", 0) - before.get(
        "updatedReplicas", 0
    )
    if moved:
        fresh = _with(conditions, "Progressing", "True", "ReplicaSetUpdated", f'ReplicaSet "{name}" is progressing.', world)
        _again(value, world.cluster.clock(), world)
        return [*(each for each in fresh if each["type"] != "Progressing"), *_renewed(fresh, world)]
    if old is not None and old["status"] == "True":
        return _judged(value, old, conditions, name, world)
    return conditions


def _renewed(conditions: Conditions, world: World) -> Conditions:
    """The condition of progress with the time of this progress."""
    return [{**each, "lastUpdateTime": world.now()} for each in conditions if each["type"] == "Progressing"]


def _judged(value: Object, old: Mapping[str, Any], conditions: Conditions, name: str, world: World) -> Conditions:
    """The condition of a rollout that does not move: a failure once the deadline has passed."""
    since = pods.timestamp(old["lastUpdateTime"])
    if world.cluster.clock() - since <= value["spec"]["progressDeadlineSeconds"]:
        _again(value, since, world)
        return conditions
    message = f'ReplicaSet "{name}" has timed out progressing.'
    return _with(conditions, "Progressing", "False", "ProgressDeadlineExceeded", message, world)


def _again(value: Object, since: float, world: World) -> None:
    deadline = since + value["spec"]["progressDeadlineSeconds"] - world.cluster.clock()
    world.later(max(deadline, 0) + 0.5, value, "deployments", "apps")


def _with(conditions: Conditions, kind: str, state: str, reason: str, message: str, world: World) -> Conditions:
    """Conditions with one set: unchanged where it says the same, at the end where it is new."""
    old = next((each for each in conditions if each["type"] == kind), None)
    if old is not None and old["status"] == state and old["reason"] == reason:
        return conditions
    same = old is not None and old["status"] == state
    times = {"lastUpdateTime": world.now(), "lastTransitionTime": old["lastTransitionTime"] if old and same else world.now()}
    fresh = {"type": kind, "status": state, **times, "reason": reason, "message": message}
    return [*(each for each in conditions if each["type"] != kind), fresh]
