"""Pods of one's own, without a controller: ready when they serve, or when they ended well."""

from translator.apply.wait import pods
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, failed, ready

GROUP = ""
WATCHED = (("v1", "PersistentVolumeClaim"), ("v1", "Event"))


def judge(body: Object, scene: Scene) -> Standing:
    """How a Pod stands."""
    if pods.serves(body) or pods.phase(body) == "Succeeded":
        return ready(1, 1)
    found = pods.troubles(body, scene)
    if pods.phase(body) == "Failed":
        return failed(found[0].cause if found else "it ended in an error")
    return Standing(Phase.MOVING, "not ready", 0, 1, found)
