"""Concessions: what an object that lives in the cluster keeps although the manifest does not say so.

*Replicas.* A manifest leaves them out where something else decides on them. Leaving out a field that we alone own removes it,
and a Deployment without replicas has one. So the number stays in what is sent until somebody else owns it: an autoscaler does
from the first time on that it scales. A number that nobody asked for, since a service without one has one container, yields to
that of another owner in the same way, unless fields are taken by force.

*Selectors.* The selector of a workload cannot be changed. An object that kubectl, kompose or Helm made has another than ours;
it is kept, and its labels are put on the Pods beside ours, so that both find them and nothing is made anew. An annotation on
the object says so, by which the next run does the same. The Service in front keeps its selector with them: changed, it would
find no Pod until the new ones are ready.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from translator.kube.merge.adoption import KEPT_SELECTOR, adoptable
from translator.kube.merge.adoption import adopted as owned
from translator.model.cluster import MANAGER, Body
from translator.model.manifest import ONE_REPLICA, REPLICAS, Manifest, pointer
from translator.model.origin import Default, Derived
from translator.model.record import dataclass

_REPLICAS = ("f:spec", "f:replicas")
_SCALED = frozenset(("Deployment", "StatefulSet", "ReplicaSet"))
_SELECTING = frozenset(("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"))

_STAY = Default("as in the cluster: left out, it would fall to 1, until an autoscaler owns it")
_SELECTOR = Default("as in the cluster: a selector cannot be changed, and the Pods are found by both")
_FRONT = Default("as in the cluster: the Pods that run are found by it, and the new ones by both")
_MARK = pointer("metadata", "annotations", KEPT_SELECTOR)


@dataclass(frozen=True, slots=True)
class Conceded:
    """A manifest as it is sent to a live object, and sentences on what it keeps."""

    manifest: Manifest
    notes: tuple[str, ...] = ()


def conceded(manifest: Manifest, live: Body, *, forced: bool = False) -> Conceded:
    """The manifest for an object that is there already. `forced`: fields of other owners are to be taken."""
    manifest = _without_kept(manifest)
    kept = Conceded(manifest)
    spec, standing = manifest.body.get("spec"), live.get("spec")
    if not isinstance(spec, Mapping) or not isinstance(standing, Mapping):
        return kept
    if manifest.kind in _SELECTING:
        kept = _with_selector(kept, spec, standing, live)
    if manifest.kind in _SCALED and "replicas" in standing:
        if "replicas" not in spec:
            kept = _with_replicas(kept, live)
        elif manifest.origins.get(REPLICAS) == ONE_REPLICA and not forced:
            kept = _without_replicas(kept, live)
    return kept


def _without_kept(manifest: Manifest) -> Manifest:
    """The manifest as it was given, where this is one that was sent before: replicas are decided on afresh."""
    return _unnumbered(manifest) if manifest.origins.get(REPLICAS) is _STAY else manifest


def _unnumbered(manifest: Manifest) -> Manifest:
    """Without a number of replicas."""
    spec = {name: each for name, each in manifest.body["spec"].items() if name != "replicas"}
    origins = {at: each for at, each in manifest.origins.items() if at != REPLICAS}
    return replace(manifest, body={**manifest.body, "spec": spec}, origins=origins)


def _holders(live: Body) -> set[tuple[str, str]]:
    """Who owns the number of replicas, once the object is ours."""
    return {(manager.name, manager.operation) for manager, fields in owned(live).owners.items() if _REPLICAS in fields}


def _without_replicas(kept: Conceded, live: Body) -> Conceded:
    """Without the number that nobody asked for, where somebody else owns it."""
    if not any(
        _REPLICAS[1] in _spec_fields(entry) for entry in live["metadata"].get("managedFields") or () if not _is_ours(entry)
    ):
        return kept  # seen without taking apart whose is what, which is much for each of a thousand objects
    others = sorted({name for name, _ in _holders(live) - {(MANAGER, "Apply")}})
    if not others:
        return kept
    note = f"keeps its {live['spec']['replicas']} replicas, on which {', '.join(others)} decides: the stack names no number"
    return Conceded(_unnumbered(kept.manifest), (*kept.notes, note))


def _is_ours(entry: Mapping[str, Any]) -> bool:
    return (entry.get("manager"), entry.get("operation")) == (MANAGER, "Apply")


def _spec_fields(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of `spec` that an entry of `managedFields` names."""
    return (entry.get("fieldsV1") or {}).get(_REPLICAS[0]) or {}


