"""What troubles a Pod, by what kubelet, scheduler and registry write."""

from typing import Any

import pytest

from translator.apply.wait import pods
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Patience

PATIENCE = Patience()


def pod(state: dict[str, Any] | None = None, *, phase: str = "Pending", **status: Any) -> dict[str, Any]:
    container = {"name": "web", "image": "shop/web:2", "state": state or {}, "ready": False, "restartCount": 0}
    kept = {name: status.pop(name) for name in ("lastState", "restartCount") if name in status}
    found: dict[str, Any] = {"phase": phase, **({"containerStatuses": [{**container, **kept}]} if state is not None else {})}
    return {"metadata": {"name": "web-1", "namespace": "shop"}, "spec": status.pop("spec", {}), "status": {**found, **status}}


def event(reason: str, message: str, kind: str = "Warning", about: str = "Pod", name: str = "web-1") -> dict[str, Any]:
    return {
        "type": kind,
        "reason": reason,
        "message": message,
        "involvedObject": {"kind": about, "namespace": "shop", "name": name},
    }


def waiting(reason: str, message: str = "") -> dict[str, Any]:
    return {"waiting": {"reason": reason, **({"message": message} if message else {})}}


def ended(code: int, **fields: Any) -> dict[str, Any]:
    return {"terminated": {"exitCode": code, "reason": "Error", **fields}}


def causes(body: dict[str, Any], *events: dict[str, Any]) -> list[tuple[str, float | None]]:
    scene = Scene()
    scene.put("Pod", body)
    for each in events:
        scene.hear(each)
    return [(trouble.cause, trouble.limit) for trouble in pods.troubles(body, scene)]


_ABSENT = 'rpc error: code = NotFound desc = failed to pull and unpack image "shop/web:2": shop/web:2: not found'
_DENIED = "failed to resolve reference: pull access denied, repository does not exist or may require authorization"
_BUSY = 'rpc error: code = Unknown desc = Get "https://registry/v2/": net/http: TLS handshake timeout'


@pytest.mark.parametrize(
    ("state", "heard", "said", "limit"),
    [
        (waiting("ErrImagePull", _ABSENT), (), "shop/web:2: not found", PATIENCE.pull),
        (waiting("ErrImagePull", _DENIED), (), _DENIED, PATIENCE.pull),
        (waiting("ErrImagePull", _BUSY), (), 'Get "https://registry/v2/": net/http: TLS handshake timeout', PATIENCE.registry),
        (
            waiting("ImagePullBackOff", 'Back-off pulling image "shop/web:2"'),
            (event("Failed", f'Failed to pull image "shop/web:2": {_ABSENT}'),),
            "shop/web:2: not found",
            PATIENCE.pull,
        ),
        (  # since 1.31 the words are repeated
            waiting("ImagePullBackOff", f'Back-off pulling image "shop/web:2": ErrImagePull: {_ABSENT}'),
            (),
            "shop/web:2: not found",
            PATIENCE.pull,
        ),
        (waiting("ImagePullBackOff", 'Back-off pulling image "shop/web:2"'), (), "", PATIENCE.pull),
    ],
)
def test_images_that_cannot_be_pulled(state: Any, heard: Any, said: str, limit: float) -> None:
    cause = 'the image "shop/web:2" of container web cannot be pulled'
    assert causes(pod(state), *heard) == [(f"{cause}: {said}" if said else cause, limit)]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("InvalidImageName", "is no name of an image"),
        ("ErrImageNeverPull", "is not on the node, and imagePullPolicy is Never"),
    ],
)
def test_images_that_never_can(reason: str, said: str) -> None:
    assert causes(pod(waiting(reason))) == [(f'the image "shop/web:2" of container web {said}', 0.0)]


_LOOP = waiting("CrashLoopBackOff", "back-off 10s restarting failed container")


@pytest.mark.parametrize(
    ("body", "cause", "limit"),
    [
        (
            pod(_LOOP, phase="Running", lastState=ended(1), restartCount=1),
            "container web ends with exit code 1, 1 restart",
            None,
        ),
        (
            pod(_LOOP, phase="Running", lastState=ended(139, signal=11), restartCount=3),
            "container web ends with exit code 139 by signal 11, 3 restarts",
            0.0,
        ),
        (
            pod(_LOOP, phase="Running", lastState=ended(2, message="no such flag\n"), restartCount=4),
            "container web ends with exit code 2, 4 restarts",
            0.0,
        ),
        (
            pod(_LOOP, phase="Running", lastState=ended(0), restartCount=3),
            "container web ends at once, with exit code 0, where it should go on, 3 restarts",
            0.0,
        ),
        (pod(ended(1), phase="Running"), "container web ends with exit code 1", None),
        (
            pod(
                _LOOP,
                phase="Running",
                lastState={"terminated": {"exitCode": 137, "reason": "OOMKilled"}},
                restartCount=3,
                spec={"containers": [{"name": "web", "resources": {"limits": {"memory": "64Mi"}}}]},
            ),
            "container web was killed for want of memory; its limit is 64Mi, 3 restarts",
            0.0,
        ),
        (
            pod(waiting("CreateContainerConfigError", 'secret "absent" not found')),
            'container web cannot be started: secret "absent" not found',
            PATIENCE.settings,
        ),
        (
            pod(waiting("CreateContainerError", 'exec: "serve": executable file not found in $PATH')),
            'container web cannot be started: exec: "serve": executable file not found in $PATH',
            PATIENCE.settings,
        ),
    ],
)
def test_containers_that_do_not_run(body: Any, cause: str, limit: float | None) -> None:
    assert causes(body) == [(cause, limit)]


