"""What troubles a Pod: image, crash, settings, place, volumes, probes; the first that holds is the cause of what follows.

Reasons are those of the kubelet (`pkg/kubelet/images/types.go`, `pkg/kubelet/kuberuntime`, `events/event.go`) and of the
scheduler; where a message of theirs says more than a reason, it is quoted.
"""

import re
from collections.abc import Iterator

from translator.apply.wait import claims
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Patience, Trouble, condition

_PULL = ("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "SignatureValidationFailed")
_NEVER = {
    "InvalidImageName": "is no name of an image",
    "ErrImageNeverPull": "is not on the node, and imagePullPolicy is Never",
    "ImageInspectError": "cannot be used by the node",
}
_UNMADE = ("CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PostStartHookError")
_PASSING = re.compile(
    r"timeout|timed out|deadline exceeded|connection re|no such host|temporary failure|unreachable|TLS handshake|i/o"
    r"|too ?many ?requests|\b429\b|\b50[0-4]\b|\bEOF\b",
    re.IGNORECASE,
)
"""What registries and networks say that may be otherwise a moment later."""
_WORDS = re.compile(r"^rpc error: code = \w+ desc = (?:failed to pull and unpack image \"[^\"]*\": )?")
_GROWING = ("TriggeredScaleUp", "Nominated", "ProvisionNode")
"""What the cluster's autoscaler, Karpenter and that of ACK say when a node is on its way."""
_PASSED = ("Pulling", "Pulled", "Created", "Started")
"""What the kubelet says when it has got beyond volumes and the sandbox."""
_PREEMPTION = re.compile(r"[.,]?\s*(?:no new claims to deallocate, )?preemption: .*$", re.DOTALL)


def troubles(pod: Object, scene: Scene, *, counted: bool = True) -> tuple[Trouble, ...]:
    """What troubles a Pod; nothing where it serves or is on its way out.

    Args:
        counted: whether its container's crashes are ours to count; a Job counts those of its own.
    """
    metadata = pod.get("metadata") or {}
    if metadata.get("deletionTimestamp") or serves(pod) or phase(pod) == "Succeeded":
        return ()
    found = tuple(_troubles(pod, scene, counted=counted))
    name = str(metadata.get("name", ""))
    return tuple(Trouble(each.cause, each.limit, each.heals, name, each.container, each.waits) for each in found)


def phase(pod: Object) -> str:
    """The phase of a Pod."""
    return str((pod.get("status") or {}).get("phase", "Pending"))


def serves(pod: Object) -> bool:
    """Whether a Pod is ready."""
    return condition(pod, "Ready").get("status") == "True"


def last_words(pod: Object, container: str) -> str:
    """What a container left as its termination message, which are an application's own words."""
    for status in _statuses(pod):
        if status.get("name") == container:
            ended = [(status.get(state) or {}).get("terminated") or {} for state in ("state", "lastState")]
            return next((str(each["message"]) for each in ended if each.get("message")), "")
    return ""


def failures(pod: Object) -> int:
    """How often a Pod failed: restarts after an error, and its own end in one."""
    return sum(_ends(status) for status in _statuses(pod)) + int(phase(pod) == "Failed")


def _ends(status: Object) -> int:
    ended = (status.get("lastState") or {}).get("terminated") or (status.get("state") or {}).get("terminated") or {}
    restarts = status.get("restartCount")
    return (restarts if isinstance(restarts, int) and restarts else 1) if ended.get("exitCode") else 0


def _statuses(pod: Object) -> Iterator[Object]:
    status = pod.get("status") or {}
    yield from status.get("initContainerStatuses") or ()
    yield from status.get("containerStatuses") or ()


def _troubles(pod: Object, scene: Scene, *, counted: bool) -> Iterator[Trouble]:
    scheduled = condition(pod, "PodScheduled")
    if scheduled.get("status") == "False":
        yield from _unplaced(pod, scheduled, scene)
        return
    if phase(pod) == "Failed":
        yield _ended(pod)
        return
    initial = {status.get("name") for status in (pod.get("status") or {}).get("initContainerStatuses") or ()}
    for status in _statuses(pod):
        trouble = _container(pod, status, scene, initial=status.get("name") in initial, counted=counted)
        if trouble is not None:
            yield trouble
    yield from _heard(pod, scene)


def _unplaced(pod: Object, scheduled: Object, scene: Scene) -> Iterator[Trouble]:
    """Why no node takes a Pod: a claim of it, or the nodes."""
    pending = [claim for claim in claims.of(pod, scene) if claims.phase(claim) != "Bound"]
    if pending:
        for claim in pending:
            name = claim["metadata"]["name"]
            yield claims.trouble(claim, scene) or Trouble(f"claim {name} is not bound yet")
        return
    growing = any(event.get("reason") in _GROWING for event in scene.events("Pod", pod))
    if scheduled.get("reason") == "SchedulingGated":
        yield Trouble("a scheduling gate holds the Pod back")
        return
    message = _PREEMPTION.sub("", str(scheduled.get("message") or "the scheduler gives no reason"))
    if "unbound immediate PersistentVolumeClaims" in message and claims.of(pod, scene):
        return  # they are bound by now, and the scheduler has yet to look again
    wait = "; the cluster is adding a node" if growing else ""
    yield Trouble(f"no node takes the Pod: {message}{wait}", None if growing else scene.patience.place)


def _ended(pod: Object) -> Trouble:
    """A Pod that is over: put off its node, or ended in an error."""
    status = pod.get("status") or {}
    reason, message = status.get("reason"), status.get("message")
    if reason:
        return Trouble(f"the Pod was ended ({reason}{f': {message}' if message else ''})", None)
    for each in _statuses(pod):
        ended = (each.get("state") or {}).get("terminated") or {}
        if ended.get("exitCode"):
            return Trouble(f"container {each.get('name')} {_exit(ended)}", None, False, "", str(each.get("name")))
    return Trouble("the Pod ended in an error", None)


def _container(pod: Object, status: Object, scene: Scene, *, initial: bool, counted: bool) -> Trouble | None:
    name = str(status.get("name"))
    what = f"{'init ' if initial else ''}container {name}"
    state, patience = status.get("state") or {}, scene.patience
    waiting = state.get("waiting") or {}
    reason, message = str(waiting.get("reason") or ""), str(waiting.get("message") or "")
    if reason in _PULL:
        return _unpulled(what, status, message, pod, scene)
    if reason in _NEVER:
        return Trouble(f'the image "{status.get("image")}" of {what} {_NEVER[reason]}', 0.0, False, "", name)
    if reason in _UNMADE:
        return Trouble(f"{what} cannot be started: {message or reason}", patience.settings, False, "", name)
    restarts = status.get("restartCount") or 0
    ended = state.get("terminated") or (status.get("lastState") or {}).get("terminated") or {}
    if reason == "CrashLoopBackOff" or (ended.get("exitCode") and "running" not in state):
        return _crash(what, name, ended, restarts, patience, pod, counted=counted)
    return None


def _unpulled(what: str, status: Object, message: str, pod: Object, scene: Scene) -> Trouble:
    said = _said(message, pod, scene)
    passing = bool(_PASSING.search(said))
    cause = f'the image "{status.get("image")}" of {what} cannot be pulled{f": {said}" if said else ""}'
    limit = scene.patience.registry if passing else scene.patience.pull
    return Trouble(cause, limit, False, "", str(status.get("name")))


def _said(message: str, pod: Object, scene: Scene) -> str:
    """What the registry said. While the kubelet waits to try again its message names only the image; an event has the words."""
    image = message.partition('Back-off pulling image "')[2]
    if image:
        quoted = message.partition('": ')[2]  # newer kubelets repeat the words here
        events = [str(each.get("message")) for each in scene.events("Pod", pod) if each.get("reason") == "Failed"]
        pulls = [text.partition('": ')[2] for text in events if text.startswith("Failed to pull image")]
        message = quoted or (pulls[-1] if pulls else "")
    for start in ("ErrImagePull: ", "failed to pull image: "):
        message = message.removeprefix(start)
    return _WORDS.sub("", message)


def _crash(what: str, name: str, ended: Object, restarts: int, patience: Patience, pod: Object, *, counted: bool) -> Trouble:
    killed = ""
    if ended.get("reason") == "OOMKilled":
        containers = (pod.get("spec") or {}).get("containers") or ()
        resources = next((each.get("resources") or {} for each in containers if each.get("name") == name), {})
        limit = (resources.get("limits") or {}).get("memory")
        killed = f"; its limit is {limit}" if limit else ""
    again = f", {restarts} restart{'s' if restarts != 1 else ''}" if restarts else ""
    final = counted and restarts >= patience.restarts
    heals = restarts < 2 * patience.restarts
    return Trouble(f"{what} {_exit(ended)}{killed}{again}", 0.0 if final else None, heals, "", name)


def _exit(ended: Object) -> str:
    """How a container ended."""
    if ended.get("reason") == "OOMKilled":
        return "was killed for want of memory"
    if not ended:
        return "crashes"
    code, signal = ended.get("exitCode"), ended.get("signal")
    by = f" by signal {signal}" if signal else ""
    if code == 0:
        return "ends at once, with exit code 0, where it should go on"
    return f"ends with exit code {code}{by}"


def _heard(pod: Object, scene: Scene) -> Iterator[Trouble]:
    """What only events tell: volumes that cannot be mounted, sandboxes that cannot be made, probes that fail."""
    last: dict[str, Object] = {}
    for event in scene.events("Pod", pod):
        if event.get("reason") in _PASSED:
            last.clear()
        elif event.get("type") == "Warning":
            last[str(event.get("reason"))] = event
    for reason in ("FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox"):
        if reason in last and phase(pod) == "Pending":
            what = "the node cannot make the Pod" if reason == "FailedCreatePodSandBox" else "a volume cannot be mounted"
            missing = "not found" in str(last[reason].get("message"))
            yield Trouble(f"{what}: {last[reason].get('message')}", scene.patience.settings if missing else None)
    for status in (pod.get("status") or {}).get("initContainerStatuses") or ():
        if "running" in (status.get("state") or {}) and not status.get("started"):
            name = str(status.get("name"))
            yield Trouble(f"init container {name} has not ended", None, True, "", name, waits=True)
    for status in (pod.get("status") or {}).get("containerStatuses") or ():
        if "running" in (status.get("state") or {}) and not status.get("ready"):
            probe = last.get("Unhealthy") or {}
            said = f": {probe['message']}" if probe.get("message") else ""
            yield Trouble(
                f"container {status.get('name')} runs and is not ready{said}", None, True, "", str(status.get("name"))
            )
