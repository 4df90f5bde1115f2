"""Types: the published types of a version as a graph, to walk an object by them and to read it as the API server does.

Reading ("decoding") drops a field that is null, makes a null item of a list or a mapping the empty value of its type, and
cuts an integer to the bits of its field, as the decoder of the API server does. Everything that depends on the type of a
value (rules, defaults) is found by its `key`: the last word of the type's name, in snake case.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from translator.kube import schemas

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GROUPS = "apps|autoscaling|batch|core|discovery|networking|policy|rbac|scheduling|storage"
_SHARED = re.compile(rf"io\.k8s\.(?:apimachinery\..+|api\.(?:{_GROUPS}))\.")
_BITS = {"int32": 32, "int64": 64}

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "deployment_spec": ("workload_spec",),
    "daemon_set_spec": ("workload_spec",),
    "replica_set_spec": ("workload_spec",),
    "stateful_set_spec": ("workload_spec",),
    "ephemeral_container": ("container",),
    "app_armor_profile": ("seccomp_profile",),
    "cluster_role_binding": ("role_binding",),
}
"""Types of which others' rules hold too: the key of the type, and what else it counts as."""


class Form:
    """The form of a value: `decoded` gives what the API server reads, `empty` what it reads for a null item of a list."""

    empty: Any = ""

    def decoded(self, value: Any) -> Any:
        """What is read for `value`, which is not null; a copy where it is a mapping or a list."""
        return value


class Integer(Form):
    """A whole number of so many bits; more than fit are cut off, as the API server does."""

    empty: Any = 0

    def __init__(self, bits: int) -> None:
        self._half = 1 << (bits - 1)

    def decoded(self, value: Any) -> Any:
        half = self._half
        if not isinstance(value, int) or -half <= value < half:
            return int(value) if isinstance(value, float) and value.is_integer() else value
        return (value + half) % (2 * half) - half


class Amount(Form):
    """A quantity."""

    empty: Any = "0"


class Items(Form):
    """A list."""

    def __init__(self, item: Form) -> None:
        self.item = item

    @property
    def empty(self) -> Any:
        return []

    def decoded(self, value: Any) -> Any:
        if value.__class__ is not list:
            return value
        read, item = self.item.decoded, self.item
        return [item.empty if each is None else read(each) for each in value]


class Entries(Form):
    """A mapping with free keys."""

    def __init__(self, item: Form) -> None:
        self.item = item

    @property
    def empty(self) -> Any:
        return {}

    def decoded(self, value: Any) -> Any:
        if value.__class__ is not dict:
            return value
        read, item = self.item.decoded, self.item
        if item.__class__ is Form:
            return {key: "" if each is None else each for key, each in value.items()} if None in value.values() else dict(value)
        return {key: item.empty if each is None else read(each) for key, each in value.items()}


class Type(Form):
    """A type with named fields. `edges` are the fields below which other such types lie, each with how often it occurs."""

    def __init__(self, name: str, graph: "Graph") -> None:
        self.name = name
        self._graph = graph

    @property
    def empty(self) -> Any:
        return {}

    @cached_property
    def key(self) -> str:
        """The last word of the name in snake case, after that of the API group where the type belongs to a remote one."""
        words = _WORDS.sub("_", self.name.rpartition(".")[2]).lower()
        return words if _SHARED.match(self.name) else f"{self.name.split('.')[-3]}_{words}"

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The key, and those of the families that the type belongs to."""
        return (self.key, *FAMILIES.get(self.key, ()))

    @cached_property
    def fields(self) -> Mapping[str, Form]:
        """The fields with their forms; empty for a type that takes anything."""
        properties: Mapping[str, Any] = self._graph.schema(self.name).get("properties", {})
        return {field: self._graph.form(schema) for field, schema in properties.items()}

    @cached_property
    def edges(self) -> tuple[tuple[str, "type[Form]", "Type"], ...]:
        """Fields that hold other types: the field, and whether it holds one (Type), a list (Items) or a mapping (Entries)."""
        return tuple(_edges(self.fields))

    def decoded(self, value: Any) -> Any:
        fields = self.fields
        if value.__class__ is not dict:
            return value
        read = {}
        for key, each in value.items():
            if each is not None:
                form = fields.get(key)
                read[key] = each if form is None or form.__class__ is Form else form.decoded(each)
        return read


def _edges(fields: Mapping[str, Form]) -> Iterator[tuple[str, type[Form], Type]]:
    for field, form in fields.items():
        inner = form.item if isinstance(form, Items | Entries) else form
        if isinstance(inner, Type) and inner.fields:
            yield field, type(form), inner


class Graph:
    """The types of a version, each made when it is first asked for."""

    def __init__(self, version: str) -> None:
        self._texts = schemas.definitions(version)
        self._types: dict[str, Form] = {}

    def schema(self, name: str) -> Mapping[str, Any]:
        """The JSON schema of a type. KeyError for one that the version does not know."""
        found: Mapping[str, Any] = json.loads(self._texts[name])
        return found

    def of(self, name: str) -> Form:
        """The form of a type."""
        if name not in self._types:
            schema = self.schema(name)
            self._types[name] = Type(name, self) if "properties" in schema else self.form(schema)
            if name == schemas.QUANTITY:
                self._types[name] = Amount()
        return self._types[name]

    def form(self, schema: Mapping[str, Any]) -> Form:
        """The form that a schema describes."""
        reference = schema.get("$ref") or next((each.get("$ref") for each in schema.get("allOf", ())), None)
        if reference:
            return self.of(reference.rpartition("/")[2])
        kinds = schema.get("type", ())
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        if "array" in kinds:
            return Items(self.form(schema.get("items", {})))
        if "object" in kinds and isinstance(schema.get("additionalProperties"), Mapping):
            return Entries(self.form(schema["additionalProperties"]))
        if "integer" in kinds and "string" not in kinds:
            return Integer(_BITS[schema.get("format", "int64")])
        return _SCALAR


_SCALAR = Form()


@cache
def of_version(version: str) -> Graph:
    """The types of a supported minor version such as "1.35"."""
    return Graph(version)


def of_kind(kind: schemas.Kind, version: str) -> Type | None:
    """The type of a kind; None for one that the version does not have."""
    name = schemas.kinds(version).get(kind)
    found = None if name is None else of_version(version).of(name)
    return found if isinstance(found, Type) else None


def object_meta(version: str) -> Type:
    """The type of `metadata`, which also objects of kinds that the cluster defines have."""
    found = of_version(version).of(schemas.OBJECT_META)
    assert isinstance(found, Type), "ObjectMeta has fields"
    return found
