"""Risks: data that a step could lose or leave behind, said in sentences.

Claims and volumes, directories of nodes, the address of a load balancer, everything in a namespace. What is said here is about
the objects themselves; whether it is done all the same is for the user to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.diff.comparison import Difference
from translator.kube.merge.typed import ABSENT
from translator.model.cluster import Body
from translator.model.plan import Recipe

PROTECTED = frozenset(("CustomResourceDefinition", "Namespace", "PersistentVolume", "PersistentVolumeClaim"))
"""Kinds that hold data, or everything: deleted only where they are named."""

_KNOWN = PROTECTED | {"Service", "StatefulSet", "Deployment", "DaemonSet", "ReplicaSet", "Job", "CronJob"}
_CLAIMS_GO = "its claims are deleted with it (persistentVolumeClaimRetentionPolicy)"


def of_deletion(live: Body) -> tuple[str, ...]:
    """What the deletion of an object could lose."""
    return tuple(_deleted(live))


def of_change(live: Body, after: Body, differences: Sequence[Difference], recipe: Recipe | None) -> tuple[str, ...]:
    """What a change, or making anew, could lose."""
    found = dict.fromkeys(_changed(live, after))
    if recipe is not None and recipe.way != "refused":
        found |= dict.fromkeys(_remade(live, differences, recipe))
    return tuple(found)


def _deleted(live: Body) -> Iterator[str]:
    kind, spec = live.get("kind"), _spec(live)
    if kind == "Namespace":
        yield "everything in the namespace is deleted with it, claims and their data included"
    elif kind == "CustomResourceDefinition":
        yield "every object of the kind is deleted with it, whoever made it"
    elif kind == "PersistentVolumeClaim":
        yield _claim(spec)
    elif kind == "PersistentVolume":
        yield from _volume(spec)
    elif kind == "StatefulSet":
        if takes_claims(spec):
            yield _CLAIMS_GO
        elif spec.get("volumeClaimTemplates"):
            yield "its claims stay, with their data, and nothing uses them"
    elif _is_balanced(spec, live):
        yield f"the load balancer goes, and with it its address{_address(live)}"
    for path in sorted(_host_paths(spec)):
        yield f"what it wrote to {path} stays on the nodes"


def _claim(spec: Mapping[str, Any]) -> str:
    volume = spec.get("volumeName")
    named = f" ({volume})" if volume else ""
    return f"the claim holds data: its volume{named} is deleted with it, unless its reclaim policy is Retain"


def _volume(spec: Mapping[str, Any]) -> Iterator[str]:
    claim = (spec.get("claimRef") or {}).get("name")
    yield f"the volume leads to the data of the claim {claim}" if claim else "the volume leads to data"


def _changed(live: Body, after: Body) -> Iterator[str]:
    kind, old, new = live.get("kind"), _spec(live), _spec(after)
    if _is_balanced(old, live) and not _is_balanced(new, after):
        yield f"the load balancer goes, and with it its address{_address(live)}"
    policy = new.get("persistentVolumeReclaimPolicy")
    if kind == "PersistentVolume" and policy not in ("Retain", old.get("persistentVolumeReclaimPolicy")):
        yield f"data is no longer kept when the claim goes: {policy}"
    retention = new.get("persistentVolumeClaimRetentionPolicy") or {}
    if kind == "StatefulSet" and retention.get("whenScaled") == "Delete" and _number(new) < _number(old):
        yield "the claims of the Pods that go are deleted with them (persistentVolumeClaimRetentionPolicy)"
    for path in sorted(_host_paths(old) - _host_paths(new)):
        yield f"what it wrote to {path} stays on the nodes, where the new Pods do not look"
    for claim in sorted(_claims(old) - _claims(new)):
        yield f"the new Pods do not see the data of the claim {claim} any more"


def _remade(live: Body, differences: Sequence[Difference], recipe: Recipe) -> Iterator[str]:
    kind, spec = live.get("kind"), _spec(live)
    if kind == "StatefulSet" and recipe.way == "replace" and takes_claims(spec):  # orphans are claims as much as Pods
        yield _CLAIMS_GO
    if _is_balanced(spec, live):
        yield f"the load balancer is made anew, and with it its address{_address(live)}"
    if kind == "StatefulSet" and any(each.field.startswith("spec.volumeClaimTemplates") for each in differences):
        yield "claims that exist stay as they are: only Pods that get new ones have them as the new template says"
        gone = [
            each.field for each in differences if each.field.startswith("spec.volumeClaimTemplates[") and each.after is ABSENT
        ]
        for field in gone:
            yield f"the Pods no longer see the data of the claims of {field}"


def takes_claims(spec: Mapping[str, Any]) -> bool:
    """Whether the claims of a StatefulSet are deleted with it."""
    return bool((spec.get("persistentVolumeClaimRetentionPolicy") or {}).get("whenDeleted") == "Delete")


def _spec(body: Body) -> Mapping[str, Any]:
    """The spec of a kind of Kubernetes' own, whose form is known."""
    spec = body.get("spec")
    return spec if isinstance(spec, Mapping) and body.get("kind") in _KNOWN else {}


def _is_balanced(spec: Mapping[str, Any], body: Body) -> bool:
    return body.get("kind") == "Service" and spec.get("type") == "LoadBalancer"


def _address(live: Body) -> str:
    points = ((live.get("status") or {}).get("loadBalancer") or {}).get("ingress") or ()
    found = [str(point.get("ip") or point.get("hostname") or "") for point in points]
    return f" {', '.join(found)}" if any(found) else ""


def _number(spec: Mapping[str, Any]) -> int:
    number = spec.get("replicas", 1)
    return number if isinstance(number, int) else 1


def _volumes(spec: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    template = (spec.get("jobTemplate") or {}).get("spec", spec).get("template") or {}
    return template.get("spec", {}).get("volumes") or () if isinstance(template, Mapping) else ()


def _host_paths(spec: Mapping[str, Any]) -> set[str]:
    return {str(volume["hostPath"].get("path")) for volume in _volumes(spec) if volume.get("hostPath")}


def _claims(spec: Mapping[str, Any]) -> set[str]:
    found = (volume.get("persistentVolumeClaim") for volume in _volumes(spec))
    return {str(claim.get("claimName")) for claim in found if claim}
