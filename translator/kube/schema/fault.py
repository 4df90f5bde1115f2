"""Faults of an object: which of its fields its type refuses, and why.

Whether an object is valid is decided by jsonschema-rs in microseconds; only for an invalid one are the errors read, and of them
nothing but keywords, paths and limits: what is said to a person is not its business.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Any

from translator.kube import schemas
from translator.kube.schema import compilation, nearest
from translator.model.manifest import pointer
from translator.model.record import dataclass

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError


class Reason(Enum):
    """What kind of fault it is."""

    UNKNOWN_KIND = "unknown kind"
    FOREIGN_KIND = "foreign kind"
    UNKNOWN_FIELD = "unknown field"
    MISSING = "missing"
    TYPE = "type"
    FORMAT = "format"
    RANGE = "range"
    REPEATED = "repeated"
    NOT_JSON = "not JSON"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault.

    `pointer` is the JSON pointer of the field, also of one that is missing. `expected` depends on the reason: the JSON types
    for TYPE, the name of the format for FORMAT, the two bounds for RANGE, the earlier position and the names of the keys, if
    any, for REPEATED, the word key or value for NOT_JSON. `definition` is the type that lacks an UNKNOWN_FIELD or bounds a
    RANGE. `value` is what was read; it may be a secret.
    """

    pointer: str
    reason: Reason
    expected: tuple[str, ...] = ()
    definition: str = ""
    value: Any = field(default=None, compare=False, repr=False)


def faults(body: Mapping[str, Any], version: str) -> Iterator[Fault]:
    """The faults of an object against the schema of a version, sorted by pointer.

    Args:
        body: plain data, as read from JSON or YAML; anything in it that JSON does not know is a fault.
        version: a supported minor version such as "1.35".
    """
    missing = [key for key in ("apiVersion", "kind") if not isinstance(body.get(key), str)]
    for key in missing:
        reason = Reason.MISSING if body.get(key) is None else Reason.TYPE
        yield Fault(pointer(key), reason, ("string",) if reason is Reason.TYPE else (), value=body.get(key))
    if missing:
        return
    kind = (body["apiVersion"], body["kind"])
    validator = compilation.validator(kind, version)
    if validator is None:
        yield Fault(pointer("kind"), Reason.FOREIGN_KIND if nearest.is_foreign(kind) else Reason.UNKNOWN_KIND)
        validator = compilation.foreign(version)
    yield from _faults(validator, body)


def is_read(fault: Fault) -> bool:
    """Whether the API server reads the object all the same, and looks at the rest of it.

    It cuts off a number that does not fit; and a kind that the cluster defines is not known here, but may be there.
    """
    return fault.reason is Reason.FOREIGN_KIND or (fault.reason is Reason.RANGE and fault.definition != schemas.INT_OR_STRING)


def _faults(validator: "Draft202012Validator", body: Mapping[str, Any]) -> list[Fault]:
    try:
        found = [fault for error in validator.iter_errors(body) for fault in _read(error)]
    except ValueError:
        found = list(_not_json(body, ()))
        if not found:
            raise
    return sorted(dict.fromkeys(found), key=lambda fault: (fault.pointer, fault.reason.value, fault.expected))


def _read(error: "ValidationError") -> Iterator[Fault]:
    from jsonschema_rs import ValidationErrorKind as Kind

    path: list[str | int] = error.instance_path
    value: Any = error.instance
    match error.kind:
        case Kind.AdditionalProperties(unexpected):
            for name in unexpected:
                yield Fault(pointer(*path, name), Reason.UNKNOWN_FIELD, definition=_definition(error), value=value.get(name))
        case Kind.Required(name):
            yield Fault(pointer(*path, name), Reason.MISSING)
        case Kind.Type(types):
            yield Fault(pointer(*path), Reason.TYPE, tuple(sorted(set(types) - {"null"})), value=value)
        case Kind.Pattern():
            # Two formats have a pattern: quantities, which are a type of their own, and base64.
            form = "quantity" if _definition(error) == schemas.QUANTITY else "byte"
            yield Fault(pointer(*path), Reason.FORMAT, (form,), value=value)
        case Kind.Format(form):
            yield Fault(pointer(*path), Reason.FORMAT, (form,), value=value)
        case Kind.Minimum(limit) | Kind.Maximum(limit):
            assert isinstance(limit, int), "bounds are whole numbers"
            bits = 31 if abs(limit) <= 1 << 31 else 63
            bounds = (str(-(1 << bits)), str((1 << bits) - 1))
            yield Fault(pointer(*path), Reason.RANGE, bounds, _definition(error), value)
        case Kind.UniqueItems():
            for later, earlier in _repeated(value):
                yield Fault(pointer(*path, later), Reason.REPEATED, (str(earlier),), value=value[later])
        case Kind.Custom(_, repeated):
            position, *expected = repeated.split()
            yield Fault(pointer(*path, position), Reason.REPEATED, tuple(expected), value=value[int(position)])
        case other:
            raise AssertionError(f"the packed schemas have no keyword {other.name}")


def _definition(error: "ValidationError") -> str:
    """The name of the type that the keyword belongs to; empty for the object as a whole."""
    steps = error.schema_path
    last = max((index for index, step in enumerate(steps[:-1]) if step == "$defs"), default=None)
    return "" if last is None else str(steps[last + 1])


def _repeated(items: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The items of a set that occur before, each with the position where they first do."""
    for later, item in enumerate(items):
        earlier = items.index(item)
        if earlier < later:
            yield later, earlier


def _not_json(value: object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """What JSON cannot hold: keys that are not text, values that are no JSON type (a date, bytes), half of a character."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(key, str) and _encodable(key):
                yield from _not_json(item, (*path, key))
            else:
                yield Fault(pointer(*path), Reason.NOT_JSON, ("key",), value=key)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _not_json(item, (*path, index))
    elif not isinstance(value, bool | int | float | None) and not (isinstance(value, str) and _encodable(value)):
        yield Fault(pointer(*path), Reason.NOT_JSON, ("value",), value=value)


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
