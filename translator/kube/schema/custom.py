"""Custom kinds: validators out of CustomResourceDefinitions, and what an object breaks.

A structural schema is JSON Schema with some words of its own. The API server drops fields that it does not list, and refuses
them in strict validation; `x-kubernetes-preserve-unknown-fields` lets them pass. Null counts as absent. Rules in CEL
(`x-kubernetes-validations`) are counted and not run. Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/
custom-resource-definitions.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from translator.kube.schemas import Kind
from translator.model.manifest import Manifest, pointer
from translator.model.record import dataclass

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

DEFINITION = "CustomResourceDefinition"
_GROUP = "apiextensions.k8s.io/"
_COPIED = (
    "enum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minItems",
    "minLength",
    "minProperties",
    "multipleOf",
    "pattern",
    "required",
    "uniqueItems",
)
_OBJECT: Mapping[str, Any] = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}}
_EXPRESSIONS = "x-kubernetes-validations"
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Custom:
    """A kind of a definition. `validator` is None for a version that has no schema, or one that cannot be used; `served` are
    the API versions that the definition serves; `expressions` counts its rules in CEL."""

    validator: "Draft202012Validator | None"
    served: tuple[str, ...]
    expressions: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """A keyword of the schema that an object breaks: where, which, and what the schema asks for."""

    pointer: str
    keyword: str
    expected: tuple[str, ...] = ()


class Defined(NamedTuple):
    """A kind that a definition adds, in every version of its group."""

    group: str
    kind: str
    namespaced: bool


def is_definition(manifest: Manifest) -> bool:
    """Whether an object defines a kind."""
    return manifest.kind == DEFINITION and manifest.api_version.startswith(_GROUP)


def defined(manifests: Iterable[Manifest]) -> tuple[Defined, ...]:
    """What the definitions among the manifests add."""
    specs = [_map(manifest.body.get("spec")) for manifest in manifests if is_definition(manifest)]
    return tuple(
        Defined(str(spec.get("group", "")), str(_map(spec.get("names")).get("kind", "")), spec.get("scope") == "Namespaced")
        for spec in specs
    )


def kinds(definitions: Iterable[Manifest]) -> dict[Kind, Custom]:
    """The kinds of some definitions. What is wrong with a definition itself is not told here."""
    return {kind: custom for manifest in definitions for kind, custom in _kinds(_map(manifest.body.get("spec")))}


def breaks(custom: Custom, body: Mapping[str, Any]) -> list[Break]:
    """What an object breaks, sorted by pointer."""
    if custom.validator is None:
        return []
    try:
        found = [each for error in custom.validator.iter_errors(body) for each in _read(error)]
    except ValueError:  # what JSON does not know is told by the check of the metadata
        return []
    return sorted(dict.fromkeys(found), key=lambda each: (each.pointer, each.keyword, each.expected))


def _kinds(spec: Mapping[str, Any]) -> Iterator[tuple[Kind, Custom]]:
    group, name = spec.get("group"), _map(spec.get("names")).get("kind")
    shared = _map(_map(spec.get("validation")).get("openAPIV3Schema"))
    versions = [row for row in spec.get("versions") or () if isinstance(row, dict)] or [{"name": spec.get("version")}]
    served = tuple(f"{group}/{row.get('name')}" for row in versions if row.get("served", True))
    for row in versions:
        schema = _map(_map(row.get("schema")).get("openAPIV3Schema")) or shared
        yield (f"{group}/{row.get('name')}", str(name)), Custom(_validator(schema), served, _expressions(schema, 0))


def _expressions(schema: Any, depth: int) -> int:
    """The rules in CEL of a schema, those of its parts included."""
    parts = list(schema.values()) if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    if depth > 3 * _DEEPEST:
        return 0
    own = schema.get(_EXPRESSIONS) if isinstance(schema, dict) else None
    return (len(own) if isinstance(own, list) else 0) + sum(_expressions(part, depth + 1) for part in parts)


def _validator(schema: Mapping[str, Any]) -> "Draft202012Validator | None":
    from jsonschema_rs import Draft202012Validator

    if not schema:
        return None
    try:
        return Draft202012Validator(_converted(schema, _OBJECT, 0), validate_formats=False)
    except ValueError:  # a pattern of Go that is none elsewhere, or a schema that is none
        return None


def _converted(schema: Any, always: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """The JSON schema of a structural one. `always` are fields that the place has whatever the schema lists."""
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return {}
    found: dict[str, Any] = {key: schema[key] for key in _COPIED if key in schema}
    kind = schema.get("type")
    if schema.get("x-kubernetes-int-or-string"):
        found["type"] = ["integer", "string", "null"]
    elif isinstance(kind, str):
        found["type"] = [kind, "null"]
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if bound in schema:
            found[exclusive if schema.get(exclusive) is True else bound] = schema[bound]
    if "items" in schema:
        found["items"] = _converted(schema["items"], {}, depth + 1)
    _convert_fields(schema, always or (_OBJECT if schema.get("x-kubernetes-embedded-resource") else {}), depth, found)
    for key in ("allOf", "anyOf", "oneOf"):
        if isinstance(schema.get(key), list):
            found[key] = [_condition(each, depth + 1) for each in schema[key]]
    if "not" in schema:
        found["not"] = _condition(schema["not"], depth + 1)
    return found


def _convert_fields(schema: Mapping[str, Any], always: Mapping[str, Any], depth: int, found: dict[str, Any]) -> None:
    fields = _map(schema.get("properties"))
    others = schema.get("additionalProperties")
    if fields or always:
        found["properties"] = {**{name: _converted(each, {}, depth + 1) for name, each in fields.items()}, **always}
    if isinstance(others, dict):
        found["additionalProperties"] = _converted(others, {}, depth + 1)
    elif (fields or always) and others is None and not schema.get("x-kubernetes-preserve-unknown-fields"):
        found["additionalProperties"] = False


def _condition(schema: Any, depth: int) -> dict[str, Any]:
    """A part below allOf, anyOf, oneOf or not, which restricts values and lists no fields."""
    found = _converted(schema, {}, depth)
    return _open(found)


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in schema.items() if not (key == "additionalProperties" and value is False)}
    if "properties" in kept:
        kept["properties"] = {name: _open(each) for name, each in kept["properties"].items()}
    return kept


def _read(error: "ValidationError") -> Iterator[Break]:
    from jsonschema_rs import ValidationErrorKind as Kinds

    path = error.instance_path
    match error.kind:
        case Kinds.AdditionalProperties(unexpected):
            for name in unexpected:
                yield Break(pointer(*path, name), "unknown")
        case Kinds.Required(name):
            yield Break(pointer(*path, name), "required")
        case Kinds.Type(types):
            yield Break(pointer(*path), "type", tuple(sorted(set(types) - {"null"})))
        case Kinds.Enum(options):
            yield Break(pointer(*path), "enum", tuple(str(each) for each in options if each is not None))
        case Kinds.Minimum(limit) | Kinds.ExclusiveMinimum(limit) | Kinds.Maximum(limit) | Kinds.ExclusiveMaximum(limit):
            yield Break(pointer(*path), str(error.schema_path[-1]), (str(limit),))
        case _:
            yield Break(pointer(*path), str(error.schema_path[-1]))


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
