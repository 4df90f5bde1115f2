"""Containers: their statuses, step by step, as the script decides, and what follows for the Pod."""

from collections.abc import Mapping, Sequence
from typing import Any

from translator.sandbox.controllers.script import Fate, Rule
from translator.sandbox.controllers.world import World
from translator.sandbox.store import Key

Object = Mapping[str, Any]
Status = dict[str, Any]

_SOURCE = "kubelet"
_MOST_RESTARTS = 3
"""After so many the status stays: the next wait would be longer than anybody watches."""


def _base(container: Object, **fields: Any) -> Status:
    found = {"name": container["name"], "state": {}, "lastState": {}, "ready": False, "restartCount": 0}
    return {**found, "image": container["image"], "imageID": "", "started": False, **fields}


def waiting(container: Object, reason: str, message: str = "") -> Status:
    """A container that waits."""
    return _base(container, state={"waiting": {"reason": reason, **({"message": message} if message else {})}})


def conditions(reason: str, now: str) -> list[dict[str, Any]]:
    """The conditions of a Pod; an empty reason means that it is ready."""
    probed = {"lastProbeTime": None, "lastTransitionTime": now}
    state: dict[str, Any] = {"status": "False" if reason else "True", **probed, **({"reason": reason} if reason else {})}
    return [
        {"type": "Initialized", "status": "True", **probed},
        {"type": "Ready", **state},
        {"type": "ContainersReady", **state},
        {"type": "PodScheduled", "status": "True", **probed},
    ]


def wait_for(key: Key, pod: Object, missing: tuple[str, str, str], world: World) -> None:
    """A Pod whose containers cannot be made, and why: the reason of the wait, what is said, the event."""
    reason, message, event = missing
    made = [waiting(each, reason, message if reason != "ContainerCreating" else "") for each in pod["spec"]["containers"]]
    if made != pod["status"]["containerStatuses"]:
        world.status(key, {**pod["status"], "containerStatuses": made})
    world.event(pod, event, message, _SOURCE, warning=True)


def step(container: Object, before: Object, rule: Rule, pod: Object, world: World) -> Status:
    """The next status of a container."""
    match rule.fate:
        case Fate.MISSING:
            return _unpulled(container, before, pod, world)
        case Fate.CRASH:
            return _crashed(container, before, rule, pod, world)
        case Fate.DONE | Fate.FAIL if "running" in before["state"]:
            return _ended(container, rule, world)
        case Fate.NEVER:
            return _running(container, before, pod, world, ready=False)
        case _:
            return dict(before) if "terminated" in before["state"] else _running(container, before, pod, world, ready=True)


def _running(container: Object, before: Object, pod: Object, world: World, *, ready: bool) -> Status:
    if "running" in before["state"]:
        return dict(before)
    world.event(pod, "Started", f"Started container {container['name']}", _SOURCE)
    return _base(container, state={"running": {"startedAt": world.now()}}, ready=ready, started=ready)


def _unpulled(container: Object, before: Object, pod: Object, world: World) -> Status:
    image, reason = container["image"], before["state"].get("waiting", {}).get("reason")
    if reason in ("ErrImagePull", "ImagePullBackOff"):
        message = f'Back-off pulling image "{image}"'
        if reason == "ErrImagePull":
            world.event(pod, "BackOff", message, _SOURCE)
        return waiting(container, "ImagePullBackOff", message)
    message = f'rpc error: code = NotFound desc = failed to pull and unpack image "{image}": not found'
    world.event(pod, "Failed", f'Failed to pull image "{image}": {message}', _SOURCE, warning=True)
    return waiting(container, "ErrImagePull", message)


def _crashed(container: Object, before: Object, rule: Rule, pod: Object, world: World) -> Status:
    restarts = before["restartCount"] + 1
    if restarts > _MOST_RESTARTS:
        return dict(before)
    ended = {"exitCode": rule.code, "reason": "Error", "startedAt": world.now(), "finishedAt": world.now()}
    message = f"Back-off restarting failed container {container['name']} in pod {pod['metadata']['name']}"
    world.event(pod, "BackOff", message, _SOURCE, warning=True)
    found = waiting(container, "CrashLoopBackOff", "back-off 10s restarting failed container")
    return {**found, "lastState": {"terminated": ended}, "restartCount": restarts}


def _ended(container: Object, rule: Rule, world: World) -> Status:
    reason = "Completed" if rule.code == 0 else "Error"
    ended = {"exitCode": rule.code, "reason": reason, "startedAt": world.now(), "finishedAt": world.now()}
    return _base(container, state={"terminated": ended})


def settle(status: Status, rules: Sequence[Rule], pod: Object, world: World) -> None:
    """What the statuses of the containers mean for the Pod: its phase and conditions, in place."""
    made: list[Status] = status["containerStatuses"]
    stays = pod["spec"].get("restartPolicy", "Always") == "Always"
    ended = [each["state"].get("terminated") for each in made]
    if all(ended) and not stays:
        failed = any(each["exitCode"] for each in ended if each)
        status["phase"] = "Failed" if failed else "Succeeded"
        status["conditions"] = conditions("PodFailed" if failed else "PodCompleted", world.now())
        return
    pulled = any(rule.fate is not Fate.MISSING for rule in rules)
    status["phase"] = "Running" if pulled else "Pending"
    fresh = conditions("" if all(each["ready"] for each in made) else "ContainersNotReady", world.now())
    status["conditions"] = fresh
