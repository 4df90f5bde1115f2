"""Targets: what a write is aimed at, and which part of a body counts there.

A write of an object leaves its status alone, and a write of the status leaves the rest alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from translator.model.record import dataclass
from translator.sandbox import statuses
from translator.sandbox.resources import Resource
from translator.sandbox.store import Key

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """The object after a write: whether it is new, and what the client is warned of."""

    value: Object
    created: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """An object or a part of it. `name` is empty where the body has it, `namespace` where the resource knows none."""

    resource: Resource
    namespace: str
    name: str = ""
    subresource: str = ""

    @property
    def key(self) -> Key:
        """Where the object is in the store."""
        return Key(self.resource.group, self.resource.name, self.namespace, self.name)

    def named(self, name: str) -> "Target":
        """The same with a name."""
        return replace(self, name=name)

    def presented(self, value: Object) -> dict[str, Any]:
        """A stored object as one of the version of the resource: a new one, the parts shared."""
        return {**value, "apiVersion": self.resource.api_version}

    def addressed(self, body: dict[str, Any]) -> dict[str, Any]:
        """A body with what the path says of it. Refused where it says something else."""
        resource = self.resource
        said = (body.get("apiVersion") or resource.api_version, body.get("kind") or resource.kind)
        if said[0] != resource.api_version:
            wrong = f"Specified patch version: {said[0]}, expected: {resource.api_version}"
            raise statuses.bad(f"Incorrect version specified in apply patch. {wrong}")
        if said[1] != resource.kind:
            raise statuses.bad(f"the object provided is unrecognized (must be of type {resource.kind}): kind {said[1]}")
        metadata = body.get("metadata") or {}
        if not isinstance(metadata, Mapping):
            raise statuses.bad("metadata must be a mapping")
        if self.name and metadata.get("name") not in (None, "", self.name):
            raise statuses.bad(f"the name of the object ({metadata['name']}) does not match the name on the URL ({self.name})")
        if resource.namespaced and metadata.get("namespace") not in (None, "", self.namespace):
            raise statuses.bad("the namespace of the provided object does not match the namespace sent on the request")
        metadata = {name: each for name, each in metadata.items() if name != "namespace"}
        if self.name:
            metadata["name"] = self.name
        if resource.namespaced:
            metadata["namespace"] = self.namespace
        return {**body, "apiVersion": resource.api_version, "kind": resource.kind, "metadata": metadata}

    def same(self, body: Object, live: Object) -> None:
        """Raises Refused where a body speaks of another state of the object, or of another object of its name."""
        said, known = body["metadata"], live["metadata"]
        if said.get("uid") not in (None, "", known["uid"]):
            why = f"Precondition failed: UID in precondition: {said['uid']}, UID in object meta: {known['uid']}"
            raise statuses.conflict(self.resource, self.name, why)
        if said.get("resourceVersion") not in (None, "", "0", known["resourceVersion"]):
            raise statuses.modified(self.resource, self.name)

    def without_status(self, value: Object) -> dict[str, Any]:
        """An object less its status, for a resource that has it as a part of its own."""
        kept = dict(value)
        if self.resource.has("status"):
            kept.pop("status", None)
        return kept

    def own_part(self, body: Object) -> dict[str, Any]:
        """The part of an applied body that counts."""
        if self.subresource == "status":
            names = {name: body["metadata"][name] for name in ("name", "namespace") if name in body["metadata"]}
            return {"apiVersion": body["apiVersion"], "kind": body["kind"], "metadata": names, "status": body.get("status")}
        return self.without_status(body)

    def laid_over(self, body: Object, live: Object) -> dict[str, Any]:
        """What a replacing body makes of the object."""
        if self.subresource == "status":
            return _with(live, "status", body.get("status"))
        if self.subresource == "finalize":
            return _with(live, "spec", body.get("spec"))
        kept = dict(body)
        return _with(kept, "status", live.get("status")) if self.resource.has("status") else kept


def _with(value: Object, field: str, part: Any) -> dict[str, Any]:
    changed = {name: each for name, each in value.items() if name != field}
    return changed if part is None else {**changed, field: part}
