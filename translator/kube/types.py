"""Types: the published types of a version as a graph, to walk an object by them and to read it as the API server does.

Reading ("decoding") drops what is null, makes a null item of a list the empty value of its type, and cuts an integer to the
bits of its field, as the decoder of the API server does. Everything that depends on the type of a value (rules, defaults) is
found by its `key`: the last word of the type's name, in snake case.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from translator.kube import schemas

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHARED = re.compile(r"io\.k8s\.(?:apimachinery\..+|api\.(?:apps|autoscaling|batch|core|discovery|networking|policy|rbac|scheduling|storage))\.")
_BITS = {"int32": 32, "int64": 64}

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "deployment_spec": ("workload_spec",),
    "daemon_set_spec": ("workload_spec",),
    "replica_set_spec": ("workload_spec",),
    "stateful_set_spec": ("workload_spec",),
    "ephemeral_container": ("container",),
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


class Items(Form):
    """A list."""

    def __init__(self, item: Form) -> None:
        self.item = item

    @property
    def empty(self) -> Any:  # type: ignore[override]
        return []

    def decoded(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        read, item = self.item.decoded, self.item
        return [item.empty if each is None else read(each) for each in value]


class Entries(Form):
    """A mapping with free keys."""

    def __init__(self, item: Form) -> None:
        self.item = item

    @property
    def empty(self) -> Any:  # type: ignore[override]
        return {}

    def decoded(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        read = self.item.decoded
        return {key: read(each) for key, each in value.items() if each is not None}


class Type(Form):
    """A type with named fields. `edges` are the fields below which other such types lie, each with how often it occurs."""

    def __init__(self, name: str, graph: "Graph") -> None:
        self.name = name
        self._graph = graph

    @property
    def empty(self) -> Any:  # type: ignore[override]
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
        return {field: self._graph.form(schema) for field, schema in self._graph.schema(self.name).get("properties", {}).items()}

    @cached_property
    def edges(self) -> tuple[tuple[str, "type[Form]", "Type"], ...]:
        """Fields that hold other types: the field, whether it holds one (Type), a list (Items) or a mapping (Entries) of them."""
        return tuple(_edges(self.fields))

    def decoded(self, value: Any) -> Any:
        fields = self.fields
        if not isinstance(value, Mapping):
            return value
        read = {}
        for key, each in value.items():
            if each is not None:
                form = fields.get(key)
                read[key] = each if form is None else form.decoded(each)
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
def graph(version: str) -> Graph:
    """The types of a supported minor version such as "1.35"."""
    return Graph(version)


def of_kind(kind: schemas.Kind, version: str) -> Type | None:
    """The type of a kind; None for one that the version does not have."""
    name = schemas.kinds(version).get(kind)
    found = None if name is None else graph(version).of(name)
    return found if isinstance(found, Type) else None


def object_meta(version: str) -> Type:
    """The type of `metadata`, which also objects of kinds that the cluster defines have."""
    found = graph(version).of(schemas.OBJECT_META)
    assert isinstance(found, Type), "ObjectMeta has fields"
    return found
