"""Operations: create, update, patch and apply one object.

Each takes the stored object, makes the one that shall be, works out who owns what, lets the rules judge it, and stores it
unless the request is a dry run or changes nothing. A write holds the lock of the store from the first look to the last.
"""

from collections.abc import Callable, Mapping
from typing import Any

from translator.kube.merge import managed
from translator.kube.merge import owners as merging
from translator.kube.merge.managed import Managed
from translator.kube.merge.owners import Manager
from translator.kube.merge.typed import field_set
from translator.kube.normal import aligned
from translator.kube.shapes import Shape
from translator.sandbox import statuses
from translator.sandbox.cluster import Cluster
from translator.sandbox.writing import reading, wording
from translator.sandbox.writing.options import Options
from translator.sandbox.writing.storing import store
from translator.sandbox.writing.target import Target, Written

Object = Mapping[str, Any]


def create(cluster: Cluster, target: Target, body: dict[str, Any], options: Options) -> Written:
    """A plain create (POST). The name may be in the body alone, or be generated."""
    shape = cluster.shape(target.resource)
    kept, warnings = reading.lenient(target.addressed(body), shape, options.validation)
    metadata = kept["metadata"]
    if not metadata.get("name") and metadata.get("generateName"):
        metadata["name"] = metadata["generateName"] + cluster.suffix()
    target = target.named(str(metadata.get("name") or ""))
    with cluster.store.lock:
        if target.name and cluster.store.get(target.key):
            raise statuses.exists(target.resource, target.name)
        if metadata.get("resourceVersion"):
            raise statuses.bad("resourceVersion should not be set on objects to be created")
        read = reading.read(managed.without(target.without_status(kept)), shape, cluster.version)
        manager = _updater(options, target)
        result = merging.update(_empty(read.value), read.value, {}, manager, shape)
        known = managed.changed(Managed(), result.owners, manager, cluster.now())
        return Written(store(cluster, target, read, None, known, dry_run=options.dry_run), True, warnings)


_NESTED = frozenset({"metadata", "spec", "template", "strategy", "updateStrategy", "jobTemplate"})


def _empty(value: Any) -> Any:
    """The object that the API server compares a new one with: its fields that are there always, and empty."""
    return {name: _empty(each) for name, each in value.items() if name in _NESTED and isinstance(each, Mapping)}


def update(cluster: Cluster, target: Target, body: dict[str, Any], options: Options) -> Written:
    """A replacement (PUT)."""
    kept, warnings = reading.lenient(target.addressed(body), cluster.shape(target.resource), options.validation)
    with cluster.store.lock:
        return Written(_replace(cluster, target, kept, _stored(cluster, target), options), warnings=warnings)


def patch(cluster: Cluster, target: Target, change: Callable[[dict[str, Any]], Any], options: Options) -> Written:
    """A partial write: `change` makes the new object of the old one, which it leaves alone."""
    with cluster.store.lock:
        stored = _stored(cluster, target)
        changed = change(target.presented(stored))
        if not isinstance(changed, dict):
            raise statuses.bad("the patch does not leave an object")
        kept, warnings = reading.lenient(target.addressed(changed), cluster.shape(target.resource), options.validation)
        return Written(_replace(cluster, target, kept, stored, options), warnings=warnings)


def _stored(cluster: Cluster, target: Target) -> Object:
    entry = cluster.store.get(target.key)
    if entry is None:
        raise statuses.not_found(target.resource, target.name)
    return entry.value


def _replace(cluster: Cluster, target: Target, body: dict[str, Any], stored: Object, options: Options) -> Object:
    live = target.presented(stored)
    target.same(body, live)
    before = _said(body, live)
    shape, manager = cluster.shape(target.resource), _updater(options, target)
    read = reading.read(aligned(managed.without(target.laid_over(body, live)), live), shape, cluster.version)
    if not before.owners:  # an object that nobody tracks stays so until it is first applied
        return store(cluster, target, read, stored, before, dry_run=options.dry_run)
    result = merging.update(managed.without(live), read.value, before.owners, manager, shape)
    same = result.owners == before.owners
    known = before if same else managed.changed(before, result.owners, manager, cluster.now())
    return store(cluster, target, read, stored, known, dry_run=options.dry_run)


