"""ReplicaSets: as many Pods as they ask for (k8s.io/kubernetes `pkg/controller/replicaset`)."""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import pods
from translator.sandbox.controllers.world import World, deleting, key_of
from translator.sandbox.statuses import Refused

Object = Mapping[str, Any]
_SOURCE = "replicaset-controller"
_RETRY = 1.0


def reconcile(value: Object, world: World) -> None:
    """Creates or deletes Pods, and writes the status."""
    key = key_of(value, "replicasets", "apps")
    if pods.adopt(value, "pods", world):
        return
    mine = world.owned(value, "pods")
    here = [pod for pod in mine if pods.active(pod)]
    failure = _scale(value, here, world) if not deleting(value) else ""
    after = [pod for pod in world.owned(value, "pods") if pods.active(pod)]
    world.status(key, _status(value, after, failure, world))


def _scale(value: Object, here: list[Object], world: World) -> str:
    """Brings the number of Pods to what is wanted: why that failed, empty where it did not."""
    wanted = value["spec"].get("replicas", 1)
    for _ in range(wanted - len(here)):
        name = f"{value['metadata']['name']}-{world.cluster.suffix()}"
        try:
            world.create("pods", pods.from_template(value, name, {}))
        except Refused as refused:
            world.event(value, "FailedCreate", f"Error creating: {refused}", _SOURCE, warning=True)
            world.later(_RETRY, value, "replicasets", "apps")
            return str(refused)
        world.event(value, "SuccessfulCreate", f"Created pod: {name}", _SOURCE)
    surplus = sorted(here, key=_first_to_go)[: max(len(here) - wanted, 0)]
    for pod in surplus:
        world.delete(key_of(pod, "pods"))
        world.event(value, "SuccessfulDelete", f"Deleted pod: {pod['metadata']['name']}", _SOURCE)
    return ""


def _first_to_go(pod: Object) -> tuple[bool, bool, bool, str]:
    """Pods that serve least go first: nowhere yet, not running, not ready, then by name."""
    return (bool(pod["spec"].get("nodeName")), pods.phase(pod) == "Running", pods.ready(pod), pod["metadata"]["name"])


def _status(value: Object, here: list[Object], failure: str, world: World) -> Mapping[str, Any]:
    seconds = value["spec"].get("minReadySeconds", 0)
    ready = [pod for pod in here if pods.ready(pod)]
    labels = value["spec"]["template"].get("metadata", {}).get("labels", {}).items()
    status: dict[str, Any] = {
        "replicas": len(here),
        "fullyLabeledReplicas": sum(1 for pod in here if labels <= pod["metadata"].get("labels", {}).items()),
        "readyReplicas": len(ready),
        "availableReplicas": sum(1 for pod in ready if pods.available(pod, seconds, world)),
        "terminatingReplicas": sum(1 for pod in world.owned(value, "pods") if deleting(pod)),
        "observedGeneration": value["metadata"]["generation"],
    }
    if seconds and status["availableReplicas"] < len(ready):
        world.later(1.0, value, "replicasets", "apps")
    found = pods.without_zeros(status, "replicas", "terminatingReplicas")
    old = pods.condition(value, "ReplicaFailure")
    if failure:
        fresh = {"type": "ReplicaFailure", "status": "True", "lastTransitionTime": world.now(), "reason": "FailedCreate"}
        found["conditions"] = [old or {**fresh, "message": failure}]
    return found
