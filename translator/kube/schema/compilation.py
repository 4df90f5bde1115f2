"""Compilation: a validator for one kind of one version, out of the packed schemas.

A validator costs two milliseconds, so it is made when its kind first occurs and only from the types that the kind rests on.
Most kinds are the same in neighbouring versions; these share one validator.
"""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from translator.kube import schemas
from translator.kube.versions import NEWEST

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, KeywordValidator

KEYED = "x-kubernetes-list-map-keys"
_DIALECT = '"$schema":"https://json-schema.org/draft/2020-12/schema"'
_OBJECT = '"required":["apiVersion","kind","metadata"]'
_REVIEW = '"required":["apiVersion","kind"]'
"""A review is a question to the API server, which is answered and not kept: it needs no name."""


def validator(kind: schemas.Kind, version: str) -> "Draft202012Validator | None":
    """The validator of a kind; None for a kind that the version does not have."""
    name = schemas.kinds(version).get(kind)
    return None if name is None else _of_definition(name, version)


def valid(validator: "Draft202012Validator", body: Mapping[str, Any]) -> bool:
    """Whether a validator takes an object. What JSON does not know makes it invalid."""
    try:
        return validator.is_valid(body)
    except ValueError:  # jsonschema-rs met a value or a key that JSON does not know
        return False


@cache
def foreign(version: str) -> "Draft202012Validator":
    """The validator of a kind that Kubernetes does not know: only `metadata` has a known type."""
    return _compiled(
        f"{{{_DIALECT},{_definitions(schemas.OBJECT_META, version)},{_OBJECT},"
        f'"properties":{{"metadata":{_reference(schemas.OBJECT_META)}}}}}'
    )


@cache
def _of_definition(name: str, version: str) -> "Draft202012Validator":
    required = _REVIEW if name.endswith("Review") else _OBJECT
    return _compiled(f'{{{_DIALECT},{_definitions(name, version)},{required},"allOf":[{_reference(name)}]}}')


def _definitions(name: str, version: str) -> str:
    types = schemas.reachable((name,), version)
    return '"$defs":{' + ",".join(f'"{name}":{schema}' for name, schema in types.items()) + "}"


def _reference(name: str) -> str:
    return f'{{"$ref":"#/$defs/{name}"}}'


@cache
def _compiled(schema: str) -> "Draft202012Validator":
    from jsonschema_rs import Draft202012Validator

    # The text goes straight to the compiler: parsing it in Python first would double the cost.
    keywords = cast("dict[str, type[KeywordValidator]]", {KEYED: KeyedList})
    return Draft202012Validator(schema, keywords=keywords, validate_formats=True)


class RepeatedItemError(ValueError):
    """An item of a keyed list has the keys of an earlier one. The text is its position, the earlier position and the keys."""

    def __init__(self, later: int, earlier: int, keys: tuple[str, ...]) -> None:
        super().__init__(" ".join((str(later), str(earlier), *keys)))


class KeyedList:
    """The keyword `x-kubernetes-list-map-keys`: no two items of the list have the same values of these keys.

    The API server cannot merge such a list, and refuses it before it looks at the values.
    """

    def __init__(self, parent_schema: Mapping[str, Any], value: list[str], schema_path: list[str | int]) -> None:  # noqa: ARG002
        self._keys = tuple(value)
        self._item = str(parent_schema["items"].get("$ref", "")).rpartition("/")[2]

    def validate(self, instance: Any) -> None:
        """Raises RepeatedItemError for the first item that repeats the keys of another one."""
        if isinstance(instance, list) and len(instance) > 1:
            for repeated in self.iter_errors(instance):
                raise repeated

    def iter_errors(self, instance: Any) -> Iterator[RepeatedItemError]:
        """One RepeatedItemError for each such item."""
        if not isinstance(instance, list):
            return
        seen: dict[tuple[Any, ...], int] = {}
        for index, item in enumerate(instance):
            if isinstance(item, dict):
                values = tuple(item[key] if key in item else self._defaults.get(key) for key in self._keys)
                try:
                    earlier = seen.setdefault(values, index)
                except TypeError:  # a list or a mapping where a key should be: its own type is at fault
                    continue
                if earlier != index:
                    yield RepeatedItemError(index, earlier, self._keys)

    @cached_property
    def _defaults(self) -> Mapping[str, Any]:
        """What the API server takes for keys that are absent. They are the same in all versions."""
        fields = schemas.fields(self._item, NEWEST)
        return {key: fields.get(key, {}).get("default") for key in self._keys}
