"""Admission: whether an object may be created here and now.

A namespace must exist and not be going away (NamespaceLifecycle), and its quotas must leave room (ResourceQuota, for counts of
objects and for what Pods request).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import quantity
from translator.sandbox import statuses
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.store import Key

_NAMESPACES = Resource("", "v1", "namespaces", "Namespace", False)


def at_home(value: Mapping[str, Any], resource: Resource, cluster: Cluster) -> None:
    """Raises Refused for a new object whose namespace does not take it."""
    if not resource.namespaced:
        return
    namespace, name = value["metadata"]["namespace"], value["metadata"].get("name", "")
    home = cluster.store.get(Key("", "namespaces", "", namespace))
    if home is None:
        raise statuses.not_found(_NAMESPACES, namespace)
    if home.value["metadata"].get("deletionTimestamp"):
        why = f"unable to create new content in namespace {namespace} because it is being terminated"
        cause = {
            "reason": "NamespaceTerminating",
            "message": f"namespace {namespace} is being terminated",
            "field": "metadata.namespace",
        }
        raise statuses.forbidden(resource, name, why, [cause])


def within_quota(value: Mapping[str, Any], resource: Resource, cluster: Cluster) -> None:
    """Raises Refused for a new object that goes beyond a quota of its namespace."""
    if not resource.namespaced:
        return
    namespace, name = value["metadata"]["namespace"], value["metadata"].get("name", "")
    for quota in cluster.store.table("", "resourcequotas", namespace):
        why = _exceeded(quota.value, value, resource, cluster)
        if why:
            raise statuses.forbidden(resource, name, why)


def _exceeded(quota: Mapping[str, Any], value: Mapping[str, Any], resource: Resource, cluster: Cluster) -> str:
    """Why an object goes beyond a quota; empty where it does not."""
    hard: Mapping[str, str] = quota["spec"].get("hard", {})
    asked = {name: amount for name, amount in usage(value, resource) if name in hard}
    over = []
    used = used_of(quota, resource, cluster) if asked else {}
    for name, amount in sorted(asked.items()):
        limit = quantity.parse(str(hard[name])) or 0
        if used.get(name, 0) + amount > limit:
            over.append((name, amount, used.get(name, 0), hard[name]))
    if not over:
        return ""
    wanted = ",".join(f"{name}={_shown(name, amount)}" for name, amount, _, _ in over)
    taken = ",".join(f"{name}={_shown(name, amount)}" for name, _, amount, _ in over)
    limited = ",".join(f"{name}={limit}" for name, _, _, limit in over)
    return f"exceeded quota: {quota['metadata']['name']}, requested: {wanted}, used: {taken}, limited: {limited}"


def used_of(quota: Mapping[str, Any], resource: Resource, cluster: Cluster) -> dict[str, int]:
    """What the objects of a resource in the quota's namespace use, in thousand-millionths."""
    used: dict[str, int] = {}
    for entry in cluster.store.table(resource.group, resource.name, quota["metadata"]["namespace"]):
        if entry.value.get("status", {}).get("phase") not in ("Succeeded", "Failed"):
            for name, amount in usage(entry.value, resource):
                used[name] = used.get(name, 0) + amount
    return used


def usage(value: Mapping[str, Any], resource: Resource) -> Iterator[tuple[str, int]]:
    """What an object counts for in quotas, in thousand-millionths."""
    yield f"count/{resource.qualified}", quantity.NANO
    yield resource.name, quantity.NANO
    if resource.kind == "Pod":
        totals: dict[str, int] = {}
        for container in value["spec"].get("containers", ()):
            for part in ("requests", "limits"):
                for name, amount in container.get("resources", {}).get(part, {}).items():
                    key = f"{part}.{name}"
                    totals[key] = totals.get(key, 0) + (quantity.parse(str(amount)) or 0)
        yield from totals.items()
        yield from ((name.removeprefix("requests."), amount) for name, amount in totals.items() if name.startswith("requests."))
    elif resource.kind == "PersistentVolumeClaim":
        storage = value["spec"].get("resources", {}).get("requests", {}).get("storage", "0")
        yield "requests.storage", quantity.parse(str(storage)) or 0


def _shown(name: str, amount: int) -> str:
    return quantity.size(amount // quantity.NANO) if "memory" in name or "storage" in name else quantity.cpus(amount)
