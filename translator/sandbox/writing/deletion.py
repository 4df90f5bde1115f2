"""Deletion: at once, after a grace period, or once nothing holds the object any more.

The policy decides what becomes of the dependents (Background: they follow; Foreground: they go first; Orphan: they stay). The
garbage collector (`controllers`) does the rest; here finalizers are set and what nothing holds is removed. Rules:
k8s.io/apiserver `pkg/registry/generic/registry/store.go`, `rest/delete.go`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from translator.kube.fault import Reason
from translator.model.record import dataclass
from translator.sandbox import statuses
from translator.sandbox.cluster import Cluster
from translator.sandbox.writing.storing import remove
from translator.sandbox.writing.target import Target

Object = Mapping[str, Any]

_POLICIES = ("Background", "Foreground", "Orphan")
_FINALIZERS = {"Foreground": "foregroundDeletion", "Orphan": "orphan"}
_ORPHANED_BY_DEFAULT = frozenset({("batch", "Job"), ("", "ReplicationController")})
_GRACE = 30


@dataclass(frozen=True, slots=True)
class Deletion:
    """How to delete. None where the client leaves it to the server."""

    policy: str | None = None
    grace: int | None = None
    uid: str | None = None
    revision: str | None = None
    dry_run: bool = False


def options(body: Any, query: Mapping[str, str]) -> Deletion:
    """The options of a request: those of its body, or else those of its query, never both. Refused where they are wrong."""
    said: Mapping[str, Any] = body if isinstance(body, Mapping) and body else query
    policy = said.get("propagationPolicy")
    if said.get("orphanDependents") is not None:
        policy = "Orphan" if said["orphanDependents"] in (True, "true") else "Background"
    if policy is not None and policy not in _POLICIES:
        listed = ", ".join(f'"{each}"' for each in _POLICIES)
        message = f'Unsupported value: "{policy}": supported values: {listed}'
        raise statuses.invalid_options("DeleteOptions", "propagationPolicy", Reason.NOT_SUPPORTED, message)
    grace = said.get("gracePeriodSeconds")
    preconditions = said.get("preconditions") or {}
    if not isinstance(preconditions, Mapping):
        preconditions = {}
    dry_run = said.get("dryRun") in ("All", ["All"])
    if grace is not None and not str(grace).lstrip("-").isdecimal():
        raise statuses.bad(f'gracePeriodSeconds must be a whole number, not "{grace}"')
    seconds = None if grace is None else int(grace)
    return Deletion(policy, seconds, preconditions.get("uid"), preconditions.get("resourceVersion"), dry_run)


def delete(cluster: Cluster, target: Target, how: Deletion) -> tuple[Object, bool]:
    """Deletes an object: its last form, and whether it is gone."""
    with cluster.store.lock:
        entry = cluster.store.get(target.key)
        if entry is None:
            raise statuses.not_found(target.resource, target.name)
        live = entry.value
        _held_to(how, live, target)
        marked = _marked(live, how, cluster, target)
        if marked is None:
            return (target.presented(live), True) if how.dry_run else (remove(cluster, target, live), True)
        if marked == live or how.dry_run:
            return target.presented(marked), False
        return target.presented(cluster.store.put(target.key, marked).value), False


def _held_to(how: Deletion, live: Object, target: Target) -> None:
    metadata = live["metadata"]
    for field, wanted in (("uid", how.uid), ("resourceVersion", how.revision)):
        if wanted and wanted != metadata[field]:
            raise statuses.precondition(target.resource, target.name, field, wanted, metadata[field])


def _marked(live: Object, how: Deletion, cluster: Cluster, target: Target) -> dict[str, Any] | None:
    """The object as it waits for its end; None where nothing keeps it."""
    metadata = dict(live["metadata"])
    finalizers = _finalizers(metadata.get("finalizers", []), how, target)
    grace = _grace(live, how)
    held = bool(finalizers) or (target.resource.kind == "Namespace" and bool(live.get("spec", {}).get("finalizers")))
    if not held and grace == 0:
        return None
    metadata.pop("finalizers", None)
    if finalizers:
        metadata["finalizers"] = finalizers
    sooner = grace < metadata.get("deletionGracePeriodSeconds", grace + 1)
    if "deletionTimestamp" not in metadata or sooner:
        if "deletionTimestamp" not in metadata and "generation" in metadata:
            metadata["generation"] += 1
        when = datetime.fromtimestamp(cluster.clock() + grace, UTC)
        metadata["deletionTimestamp"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        metadata["deletionGracePeriodSeconds"] = grace
    marked = {**live, "metadata": metadata}
    if target.resource.kind == "Namespace":
        metadata.pop("deletionGracePeriodSeconds", None)
        marked["status"] = {**live.get("status", {}), "phase": "Terminating"}
    return marked


def _finalizers(present: list[str], how: Deletion, target: Target) -> list[str]:
    policy = how.policy
    if policy is None and not any(each in present for each in _FINALIZERS.values()):
        orphaned = (target.resource.group, target.resource.kind) in _ORPHANED_BY_DEFAULT
        policy = "Orphan" if orphaned else "Background"
    if policy is None:
        return present
    kept = [each for each in present if each not in _FINALIZERS.values()]
    return [*kept, _FINALIZERS[policy]] if policy in _FINALIZERS else kept


def _grace(live: Object, how: Deletion) -> int:
    """Only Pods that run somewhere are given time."""
    if live["kind"] != "Pod":
        return 0
    phase = live.get("status", {}).get("phase")
    if not live["spec"].get("nodeName") or phase in ("Succeeded", "Failed"):
        return 0
    if how.grace is not None:
        return max(how.grace, 0)
    return int(live["spec"].get("terminationGracePeriodSeconds", _GRACE))
