"""Scale: the number of replicas as a subresource, in a form that is the same for all kinds (autoscaling/v1)."""

from collections.abc import Mapping
from typing import Any

from translator.sandbox import statuses
from translator.sandbox.resources import Resource

Object = Mapping[str, Any]
_API, _KIND = "autoscaling/v1", "Scale"
_FIELDS = ("name", "namespace", "uid", "resourceVersion", "creationTimestamp")


def shown(value: Object) -> dict[str, Any]:
    """The scale of an object."""
    metadata = {name: value["metadata"][name] for name in _FIELDS if name in value["metadata"]}
    replicas = value["spec"].get("replicas", 1)
    status = {"replicas": value.get("status", {}).get("replicas", 0), "selector": _selector(value)}
    return {"kind": _KIND, "apiVersion": _API, "metadata": metadata, "spec": {"replicas": replicas}, "status": status}


def _selector(value: Object) -> str:
    selector = value["spec"].get("selector") or {}
    labels = selector.get("matchLabels", selector if value["kind"] == "ReplicationController" else {})
    return ",".join(f"{key}={each}" for key, each in sorted(labels.items()))


def laid_on(value: Object, scale: Any, resource: Resource) -> dict[str, Any]:
    """An object with the replicas of a scale. Refused where they are no number from 0."""
    replicas = (scale.get("spec") or {}).get("replicas", 0) if isinstance(scale, Mapping) else None
    if not isinstance(replicas, int) or isinstance(replicas, bool) or replicas < 0:
        raise statuses.bad(f"spec.replicas: Invalid value: {replicas!r} for {resource.qualified}: must be a number from 0")
    metadata = dict(value["metadata"])
    said = (scale.get("metadata") or {}).get("resourceVersion")
    if said:
        metadata["resourceVersion"] = said
    return {**value, "metadata": metadata, "spec": {**value["spec"], "replicas": replicas}}