def _said(body: Object, live: Object) -> Managed:
    """Who owned what: what the update says of it, or else what was stored. An update may reset it, or move ownership."""
    if managed.resets(body):
        return Managed()
    try:
        said = managed.of(body)
    except (ValueError, KeyError, TypeError, AttributeError):
        said = Managed()
    return said if said.owners else managed.of(live)


def apply(cluster: Cluster, target: Target, body: dict[str, Any], options: Options) -> Written:
    """Server-side apply."""
    resource, shape = target.resource, cluster.shape(target.resource)
    body = target.addressed(body)
    if body["metadata"].get("managedFields"):
        raise statuses.bad("metadata.managedFields must be nil")
    reading.typed(body, shape)
    manager = Manager(options.manager, "Apply", resource.api_version, target.subresource)
    with cluster.store.lock:
        entry = cluster.store.get(target.key)
        if entry is None:
            return Written(_first(cluster, target, body, options, manager), True)
        live = target.presented(entry.value)
        target.same(body, live)
        known = entry.managed
        if not known.owners:
            known = _before_first_apply(live, shape, target, cluster)
        bare, wanted = managed.without(live), target.own_part(body)
        result = merging.apply(bare, wanted, known.owners, manager, shape, force=options.force)
        if result.conflicts and options.manager == "kubectl":
            result = _upgraded(result, bare, wanted, known, manager, shape)
        if result.conflicts:
            raise wording.refusal(result.conflicts, known.times)
        if result.same and result.owners == entry.managed.owners:
            return Written(live)
        reading.decodable(wanted, shape)
        after = managed.changed(known, result.owners, manager, cluster.now())
        read = reading.read(aligned(result.value, live), shape, cluster.version)
        return Written(store(cluster, target, read, entry.value, after, dry_run=options.dry_run))


def _first(cluster: Cluster, target: Target, body: dict[str, Any], options: Options, manager: Manager) -> Object:
    """Server-side apply of an object that is not there."""
    metadata, shape = body["metadata"], cluster.shape(target.resource)
    if target.subresource:
        raise statuses.not_found(target.resource, target.name)
    if metadata.get("uid"):
        raise statuses.conflict(
            target.resource,
            target.name,
            f"uid mismatch: the provided object specified uid {metadata['uid']}, and no existing object was found",
        )
    if metadata.get("resourceVersion"):
        raise statuses.not_found(target.resource, target.name)
    wanted = target.own_part(body)
    reading.decodable(wanted, shape)
    fields = field_set(wanted, shape) - merging.UNOWNED
    known = managed.changed(Managed(), {manager: fields} if fields else {}, manager, cluster.now())
    return store(cluster, target, reading.read(wanted, shape, cluster.version), None, known, dry_run=options.dry_run)


def _upgraded(
    result: merging.Outcome, live: Object, wanted: Object, known: Managed, manager: Manager, shape: Shape
) -> merging.Outcome:
    """kubectl's own way from client-side apply: a conflict over what its last-applied annotation says is none."""
    allowed = wording.of_last_applied(live, shape)
    left = tuple((owner, path) for owner, path in result.conflicts if path not in allowed)
    if left:
        return merging.Outcome(result.value, result.owners, left)
    return merging.apply(live, wanted, known.owners, manager, shape, force=True)


def _before_first_apply(live: Object, shape: Shape, target: Target, cluster: Cluster) -> Managed:
    """Everything belongs to nobody in particular before somebody applies."""
    manager = Manager(managed.BEFORE_FIRST_APPLY, "Update", target.resource.api_version)
    bare = target.without_status(managed.without(live))
    owners = merging.update(_empty(bare), bare, {}, manager, shape).owners
    return Managed(owners, {each: cluster.now() for each in owners})


def _updater(options: Options, target: Target) -> Manager:
    return Manager(options.manager, "Update", target.resource.api_version, target.subresource)