def _with_replicas(kept: Conceded, live: Body) -> Conceded:
    """With the live number of replicas, where nobody but us owns it."""
    if _holders(live) != {(MANAGER, "Apply")}:
        return kept
    manifest, number = kept.manifest, live["spec"]["replicas"]
    body = {**manifest.body, "spec": {**manifest.body["spec"], "replicas": number}}
    note = f"keeps its {number} replicas until an autoscaler owns the number: without them it would fall to 1"
    origins = {**manifest.origins, REPLICAS: _STAY}
    return Conceded(replace(manifest, body=body, origins=origins), (*kept.notes, note))


def _with_selector(kept: Conceded, spec: Body, standing: Body, live: Body) -> Conceded:
    """With the live selector, where the object was another program's and its Pods can have both sets of labels."""
    theirs, ours = standing.get("selector"), spec.get("selector")
    wanted = _labels(theirs)
    if theirs == ours or wanted is None or not (adoptable(live) or _is_marked(live)):
        return kept
    manifest = kept.manifest
    template = dict(spec.get("template") or {})
    metadata = dict(template.get("metadata") or {})
    labels = dict(metadata.get("labels") or {})
    if any(labels.get(name, value) != value for name, value in wanted.items()):
        return kept
    template["metadata"] = {**metadata, "labels": {**labels, **wanted}}
    top = manifest.body["metadata"]
    annotations = {**(top.get("annotations") or {}), KEPT_SELECTOR: "kept"}
    body = {
        **manifest.body,
        "metadata": {**top, "annotations": annotations},
        "spec": {**spec, "selector": theirs, "template": template},
    }
    origins = {at: each for at, each in manifest.origins.items() if not at.startswith("/spec/selector")}
    asked = manifest.origins.get("/spec/selector") or manifest.origins.get("")
    origin = Derived(_SELECTOR.reason, (asked,)) if asked else _SELECTOR
    added = {
        "/spec/selector": origin,
        **{pointer("spec", "selector", "matchLabels", name): _SELECTOR for name in wanted},
        **{pointer("spec", "template", "metadata", "labels", name): _SELECTOR for name in wanted if name not in labels},
        _MARK: _SELECTOR,
    }
    return Conceded(replace(manifest, body=body, origins={**origins, **added}), (*kept.notes, _told(wanted)))


def with_front(manifest: Manifest, live: Body, workloads: Iterable[Manifest]) -> Conceded | None:
    """A Service that was another program's with its selector, where Pods of the same run are found by it and by ours; None
    where nothing is kept."""
    theirs, ours = (each["spec"].get("selector") for each in (live, manifest.body))
    if manifest.kind != "Service" or not theirs or not ours or theirs == ours or not (adoptable(live) or _is_marked(live)):
        return None
    both = {**ours, **theirs}
    if both != {**theirs, **ours} or not any(both.items() <= _pod_labels(each).items() for each in workloads):
        return None
    annotations = {**(manifest.body["metadata"].get("annotations") or {}), KEPT_SELECTOR: "kept"}
    body = {
        **manifest.body,
        "metadata": {**manifest.body["metadata"], "annotations": annotations},
        "spec": {**manifest.body["spec"], "selector": theirs},
    }
    origins = {at: each for at, each in manifest.origins.items() if not at.startswith("/spec/selector")}
    added = {pointer("spec", "selector", name): _FRONT for name in theirs} | {_MARK: _FRONT}
    return Conceded(replace(manifest, body=body, origins={**origins, **added}), (_told(theirs),))


def _pod_labels(manifest: Manifest) -> Mapping[str, str]:
    template = (manifest.body.get("spec") or {}).get("template")
    metadata = template.get("metadata") if isinstance(template, Mapping) and manifest.kind in _SELECTING else None
    labels = metadata.get("labels") if isinstance(metadata, Mapping) else None
    return labels if isinstance(labels, Mapping) else {}


def _told(labels: Mapping[str, str]) -> str:
    return f"keeps its selector ({', '.join(f'{name}={value}' for name, value in sorted(labels.items()))})"


def _labels(selector: Any) -> Mapping[str, str] | None:
    """The labels of a selector that asks for labels and nothing else."""
    if not isinstance(selector, Mapping) or selector.get("matchExpressions"):
        return None
    labels = selector.get("matchLabels")
    return labels if isinstance(labels, Mapping) and labels else None


def _is_marked(live: Body) -> bool:
    return KEPT_SELECTOR in (live["metadata"].get("annotations") or {})
