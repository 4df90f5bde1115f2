"""How server-side apply sees a type: what it merges field by field, item by item, and what it replaces whole.

Read from the schema's `x-kubernetes-list-type`, `-list-map-keys` and `-map-type` (Kubernetes documentation, "Server-Side
Apply", Merge strategy). A list without a list type is atomic, a map without a map type is granular. A value without a type of
its own (an untyped object) is taken as it comes: maps granular, lists atomic.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cached_property
from typing import Any


class Form(Enum):
    """What a value is for the merge."""

    SCALAR = "scalar"
    STRUCT = "struct"  # named fields
    MAP = "map"  # free keys
    LIST_MAP = "list of items told apart by keys"
    SET = "list of distinct scalars"
    ATOMIC = "replaced whole"
    UNTYPED = "as it comes"


class Shape:
    """The shape of one type. `keys` are those of a list map, with the default that the schema gives each (None for none)."""

    def __init__(self, schema: Mapping[str, Any], definitions: Mapping[str, Mapping[str, Any]], known: dict[str, "Shape"]):
        self._schema = schema
        self._definitions = definitions
        self._known = known
        self._fields: dict[str, Shape | None] = {}
        self.form = _form(schema)

    @cached_property
    def inner(self) -> Form:
        """What the value is when it is looked into although it is replaced whole: for a list LIST_MAP."""
        if self.form is not Form.ATOMIC:
            return self.form
        if "array" in _kinds(self._schema):
            return Form.LIST_MAP
        if "properties" in self._schema:
            return Form.STRUCT
        return Form.MAP if "additionalProperties" in self._schema else Form.UNTYPED

    @cached_property
    def scalar(self) -> frozenset[str]:
        """What a scalar may be: `string`, `number`, `boolean`, or `any` of them."""
        kinds = {{"integer": "number"}.get(kind, kind) for kind in _kinds(self._schema)} - {"null"}
        return frozenset(kinds) if len(kinds) == 1 else frozenset({"any"})

    @property
    def format(self) -> str:
        """The format of a scalar beyond its type, such as `byte` or `quantity`; empty where there is none."""
        return str(self._schema.get("format", ""))

    @property
    def whole(self) -> bool:
        """Whether a number must be a whole one."""
        return "integer" in _kinds(self._schema)

    @cached_property
    def open(self) -> bool:
        """Whether a struct takes fields that it does not name."""
        extra = self._schema.get("additionalProperties", False)
        return extra is not False or bool(self._schema.get("x-kubernetes-preserve-unknown-fields"))

    @cached_property
    def required(self) -> frozenset[str]:
        """The fields that a struct always has."""
        return frozenset(self._schema.get("required", ()))

    @cached_property
    def item(self) -> "Shape":
        """The shape of an item of a list."""
        return self._shape(self._schema.get("items", {}))

    @cached_property
    def keys(self) -> Mapping[str, Any]:
        """The keys of a list map: name -> default."""
        fields = self.item._schema.get("properties", {})
        return {key: fields.get(key, {}).get("default") for key in self._schema["x-kubernetes-list-map-keys"]}

    def names(self, field: str) -> bool:
        """Whether `field` is a named field of a struct."""
        return self.form is Form.STRUCT and field in self._schema["properties"]

    def declares(self, field: str) -> bool:
        """Whether the type has a field of this name, also where it is replaced whole."""
        return field in self._schema.get("properties", ())

    def field(self, name: str) -> "Shape":
        """The shape of a field of a struct, or of a value of a map; untyped where the type does not know it."""
        found = self._fields.get(name)
        if found is None:
            properties = self._schema.get("properties", {})
            schema = properties.get(name, self._schema.get("additionalProperties", {}))
            found = self._fields[name] = self._shape(schema if isinstance(schema, Mapping) else {})
        return found

    def _shape(self, schema: Mapping[str, Any]) -> "Shape":
        return shape(schema, self._definitions, self._known)


def shape(
    schema: Mapping[str, Any], definitions: Mapping[str, Mapping[str, Any]], known: dict[str, Shape] | None = None
) -> Shape:
    """The shape of a JSON schema.

    Args:
        definitions: what its `$ref`s name, by the last step of the reference.
        known: shapes of definitions made before, shared and added to.
    """
    shared = {} if known is None else known
    name = _reference(schema)
    if name is None:
        return Shape(schema, definitions, shared)
    if name not in shared:
        shared[name] = Shape(definitions[name], definitions, shared)
    return shared[name]


def _reference(schema: Mapping[str, Any]) -> str | None:
    reference = schema.get("$ref")
    if reference is None and len(schema.get("allOf", ())) == 1:
        reference = schema["allOf"][0].get("$ref")
    return None if reference is None else str(reference).rsplit("/", 1)[-1]


def _kinds(schema: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = schema.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _form(schema: Mapping[str, Any]) -> Form:
    kinds = _kinds(schema)
    if "array" in kinds:
        return {"map": Form.LIST_MAP, "set": Form.SET}.get(schema.get("x-kubernetes-list-type", "atomic"), Form.ATOMIC)
    if schema.get("x-kubernetes-map-type") == "atomic":
        return Form.ATOMIC
    if "properties" in schema:
        return Form.STRUCT
    if "additionalProperties" in schema:
        return Form.MAP
    if "object" in kinds or not (kinds or "oneOf" in schema or "anyOf" in schema):
        return Form.UNTYPED
    return Form.SCALAR


UNTYPED = Shape({}, {}, {})
"""The shape of a value of which nothing is known."""
