"""StatefulSets: Pods with ordinals, one after the other, each with claims of its own (`pkg/controller/statefulset`)."""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import pods
from translator.sandbox.controllers.world import World, deleting, key_of, reference
from translator.sandbox.statuses import Refused
from translator.sandbox.store import Key

Object = Mapping[str, Any]

_SOURCE = "statefulset-controller"
_REVISION = "controller-revision-hash"
_NAME = "statefulset.kubernetes.io/pod-name"
_INDEX = "apps.kubernetes.io/pod-index"


def reconcile(value: Object, world: World) -> None:
    """Takes the set one Pod on, and writes the status."""
    key = key_of(value, "statefulsets", "apps")
    newest = f"{value['metadata']['name']}-{pods.fingerprint(value['spec']['template'])}"
    first = "observedGeneration" not in value.get("status", {})
    if pods.adopt(value, "pods", world):
        return
    if not deleting(value):
        _move(value, newest, world)
    found = world.get(key)
    if found is not None:
        world.status(key, _status(found, newest, world, first=first))


def _pods(value: Object, world: World) -> dict[int, Object]:
    """The Pods by ordinal."""
    prefix = value["metadata"]["name"] + "-"
    mine = (pod for pod in world.owned(value, "pods"))
    ordinals = {pod["metadata"]["name"].removeprefix(prefix): pod for pod in mine}
    return {int(text): pod for text, pod in ordinals.items() if text.isdecimal()}


def _move(value: Object, newest: str, world: World) -> None:
    spec, mine = value["spec"], _pods(value, world)
    wanted = range(spec["replicas"])
    ordered = spec.get("podManagementPolicy", "OrderedReady") == "OrderedReady"
    current = value.get("status", {}).get("currentRevision") or newest
    for ordinal in wanted:
        pod = mine.get(ordinal)
        if pod is None:
            _create(value, ordinal, _revision_of(value, ordinal, newest, current), world)
        elif pods.phase(pod) in ("Failed", "Succeeded") and not deleting(pod):
            world.delete(key_of(pod, "pods"))
        if ordered and (pod is None or deleting(pod) or not pods.ready(pod)):
            return
    surplus = sorted((ordinal for ordinal in mine if ordinal not in wanted), reverse=True)
    for ordinal in surplus:
        if not deleting(mine[ordinal]):
            _delete(value, mine[ordinal], world)
        if ordered:
            return
    if spec["updateStrategy"]["type"] == "RollingUpdate" and not surplus:
        _update(value, mine, newest, world)


def _revision_of(value: Object, ordinal: int, newest: str, current: str) -> str:
    """The revision of a Pod that is made now: below the partition the current one."""
    partition = (value["spec"]["updateStrategy"].get("rollingUpdate") or {}).get("partition", 0)
    return current if ordinal < partition else newest


def _update(value: Object, mine: Mapping[int, Object], newest: str, world: World) -> None:
    """Replaces Pods of older revisions from the last to the first, one at a time."""
    partition = (value["spec"]["updateStrategy"].get("rollingUpdate") or {}).get("partition", 0)
    for ordinal in range(value["spec"]["replicas"] - 1, partition - 1, -1):
        pod = mine.get(ordinal)
        if pod is None:
            return
        if pod["metadata"]["labels"].get(_REVISION) != newest and not deleting(pod):
            _delete(value, pod, world)
            return
        if deleting(pod) or not pods.ready(pod):
            return


def _delete(value: Object, pod: Object, world: World) -> None:
    name = pod["metadata"]["name"]
    world.delete(key_of(pod, "pods"))
    message = f"Delete Pod {name} in StatefulSet {value['metadata']['name']} successful"
    world.event(value, "SuccessfulDelete", message, _SOURCE)


def _create(value: Object, ordinal: int, revision: str, world: World) -> None:
    name, own = f"{value['metadata']['name']}-{ordinal}", value["metadata"]["name"]
    body = pods.from_template(value, name, {_REVISION: revision, _NAME: name, _INDEX: str(ordinal)})
    body["spec"]["hostname"] = name
    if value["spec"].get("serviceName"):
        body["spec"]["subdomain"] = value["spec"]["serviceName"]
    mounted = _claims(value, name, world)
    if mounted:
        others = [each for each in body["spec"].get("volumes", ()) if each["name"] not in mounted]
        claimed = [{"name": each, "persistentVolumeClaim": {"claimName": claim}} for each, claim in mounted.items()]
        body["spec"]["volumes"] = [*claimed, *others]
    try:
        world.create("pods", body)
    except Refused as refused:
        message = f"create Pod {name} in StatefulSet {own} failed error: {refused}"
        world.event(value, "FailedCreate", message, _SOURCE, warning=True)
        world.later(1.0, value, "statefulsets", "apps")
        return
    world.event(value, "SuccessfulCreate", f"Create Pod {name} in StatefulSet {own} successful", _SOURCE)


def _claims(value: Object, name: str, world: World) -> dict[str, str]:
    """Makes the claims of a Pod that are not there: the volume and the claim of each template."""
    found: dict[str, str] = {}
    own, namespace = value["metadata"]["name"], value["metadata"]["namespace"]
    for template in value["spec"].get("volumeClaimTemplates", ()):
        volume = template["metadata"]["name"]
        claim = f"{volume}-{name}"
        found[volume] = claim
        if world.get(Key("", "persistentvolumeclaims", namespace, claim)) is None:
            metadata = {**template["metadata"], "name": claim, "namespace": namespace}
            metadata["labels"] = {**metadata.get("labels", {}), **value["spec"]["selector"].get("matchLabels", {})}
            if (value["spec"].get("persistentVolumeClaimRetentionPolicy") or {}).get("whenDeleted") == "Delete":
                metadata["ownerReferences"] = [reference(value)]
            world.create("persistentvolumeclaims", {"metadata": metadata, "spec": dict(template["spec"])})
            message = f"Create Claim {claim} Pod {name} in StatefulSet {own} success"
            world.event(value, "SuccessfulCreate", message, _SOURCE)
    return found


def _status(value: Object, newest: str, world: World, *, first: bool) -> Mapping[str, Any]:
    mine = [] if first and not _adopted(value, world) else list(_pods(value, world).values())
    before = value.get("status", {})
    current = before.get("currentRevision") or newest
    seconds = value["spec"].get("minReadySeconds", 0)
    here = [pod for pod in mine if pods.phase(pod) not in ("Failed", "Succeeded")]
    staying = [pod for pod in here if not deleting(pod)]
    ready = [pod for pod in here if pods.ready(pod)]

    def of(revision: str) -> int:
        return sum(1 for pod in staying if pod["metadata"]["labels"].get(_REVISION) == revision)

    updated = of(newest)
    if current != newest and updated == value["spec"]["replicas"] == len(ready) == len(staying):
        current = newest
    status = {
        "observedGeneration": value["metadata"]["generation"],
        "replicas": len(here),
        "readyReplicas": len(ready),
        "currentReplicas": of(current),
        "updatedReplicas": updated,
        "currentRevision": current,
        "updateRevision": newest,
        "collisionCount": 0,
        "availableReplicas": sum(1 for pod in ready if pods.available(pod, seconds, world)),
    }
    return pods.without_zeros(status, "replicas", "collisionCount", "availableReplicas")


def _adopted(value: Object, world: World) -> bool:
    """Whether Pods were there before the set, which then are counted at once."""
    created = value["metadata"]["creationTimestamp"]
    return any(pod["metadata"]["creationTimestamp"] < created or pods.ready(pod) for pod in world.owned(value, "pods"))
