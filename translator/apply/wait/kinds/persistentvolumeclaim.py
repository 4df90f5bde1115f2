"""Claims: ready when bound; or when nothing is wrong but that no Pod uses the claim yet, by which it will be bound.

kstatus waits for such a claim for ever (`WaitForFirstConsumer`, pulumi-kubernetes#895 and #3130).
"""

from translator.apply.wait import claims
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, failed, ready

GROUP = ""
WATCHED = (("storage.k8s.io/v1", "StorageClass"), ("v1", "Event"))


def judge(body: Object, scene: Scene) -> Standing:
    """How a claim stands."""
    if claims.phase(body) == "Bound":
        return ready()
    trouble = claims.trouble(body, scene)
    if trouble is not None and trouble.limit == 0:
        return failed(trouble.cause)
    if trouble is None and claims.waits_for_pod(body, scene):
        return ready(note="it is bound when the first Pod uses it, which is normal for its storage class")
    return Standing(Phase.MOVING, "not bound", troubles=(trouble,) if trouble else ())
