"""Jobs: Pods until enough of them ended well, or too many did not (`pkg/controller/job`).

A Pod that ended is counted in two steps, as there: first it is noted by its uid, then its finalizer goes and it is added.
"""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import pods
from translator.sandbox.controllers.world import World, deleting, key_of
from translator.sandbox.statuses import Refused

Object = Mapping[str, Any]

_SOURCE = "job-controller"
_TRACKED = "batch.kubernetes.io/job-tracking"
_BACKOFF = 8.0
_LINGER = 1.0


def reconcile(value: Object, world: World) -> None:
    """Takes a Job one step on."""
    key = key_of(value, "jobs", "batch")
    if deleting(value):
        for pod in world.owned(value, "pods"):
            world.finalize(key_of(pod, "pods"), _TRACKED)
        return
    if pods.condition(value, "Complete") or pods.condition(value, "Failed"):
        _expire(value, world)
        return
    status = dict(value.get("status", {}))
    noted = status.get("uncountedTerminatedPods") or {}
    if any(noted.values()):
        _count(value, status, noted, world)
        return
    mine = world.owned(value, "pods")
    ended = {kind: [pod for pod in mine if pods.phase(pod) == kind and _tracked(pod)] for kind in ("Succeeded", "Failed")}
    if any(ended.values()):
        if world.waits(key):
            return
        if status.get("ready") or not _waited(ended, world):
            fresh = {**status, "ready": sum(1 for pod in mine if pods.ready(pod))}
            if status.get("active") and fresh != status:
                world.status(key, fresh)
            world.later(_LINGER, value, "jobs", "batch")
            if not _waited(ended, world):
                return
        _note(value, status, ended, mine, world)
        return
    _run(value, status, mine, world)


def _tracked(pod: Object) -> bool:
    return _TRACKED in pod["metadata"].get("finalizers", ())


def _waited(ended: Mapping[str, list[Object]], world: World) -> bool:
    """Whether the Pods ended long enough ago to be counted."""
    times = [
        pods.timestamp(each["lastTransitionTime"])
        for group in ended.values()
        for pod in group
        for each in pod["status"]["conditions"]
    ]
    return world.cluster.clock() - max(times) >= _LINGER


def _note(value: Object, status: dict[str, Any], ended: Mapping[str, list[Object]], mine: list[Object], world: World) -> None:
    """Notes the Pods that ended, and what that means for the Job."""
    names = {"Succeeded": "succeeded", "Failed": "failed"}
    noted = {names[kind]: [pod["metadata"]["uid"] for pod in found] for kind, found in ended.items() if found}
    active = [pod for pod in mine if pods.active(pod)]
    fresh = _status(status, len(active), sum(1 for pod in active if pods.ready(pod)), noted)
    succeeded = status.get("succeeded", 0) + len(ended["Succeeded"])
    failed = status.get("failed", 0) + len(ended["Failed"])
    if failed > value["spec"].get("backoffLimit", 6):
        reason = ("FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit")
        fresh = {"conditions": [_condition(*reason, world)], **fresh}
    elif succeeded >= value["spec"].get("completions", 1):
        reason = ("SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods")
        fresh = {"conditions": [_condition(*reason, world)], **fresh}
    world.status(key_of(value, "jobs", "batch"), fresh)


def _count(value: Object, status: dict[str, Any], noted: Mapping[str, list[str]], world: World) -> None:
    """Adds the Pods that were noted, and ends the Job if it is to end."""
    for pod in world.owned(value, "pods"):
        if any(pod["metadata"]["uid"] in uids for uids in noted.values()):
            world.finalize(key_of(pod, "pods"), _TRACKED)
    fresh = {name: each for name, each in status.items() if name != "uncountedTerminatedPods"} | {"uncountedTerminatedPods": {}}
    for name, uids in noted.items():
        fresh[name] = status.get(name, 0) + len(uids)
    key, targets = key_of(value, "jobs", "batch"), {each["type"] for each in status.get("conditions", ())}
    if "SuccessCriteriaMet" in targets:
        _close(fresh, "Complete", "CompletionsReached", "Reached expected number of succeeded pods", world)
        fresh["completionTime"] = world.now()
        world.status(key, fresh)
        world.event(value, "Completed", "Job completed", _SOURCE)
    elif "FailureTarget" in targets:
        message = "Job has reached the specified backoff limit"
        _close(fresh, "Failed", "BackoffLimitExceeded", message, world)
        world.status(key, fresh)
        world.event(value, "BackoffLimitExceeded", message, _SOURCE, warning=True)
    else:
        world.status(key, fresh)
        if noted.get("failed"):
            world.later(_BACKOFF, value, "jobs", "batch")


def _close(status: dict[str, Any], kind: str, reason: str, message: str, world: World) -> None:
    status["conditions"] = [*status["conditions"], _condition(kind, reason, message, world)]


def _condition(kind: str, reason: str, message: str, world: World) -> dict[str, Any]:
    times = {"lastProbeTime": world.now(), "lastTransitionTime": world.now()}
    return {"type": kind, "status": "True", **times, "reason": reason, "message": message}


def _run(value: Object, status: dict[str, Any], mine: list[Object], world: World) -> None:
    """Keeps as many Pods active as the Job may have."""
    spec, key = value["spec"], key_of(value, "jobs", "batch")
    if spec.get("suspend") or (status.get("failed") and world.waits(key)):
        return
    active = [pod for pod in mine if pods.active(pod)]
    left = spec.get("completions", spec.get("parallelism", 1)) - status.get("succeeded", 0)
    for _ in range(min(spec.get("parallelism", 1), left) - len(active)):
        name = f"{value['metadata']['name']}-{world.cluster.suffix()}"
        body = pods.from_template(value, name, {})
        body["metadata"]["finalizers"] = [_TRACKED]
        try:
            active.append(world.create("pods", body))
        except Refused as refused:
            world.event(value, "FailedCreate", f"Error creating: {refused}", _SOURCE, warning=True)
            world.later(1.0, value, "jobs", "batch")
            break
        world.event(value, "SuccessfulCreate", f"Created pod: {name}", _SOURCE)
    started = {"startTime": status.get("startTime") or world.now()}
    world.status(key, {**started, **_status(status, len(active), sum(1 for pod in active if pods.ready(pod)), {})})


def _status(status: Mapping[str, Any], active: int, ready: int, noted: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: status[name] for name in ("startTime", "succeeded", "failed") if name in status}
    counted = {"active": active} if active else {}
    return {**kept, **counted, "terminating": 0, "uncountedTerminatedPods": dict(noted), "ready": ready}


def _expire(value: Object, world: World) -> None:
    """Deletes a Job that is over when its time to live has passed."""
    seconds = value["spec"].get("ttlSecondsAfterFinished")
    if seconds is None:
        return
    over = max(pods.timestamp(each["lastTransitionTime"]) for each in value["status"]["conditions"])
    left = over + seconds - world.cluster.clock()
    if left > 0:
        world.later(left, value, "jobs", "batch")
    else:
        world.delete(key_of(value, "jobs", "batch"))
