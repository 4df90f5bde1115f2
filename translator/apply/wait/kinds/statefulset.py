"""StatefulSets: ready when every Pod above the partition is of the newest revision and all are ready.

The rules are those of `kubectl rollout status` and kstatus. Pods are made and replaced one after the other, so one that is
broken holds up all others; one of the version before does too, and its controller never replaces it by itself (known issue of
forced rollback in the documentation of StatefulSets).
"""

from translator.apply.wait import pods
from translator.apply.wait.creation import from_events
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, Trouble, number, observed, ready

GROUP = "apps"
WATCHED = (("v1", "Pod"), ("v1", "PersistentVolumeClaim"), ("v1", "Event"))

_HASH = "controller-revision-hash"


def judge(body: Object, scene: Scene) -> Standing:
    """How a StatefulSet stands."""
    spec, status = body.get("spec") or {}, body.get("status") or {}
    wanted = number(spec, "replicas", 1)
    if not observed(body):
        return Standing(Phase.MOVING, "not yet taken up by its controller", 0, wanted, settled=False)
    strategy = spec.get("updateStrategy") or {}
    manual = strategy.get("type") == "OnDelete"
    partition = number(strategy.get("rollingUpdate") or {}, "partition")
    here, updated = number(status, "replicas"), number(status, "updatedReplicas")
    serving = number(status, "availableReplicas" if spec.get("minReadySeconds") else "readyReplicas")
    enough = wanted <= 0 or manual or updated >= wanted - partition
    if partition == 0 and not manual and wanted:
        enough = enough and status.get("currentRevision") == status.get("updateRevision")
    made = scene.owned(body, "Pod", "StatefulSet")
    newest = [pod for pod in made if manual or _revision(pod) == status.get("updateRevision")]
    counted = tuple((str(pod["metadata"]["name"]), pods.failures(pod)) for pod in newest)
    if enough and serving >= wanted and here <= wanted:
        old = manual and updated < wanted
        note = "updateStrategy is OnDelete: Pods take up the new version when they are deleted" if old else ""
        return ready(min(serving, wanted), wanted, note=note, pods=counted)
    text = f"{min(serving, wanted)} of {wanted} ready"
    if here > wanted or updated < here:
        text = f"{here - wanted} too many, ending" if here > wanted else f"{updated} of {wanted} updated"
    found = [trouble for pod in newest for trouble in pods.troubles(pod, scene)]
    found.extend(_in_the_way(made, newest, spec, scene))
    found.extend(from_events("StatefulSet", body, scene))
    return Standing(Phase.MOVING, text, min(serving, wanted), wanted, tuple(found), settled=enough, pods=counted)


def _revision(pod: Object) -> str:
    return str(((pod.get("metadata") or {}).get("labels") or {}).get(_HASH, ""))


def _in_the_way(made: tuple[Object, ...], newest: list[Object], spec: Object, scene: Scene) -> list[Trouble]:
    """Broken Pods of the version before, which the new one waits for."""
    if spec.get("podManagementPolicy") == "Parallel":
        return []
    found = []
    for pod in made:
        for trouble in pods.troubles(pod, scene) if pod not in newest else ():
            cause = f"Pod {trouble.pod} of the old version holds the update up: {trouble.cause}; delete that Pod"
            found.append(Trouble(cause, scene.patience.place, False, trouble.pod, trouble.container))
    return found