def test_an_init_container_is_called_one() -> None:
    body = pod(waiting("PodInitializing"))
    status = {"name": "wait", "image": "busybox", "state": _LOOP, "lastState": ended(1), "restartCount": 2}
    body["status"]["initContainerStatuses"] = [status]
    assert causes(body) == [("init container wait ends with exit code 1, 2 restarts", None)]


_NODES = "0/3 nodes are available: 1 Insufficient memory, 2 node(s) had untolerated taint {gpu: true}"


@pytest.mark.parametrize(
    ("message", "heard", "cause", "limit"),
    [
        (
            f"{_NODES}. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
            (),
            f"no node takes the Pod: {_NODES}",
            PATIENCE.place,
        ),
        (
            _NODES,
            (event("TriggeredScaleUp", "pod triggered scale-up", "Normal"),),
            f"no node takes the Pod: {_NODES}; the cluster is adding a node",
            None,
        ),
    ],
)
def test_pods_without_a_place(message: str, heard: Any, cause: str, limit: float | None) -> None:
    condition = {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": message}
    assert causes(pod(conditions=[condition]), *heard) == [(cause, limit)]


def test_a_claim_is_the_cause_where_a_pod_waits_for_one() -> None:
    condition = {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "unbound claims"}
    body = pod(conditions=[condition], spec={"volumes": [{"persistentVolumeClaim": {"claimName": "data"}}]})
    scene = Scene()
    scene.put("Pod", body)
    scene.put("PersistentVolumeClaim", {"metadata": {"name": "data", "namespace": "shop"}, "status": {"phase": "Pending"}})
    scene.hear(event("ProvisioningFailed", "disk quota reached", about="PersistentVolumeClaim", name="data"))
    assert [each.cause for each in pods.troubles(body, scene)] == ["claim data gets no volume: disk quota reached"]


def test_a_claim_that_is_being_bound_is_borne() -> None:
    condition = {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "unbound claims"}
    body = pod(conditions=[condition], spec={"volumes": [{"persistentVolumeClaim": {"claimName": "data"}}]})
    scene = Scene()
    scene.put("Pod", body)
    scene.put("PersistentVolumeClaim", {"metadata": {"name": "data", "namespace": "shop"}, "status": {"phase": "Pending"}})
    assert [(each.cause, each.limit) for each in pods.troubles(body, scene)] == [("claim data is not bound yet", None)]


def test_a_probe_that_fails_is_quoted() -> None:
    body = pod({"running": {}}, phase="Running")
    heard = event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503")
    said = "container web runs and is not ready: Readiness probe failed: HTTP probe failed with statuscode: 503"
    assert causes(body, heard) == [(said, None)]


@pytest.mark.parametrize(
    ("message", "limit"),
    [
        ('MountVolume.SetUp failed for volume "cfg" : configmap "absent" not found', PATIENCE.settings),
        ('MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32', None),
    ],
)
def test_volumes_that_cannot_be_mounted(message: str, limit: float | None) -> None:
    body = pod(waiting("ContainerCreating"))
    assert causes(body, event("FailedMount", message)) == [(f"a volume cannot be mounted: {message}", limit)]
    assert causes(body, event("FailedMount", message), event("Pulling", "Pulling image", "Normal")) == []


def test_an_init_container_that_goes_on_is_told_and_borne() -> None:
    body = pod(waiting("PodInitializing"))
    body["status"]["initContainerStatuses"] = [{"name": "wait-for-db", "state": {"running": {}}, "started": False}]
    assert causes(body) == [("init container wait-for-db has not ended", None)]


def test_an_event_that_comes_again_is_the_newest() -> None:
    scene = Scene()
    for reason in ("FailedMount", "Pulling", "FailedMount"):
        heard = event(reason, "so it is")
        scene.hear({**heard, "metadata": {"name": f"web-1.{reason}"}})
    body = pod()
    assert [each["reason"] for each in scene.events("Pod", body)] == ["Pulling", "FailedMount"]


@pytest.mark.parametrize(
    "body",
    [
        pod({"running": {}}, phase="Running", conditions=[{"type": "Ready", "status": "True"}]),
        pod(ended(0), phase="Succeeded"),
        pod(waiting("ContainerCreating")),
        pod(waiting("PodInitializing")),
        {**pod(_LOOP, restartCount=9), "metadata": {"name": "web-1", "deletionTimestamp": "2026-01-01T00:00:00Z"}},
        pod(),
    ],
)
def test_pods_that_nothing_troubles(body: Any) -> None:
    assert causes(body) == []


def test_what_node_ended_is_told() -> None:
    body = pod(phase="Failed", reason="Evicted", message="The node was low on resource: memory.")
    assert causes(body) == [("the Pod was ended (Evicted: The node was low on resource: memory.)", None)]


@pytest.mark.parametrize(
    ("status", "failures"),
    [
        ({"restartCount": 0, "state": {"running": {}}}, 0),
        ({"restartCount": 2, "lastState": ended(1), "state": {"running": {}}}, 2),
        ({"restartCount": 2, "lastState": ended(0), "state": {"running": {}}}, 0),
        ({"restartCount": 0, "state": ended(3)}, 1),
    ],
)
def test_how_often_a_pod_failed(status: Any, failures: int) -> None:
    assert pods.failures({"status": {"phase": "Running", "containerStatuses": [status]}}) == failures
