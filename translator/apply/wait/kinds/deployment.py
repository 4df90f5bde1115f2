"""Deployments: ready when every Pod is of the newest template and available, and no older one is left.

The rules are those of `kubectl rollout status` (k8s.io/kubectl `pkg/polymorphichelpers/rollout_status.go`) and of kstatus. What
keeps it back is looked for in the newest ReplicaSet and its Pods alone: a Pod of the version before is nobody's fault now.
"""

from translator.apply.wait import pods
from translator.apply.wait.creation import ending, from_condition
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, Trouble, condition, number, observed, ready

GROUP = "apps"
WATCHED = (("apps/v1", "ReplicaSet"), ("v1", "Pod"), ("v1", "PersistentVolumeClaim"), ("v1", "Event"))

_REVISION = "deployment.kubernetes.io/revision"


def judge(body: Object, scene: Scene) -> Standing:
    """How a Deployment stands."""
    spec, status = body.get("spec") or {}, body.get("status") or {}
    wanted = number(spec, "replicas", 1)
    if not observed(body):
        return Standing(Phase.MOVING, "not yet taken up by its controller", 0, wanted, settled=False)
    here, updated = number(status, "replicas"), number(status, "updatedReplicas")
    serving = min(number(status, "availableReplicas"), updated)
    newest = _newest(body, scene)
    made = scene.owned(newest, "Pod", "ReplicaSet") if newest is not None else ()
    counted = tuple((str(pod["metadata"]["name"]), pods.failures(pod)) for pod in made)
    if updated >= wanted and here <= updated and serving >= wanted and number(status, "readyReplicas") >= wanted:
        return ready(serving, wanted, pods=counted)
    text = _text(wanted, here, updated, serving)
    found = tuple(_troubles(body, newest, made, scene))
    settled = updated >= wanted and here <= updated
    return Standing(Phase.MOVING, text, serving, wanted, found, settled=settled, pods=counted)


def _text(wanted: int, here: int, updated: int, serving: int) -> str:
    if here > updated and updated < wanted:
        return f"{updated} of {wanted} updated"
    return f"{serving} of {wanted} ready" if serving < wanted else f"{here - updated} of the old version ending"


def _newest(body: Object, scene: Scene) -> Object | None:
    """The ReplicaSet of the template as it is: the one of the Deployment's revision."""
    made = scene.owned(body, "ReplicaSet", "Deployment")
    wanted = _revision(body)
    return next((each for each in made if _revision(each) == wanted), None)


def _revision(body: Object) -> str:
    return str(((body.get("metadata") or {}).get("annotations") or {}).get(_REVISION, ""))


def _troubles(body: Object, newest: Object | None, made: tuple[Object, ...], scene: Scene) -> list[Trouble]:
    found = [trouble for pod in made for trouble in pods.troubles(pod, scene)]
    every = scene.owned(body, "ReplicaSet", "Deployment")
    room = any(ending(pod) for each in every for pod in scene.owned(each, "Pod", "ReplicaSet"))
    for held in (newest, body):
        found.extend(from_condition(condition(held or {}, "ReplicaFailure"), scene, room=room))
    if (body.get("spec") or {}).get("paused"):
        found.append(Trouble("its rollout is paused", 0.0))
    progress = condition(body, "Progressing")
    if progress.get("reason") == "ProgressDeadlineExceeded":
        late = "it made no progress within progressDeadlineSeconds"
        first = found[0] if found else Trouble(late)
        found.insert(0, Trouble(first.cause, 0.0, False, first.pod, first.container))
    return found
