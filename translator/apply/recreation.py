"""Recreation: an object that cannot be changed in place is deleted and made again, by the recipe of its kind.

`orphan`: the object goes without what it made. A StatefulSet's Pods match the new one, which takes them over. Where the
selector changed (Deployment, DaemonSet), what the old one made serves on until the new one is ready, and is then removed; it is
noted in the inventory first, so that a run that is killed in between leaves nothing for ever. `replace`: the object goes with
all that it made, and only then comes the new one: a Job's Pods must not run beside the new ones.

Each deletion is bound to the uid that was seen. Between deletion and creation the object is simply not there: a run that ends
there goes on by creating it.
"""

import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any

from translator.apply.inventory import Leftover
from translator.model.cluster import Body, Cluster, Key, Refusal
from translator.model.manifest import Manifest
from translator.model.plan import Step

ORPHAN = "orphan"

_MADE = {"Deployment": ("ReplicaSet",), "DaemonSet": ("Pod", "ControllerRevision")}
"""What is left behind by a kind whose selector changes."""
MARKS = {
    "ReplicaSet": ("apps/v1", "pod-template-hash"),
    "Pod": ("v1", "controller-revision-hash"),
    "ControllerRevision": ("apps/v1", "controller-revision-hash"),
}
"""The API version of each, and the label that a controller puts on what it makes: what a person made does not have it."""
_LOOK = 5.0
"""Seconds of a watch, after which it is looked whether somebody interrupted."""
_SERVERS = frozenset(
    {"uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink", "ownerReferences", "finalizers"}
)


def recreate(
    step: Step, manifest: Manifest, cluster: Cluster, *, force: bool, seconds: float, stopped: threading.Event
) -> None:
    """Deletes and makes again. Refusal with the server's words where one of both is refused, and where
    the old one does not go within `seconds`, or somebody interrupts (`stopped`) until it does."""
    assert step.live is not None
    orphan = step.recipe is not None and step.recipe.way == ORPHAN
    cluster.delete(step.key, uid=step.uid, propagation="Orphan" if orphan else "Foreground")
    _await_end(step, cluster, seconds, stopped)
    try:
        cluster.apply(manifest.body, force=force)
    except Refusal as refusal:
        if not orphan:  # a Job would run again
            raise
        cluster.apply(_as_it_was(step.live), force=True)
        message = f"the new one was refused, so the old one was put back: {refusal}"
        raise Refusal(refusal.status, refusal.reason, message, refusal.causes) from refusal


def _as_it_was(live: Body) -> Body:
    """An object as it can be made again."""
    metadata = {name: value for name, value in live["metadata"].items() if name not in _SERVERS}
    return {**{name: value for name, value in live.items() if name != "status"}, "metadata": metadata}


def _await_end(step: Step, cluster: Cluster, seconds: float, stopped: threading.Event) -> None:
    """Waits until the object is gone, by a watch."""
    key, field = step.key, f"metadata.name={step.key.name}"
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stopped.is_set():
        found = cluster.list(key.api_version, key.kind, key.namespace, fields=field)
        if not any(each["metadata"]["uid"] == step.uid for each in found.items):
            return
        look = min(_LOOK, max(until - time.monotonic(), 1.0))
        try:
            for event in cluster.watch(
                key.api_version, key.kind, key.namespace, found.resource_version, fields=field, seconds=look
            ):
                if event.type == "DELETED" and event.object["metadata"]["uid"] == step.uid:
                    return
        except Refusal as refusal:
            if not refusal.gone:
                raise
    if stopped.is_set():
        raise Refusal(408, "Timeout", f"{key} was deleted, and the run ended before the new one could be made")
    raise Refusal(408, "Timeout", f"{key} was deleted but does not go; look at its finalizers")


def leftovers(steps: Iterable[Step]) -> tuple[Leftover, ...]:
    """What the recreations of a plan will leave behind."""
    found = []
    for step in steps:
        made = _MADE.get(step.key.kind, ())
        if step.recipe is None or step.recipe.way != ORPHAN or step.live is None:
            continue
        labels = (step.live["spec"].get("selector") or {}).get("matchLabels") or {}
        if labels and step.key.namespace:
            found += [Leftover(kind, step.key.namespace, tuple(sorted(labels.items()))) for kind in made]
    return tuple(found)


def clear(leftover: Leftover, cluster: Cluster) -> tuple[Key, ...]:
    """Removes what has no owner any more: ReplicaSets with their Pods, or Pods. What was taken over by another stays."""
    known = MARKS.get(leftover.kind)
    if known is None:
        return ()  # somebody else wrote it there
    api_version, mark = known
    selector = ",".join((*(f"{name}={value}" for name, value in leftover.labels), mark))
    gone = []
    for body in cluster.list(api_version, leftover.kind, leftover.namespace, labels=selector).items:
        metadata: Mapping[str, Any] = body["metadata"]
        if metadata.get("ownerReferences"):
            continue
        key = Key(api_version, leftover.kind, leftover.namespace, metadata["name"])
        if cluster.delete(key, uid=metadata["uid"]):
            gone.append(key)
    return tuple(gone)
