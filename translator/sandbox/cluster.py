"""Cluster: what every request shares: the store, the clock, the resources that are served and their types.

Knows which resources there are now, custom ones included, and gives out what a cluster gives out: uids, addresses, node ports.
"""

import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from translator.kube.lists import shape_of
from translator.kube.shapes import Shape, shape
from translator.sandbox.addresses import Addresses
from translator.sandbox.resources import Resource, builtin, custom
from translator.sandbox.store import Key, Store

Clock = Callable[[], float]

CRD = ("apiextensions.k8s.io", "customresourcedefinitions")
_SUFFIX = "bcdfghjklmnpqrstvwxz2456789"
_NAMESPACES = ("default", "kube-node-lease", "kube-public", "kube-system")


@dataclass(slots=True)
class Cluster:
    """A cluster of a supported minor version of Kubernetes, such as "1.35"."""

    version: str
    store: Store
    clock: Clock = time.time
    addresses: Addresses = field(init=False)
    _custom: dict[str, tuple[tuple[Resource, Shape], ...]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], Resource] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.addresses = Addresses(each.value for each in self.store.table("", "services"))
        self._known = {(each.group, each.version, each.name): each for each in builtin(self.version)}
        for entry in self.store.table(*CRD):
            self.define(entry.value)

    def now(self) -> str:
        """The time as the API writes it, in whole seconds."""
        return datetime.fromtimestamp(self.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def uid(self) -> str:
        """A new identity."""
        return str(uuid.uuid4())

    def suffix(self, length: int = 5) -> str:
        """A random ending for a name, of letters and digits that make no words."""
        return "".join(random.choices(_SUFFIX, k=length))  # noqa: S311 - a name, not a secret

    def resources(self) -> tuple[Resource, ...]:
        """All resources that are served now, in the order of discovery."""
        return (*builtin(self.version), *(resource for name in sorted(self._custom) for resource, _ in self._custom[name]))

    def resource(self, group: str, version: str, name: str) -> Resource | None:
        """The resource of a path."""
        return self._known.get((group, version, name))

    def resource_of_kind(self, api_version: str, kind: str) -> Resource | None:
        """The resource whose objects have this `apiVersion` and `kind`."""
        return next((each for each in self.resources() if each.kind == kind and each.api_version == api_version), None)

    def shape(self, resource: Resource) -> Shape:
        """How the objects of a resource are merged."""
        for found, shaped in self._custom.get(f"{resource.name}.{resource.group}", ()):
            if found.version == resource.version:
                return shaped
        return shape_of((resource.api_version, resource.kind), self.version)

    def is_custom(self, resource: Resource) -> bool:
        """Whether a CustomResourceDefinition made the resource."""
        return f"{resource.name}.{resource.group}" in self._custom

    def define(self, definition: Mapping[str, Any]) -> None:
        """Serves what a CustomResourceDefinition defines, and no more what it defined before."""
        name = definition["metadata"]["name"]
        self.withdraw(name)
        schemas = {
            each["name"]: (each.get("schema") or {}).get("openAPIV3Schema") or {} for each in definition["spec"]["versions"]
        }
        meta = shape_of(("v1", "ConfigMap"), self.version).field("metadata")
        self._custom[name] = tuple((each, _shape(schemas[each.version], meta)) for each in custom(definition))
        self._known |= {(each.group, each.version, each.name): each for each, _ in self._custom[name]}

    def withdraw(self, name: str) -> None:
        """Serves a definition's resources no more."""
        for resource, _ in self._custom.pop(name, ()):
            self._known.pop((resource.group, resource.version, resource.name), None)

    def prepare(self) -> None:
        """Makes the namespaces that every cluster has."""
        for name in _NAMESPACES:
            key = Key("", "namespaces", "", name)
            if self.store.get(key) is None:
                self.store.put(key, self._namespace(name))

    def _namespace(self, name: str) -> dict[str, Any]:
        metadata = {
            "name": name,
            "uid": self.uid(),
            "creationTimestamp": self.now(),
            "labels": {"kubernetes.io/metadata.name": name},
        }
        status = {"phase": "Active"}
        return {
            "kind": "Namespace",
            "apiVersion": "v1",
            "metadata": metadata,
            "spec": {"finalizers": ["kubernetes"]},
            "status": status,
        }


def _shape(schema: Mapping[str, Any], metadata: Shape) -> Shape:
    """The shape of a custom kind: `apiVersion`, `kind` and `metadata` belong to every object."""
    text = {"type": "string"}
    properties = {**schema.get("properties", {}), "apiVersion": text, "kind": text}
    properties["metadata"] = {"$ref": "metadata"}
    return shape({**schema, "type": "object", "properties": properties}, {"metadata": {}}, {"metadata": metadata})


def opened(version: str, folder: Path | None, clock: Clock = time.time, *, remembered: int = 20_000) -> Cluster:
    """A cluster in memory, or the one that is kept in a folder."""
    cluster = Cluster(version, Store(folder, remembered=remembered), clock)
    cluster.prepare()
    return cluster
