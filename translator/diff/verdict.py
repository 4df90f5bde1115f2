"""Verdict: what becomes of an object that changes, and what else a reader should know of it.

A change of the Pod template of a Deployment, StatefulSet or DaemonSet makes new Pods, unless the update strategy waits for the
old ones to be deleted, the rollout is paused or there are no Pods. A template below a CronJob counts from its next run on. All
other changes are made in place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.diff.comparison import Difference
from translator.kube.merge.adoption import RELEASE
from translator.model.cluster import Body
from translator.model.plan import Action, Contest

_ROLLED = frozenset(("Deployment", "StatefulSet", "DaemonSet"))
_TEMPLATE = "spec.template"
_CONTENT = ("data", "binaryData", "stringData")


def restarts(kind: str, difference: Difference) -> bool:
    """Whether new Pods are made because of a difference."""
    return kind in _ROLLED and (difference.field == _TEMPLATE or difference.field.startswith(f"{_TEMPLATE}."))


def action(after: Body, differences: Sequence[Difference]) -> tuple[Action, tuple[str, ...]]:
    """What a change comes to, and notes on how it goes on.

    Args:
        after: the object as it will be.
    """
    kind = str(after.get("kind", ""))
    if not any(restarts(kind, each) for each in differences):
        return Action.UPDATE, tuple(_quiet(after, differences))
    spec = after["spec"]
    held = _held(kind, spec)
    return (Action.UPDATE, (held,)) if held else (Action.RESTART, tuple(_rolling(kind, spec)))


def of_contests(contests: Sequence[Contest], *, forced: bool) -> Iterator[str]:
    """Notes on fields that other managers own."""
    if forced:
        for manager in dict.fromkeys(each.manager for each in contests):
            fields = ", ".join(each.field for each in contests if each.manager == manager)
            yield f"takes {fields} from {manager}, which may set it again"
    elif any(each.field == ".spec.replicas" for each in contests):
        yield "the number of replicas is decided elsewhere (an autoscaler, or kubectl scale): leave it out of the stack"


def of_adoption(live: Body, names: Sequence[str]) -> Iterator[str]:
    """Notes on the programs whose object this was."""
    if not names:
        return
    yield f"is taken over from {', '.join(names)}, with what it set and the manifest does not"
    annotations = live["metadata"].get("annotations") or {}
    if release := annotations.get(RELEASE):
        yield f"Helm still counts it to the release {release}: a later helm uninstall would delete it"


def of_ending(live: Body) -> Iterator[str]:
    """A note on an object that goes already, and is held by a finalizer alone."""
    metadata = live["metadata"]
    if metadata.get("deletionTimestamp"):
        held = ", ".join(map(str, metadata.get("finalizers") or ()))
        yield f"is being deleted already{f', and held by {held}' if held else ''}: what is applied now goes with it"


def of_clearing(fields: Sequence[str]) -> Iterator[str]:
    """Notes on what the server filled in and has to go."""
    for field in fields:
        yield f"{field}, which the server filled in, is removed first: it cannot be beside what is asked for"


def _held(kind: str, spec: Mapping[str, Any]) -> str:
    """Why no Pod restarts although the template changes; empty where they do."""
    strategy = spec.get("updateStrategy") or {}
    if kind != "Deployment" and strategy.get("type") == "OnDelete":
        return "new Pods are made only as the old ones are deleted (OnDelete)"
    if kind == "Deployment" and spec.get("paused"):
        return "the rollout is paused: new Pods are made when it goes on"
    return "it runs no Pods that would restart" if kind != "DaemonSet" and spec.get("replicas") == 0 else ""


def _rolling(kind: str, spec: Mapping[str, Any]) -> Iterator[str]:
    if kind == "Deployment" and (spec.get("strategy") or {}).get("type") == "Recreate":
        yield "all its Pods stop before the new ones start (Recreate)"
    partition = ((spec.get("updateStrategy") or {}).get("rollingUpdate") or {}).get("partition")
    if kind == "StatefulSet" and partition:
        yield f"only Pods from number {partition} on are made anew (partition)"


def _quiet(after: Body, differences: Sequence[Difference]) -> Iterator[str]:
    """What follows of a change in place, or does not."""
    if after.get("kind") in ("ConfigMap", "Secret") and any(each.field.startswith(_CONTENT) for each in differences):
        yield "Pods that run see it only in mounted files, and that later; nothing restarts"
