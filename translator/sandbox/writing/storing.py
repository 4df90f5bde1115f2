"""Storing: the last steps of every write, from an object that was read to the one that is kept.

What belongs to the server is carried over, a new object gets what a new object gets, the rules judge it, and it is stored
unless it is a dry run or nothing has changed: then the revision stays, whatever the times in the managed fields are.
"""

from collections.abc import Mapping
from typing import Any

from translator.kube import immutable
from translator.kube.fault import Fault
from translator.kube.merge import managed
from translator.kube.merge.managed import Managed
from translator.sandbox import statuses
from translator.sandbox.cluster import CRD, Cluster
from translator.sandbox.writing import admission, initial
from translator.sandbox.writing.reading import Body
from translator.sandbox.writing.target import Target

Object = Mapping[str, Any]

_KEPT = (
    "uid",
    "creationTimestamp",
    "generation",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "resourceVersion",
    "selfLink",
)


def store(cluster: Cluster, target: Target, read: Body, before: Object | None, known: Managed, *, dry_run: bool) -> Object:
    """Judges and stores an object.

    Args:
        read: the object, without managed fields; it is changed.
        before: the stored one, None where it is new.
        known: who owns what from now on.
    """
    found = [fault for fault in read.faults if not initial.generated(read.value, fault)]
    if before is None:
        admission.at_home(read.value, target.resource, cluster)
        found = found or _new(cluster, target, read.value)
    else:
        sound = not found
        found += _changed(cluster, target, read.value, before, sound=sound)
        # A Service that breaks the rules has not been given its addresses, so there is nothing to compare.
        if target.subresource not in ("status", "finalize") and (sound or target.resource.kind != "Service"):
            found += immutable.faults(before, read.value)
    if found:
        raise statuses.invalid(target.resource, target.name, found)
    if before is None:
        admission.within_quota(read.value, target.resource, cluster)
    value = _with_managed(read.value, known)
    if before is not None and _same(value, before):
        return target.presented(before)
    if dry_run:
        return target.presented(_numbered(value, before))
    if before is not None and _gone(value):
        return remove(cluster, target, value)
    entry = cluster.store.put(target.key, value)
    _noted(cluster, target, value, before)
    return target.presented(entry.value)


def _new(cluster: Cluster, target: Target, value: dict[str, Any]) -> list[Fault]:
    metadata, resource = value["metadata"], target.resource
    for name in _KEPT:
        metadata.pop(name, None)
    metadata["uid"] = cluster.uid()
    metadata["creationTimestamp"] = cluster.now()
    if initial.counts_generations(resource, custom=cluster.is_custom(resource)):
        metadata["generation"] = 1
    first = initial.status(resource, cluster)
    if first is not None:
        value["status"] = dict(first)
    return initial.complete(value, resource, cluster)


def _changed(cluster: Cluster, target: Target, value: dict[str, Any], before: Object, *, sound: bool) -> list[Fault]:
    metadata, old = value["metadata"], before["metadata"]
    for name in _KEPT:
        if name in old:
            metadata[name] = old[name]
        else:
            metadata.pop(name, None)
    faults = initial.update(value, before, target.resource, cluster) if sound else []
    if "generation" in old and target.subresource != "status" and _counts(value, before):
        metadata["generation"] = old["generation"] + 1
    return faults


def _counts(value: Object, before: Object) -> bool:
    """Whether a change makes a new generation: the spec, or what a kind has in its place; for Deployments annotations too."""
    if value["kind"] == "Deployment" and value["metadata"].get("annotations", {}) != before["metadata"].get("annotations", {}):
        return True
    skipped = ("metadata", "status", "kind", "apiVersion")
    parts = ({name: each for name, each in body.items() if name not in skipped} for body in (value, before))
    return next(parts) != next(parts)


def _with_managed(value: dict[str, Any], known: Managed) -> dict[str, Any]:
    entries = managed.encode(known)
    if entries:
        value["metadata"]["managedFields"] = entries
    return value


def _same(value: Object, before: Object) -> bool:
    """Whether two forms of an object are one but for the times of their managed fields."""
    names = ("apiVersion", "metadata")
    if any(value.get(name) != before.get(name) for name in value.keys() | before.keys() if name not in names):
        return False
    new, old = managed.without(value)["metadata"], managed.without(before)["metadata"]
    return new == old and _timeless(value) == _timeless(before)


def _timeless(value: Object) -> list[dict[str, Any]]:
    entries = value["metadata"].get("managedFields", ())
    return [{name: each for name, each in entry.items() if name != "time"} for entry in entries]


def _numbered(value: dict[str, Any], before: Object | None) -> dict[str, Any]:
    if before is not None:
        value["metadata"]["resourceVersion"] = before["metadata"]["resourceVersion"]
    return value


def _gone(value: Object) -> bool:
    """Whether an object that is being deleted has nothing left that holds it."""
    metadata = value["metadata"]
    if not metadata.get("deletionTimestamp") or metadata.get("finalizers"):
        return False
    held = value["kind"] == "Namespace" and value.get("spec", {}).get("finalizers")
    return not held and not metadata.get("deletionGracePeriodSeconds")


def remove(cluster: Cluster, target: Target, last: Object) -> Object:
    """Removes an object from the store; watchers see it in the form that it had at last."""
    entry = cluster.store.remove(target.key, dict(last) | {"metadata": dict(last["metadata"])})
    if target.resource.name == "services" and not target.resource.group:
        cluster.addresses.free(entry.value)
    if (target.resource.group, target.resource.name) == CRD:
        spec = entry.value["spec"]
        for each in cluster.store.table(spec["group"], spec["names"]["plural"]):
            cluster.store.remove(each.key, {**each.value, "metadata": dict(each.value["metadata"])})
        cluster.withdraw(target.name)
    return target.presented(entry.value)


def _noted(cluster: Cluster, target: Target, value: Object, before: Object | None) -> None:
    """Tells the cluster what it must know of: addresses that are taken, kinds that are defined."""
    if target.resource.name == "services" and not target.resource.group:
        if before is not None:
            cluster.addresses.free(before)
        cluster.addresses.take(value)
    if (target.resource.group, target.resource.name) == CRD:
        cluster.define(value)
