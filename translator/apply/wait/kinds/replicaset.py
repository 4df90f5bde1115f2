"""ReplicaSets of one's own, without a Deployment: ready when as many Pods are available as are wanted."""

from translator.apply.wait import pods
from translator.apply.wait.creation import from_condition
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, condition, number, observed, ready

GROUP = "apps"
WATCHED = (("v1", "Pod"), ("v1", "PersistentVolumeClaim"), ("v1", "Event"))


def judge(body: Object, scene: Scene) -> Standing:
    """How a ReplicaSet stands."""
    status, wanted = body.get("status") or {}, number(body.get("spec") or {}, "replicas", 1)
    if not observed(body):
        return Standing(Phase.MOVING, "not yet taken up by its controller", 0, wanted, settled=False)
    serving, here = number(status, "availableReplicas"), number(status, "replicas")
    if serving >= wanted and here <= wanted:
        return ready(serving, wanted)
    made = scene.owned(body, "Pod", "ReplicaSet")
    found = [trouble for pod in made for trouble in pods.troubles(pod, scene)]
    found.extend(from_condition(condition(body, "ReplicaFailure"), scene))
    return Standing(Phase.MOVING, f"{min(serving, wanted)} of {wanted} ready", min(serving, wanted), wanted, tuple(found))
