"""Checks nodes against a JSON Schema, and tells what broke it by place, keyword and words of our own.

One pass of jsonschema-rs over plain data says yes or no; the detail is asked for only where it says no. Our schemas are written
for this: unions of types instead of `oneOf`, so that every error has one place, and an annotation `expects` that says in words
what a value should be. The validator's English is never read.
"""

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from enum import Enum
from functools import cache
from typing import Any

from translator import assets
from translator.model.node import BOOL, FLOAT, INT, NULL, STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Origin, Path
from translator.model.record import dataclass

Document = MappingOf[str, Any]

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


_EMPTY = "\0"
"""Stands for the empty key, which the validator's paths leave out."""


class Fault(Enum):
    """What can be wrong with a value."""

    UNKNOWN_KEY = "unknown key"
    BAD_NAME = "bad name"
    WRONG_TYPE = "wrong type"
    BAD_VALUE = "bad value"
    MISSING_KEY = "missing key"


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault. `path` leads to the value (to the key, for a key that must not be there); `missing` is the key that lacks.

    `expected` is a phrase for a message; `known` are the keys that the mapping could have.
    """

    fault: Fault
    path: Path
    expected: str = ""
    missing: str = ""
    known: tuple[str, ...] = ()


class Schema:
    """A schema, compiled when it is first used. `document` is its data, with the keys of `x-platform` among the properties."""

    def __init__(self, document: Document) -> None:
        self.document = _with_platform(document)
        self._validator: Any = None
        self._parts: dict[int, Schema] = {}  # by the identity of the part, which lives as long as the document

    def accepts(self, data: object) -> bool:
        """Whether the plain data keeps the schema."""
        return bool(self._compiled().is_valid(data))

    def violations(self, data: object) -> Iterator[Violation]:
        """Every fault of the plain data."""
        for error in self._compiled().iter_errors(data):
            *pointer, keyword = error.schema_path
            name = error.kind.name  # "propertyNames" for whatever keyword a name breaks
            keyword = name if name == "propertyNames" else keyword
            path = _path(data, error)
            yield from _violations(path, keyword, self._part(pointer), error.kind.as_dict())

    def below(self, path: Path) -> "Schema | None":
        """The schema of the values at a path of keys and indexes; None where the schema knows no such value."""
        part: Any = self.document
        for step in path:
            part = _step(self._resolved(part), step)
            if part is None:
                return None
        part = self._resolved(part)
        if id(part) not in self._parts:
            self._parts[id(part)] = Schema({**part, "$defs": self.document.get("$defs", {})})
        return self._parts[id(part)]

    def _compiled(self) -> Any:
        if self._validator is None:
            import jsonschema_rs  # not at the top: a file without a Compose tree needs none of it

            self._validator = jsonschema_rs.Draft202012Validator(self.document)
        return self._validator

    def _part(self, pointer: SequenceOf[str | int]) -> Document:
        part: Any = self.document
        for step in pointer:
            part = part[step]
        return part if isinstance(part, dict) else {}

    def _resolved(self, part: Any) -> Any:
        while isinstance(part, dict) and "$ref" in part:
            part = self.document["$defs"][part["$ref"].rpartition("/")[2]]
        return part


@cache
def schema(name: str) -> Schema:
    """The schema in the file `name` below `schemas/`, such as "compose/v3.json"."""
    return Schema(json.loads((assets.schemas() / name).read_text("utf-8")))


def plain(node: Node, *, numbers: bool = True) -> Any:
    """The node as the data that JSON has. Only types and bounds matter, so that a number keeps its kind and its sign.

    Args:
        numbers: whether unquoted numbers and booleans are such; else they are texts, so that a pattern sees what is written.
    """
    if isinstance(node, Scalar):
        return _value(node, numbers)
    if isinstance(node, Mapping):
        return {
            name or _EMPTY: _value(value, numbers) if type(value) is Scalar else plain(value, numbers=numbers)
            for name, value in node.entries.items()
        }
    return [_value(item, numbers) if type(item) is Scalar else plain(item, numbers=numbers) for item in node.items]


def at(root: Node, path: Path) -> tuple[Node, Origin]:
    """The node at a path, and the origin to point at: its key's where it is null, which has no text of its own."""
    node, origin = root, root.origin
    for step in path:
        if isinstance(node, Mapping):
            key, node = node.keys[str(step)], node.entries[str(step)]
            origin = key.origin if isinstance(node, Scalar) and node.is_null else node.origin
        elif not isinstance(node, Scalar):
            node = node.items[int(step)]
            origin = node.origin
    return node, origin


def kind(node: Node) -> str:
    """What a value is, in the words of `expects`; never the value itself."""
    if isinstance(node, Scalar):
        return {INT: "a number", FLOAT: "a number", BOOL: "true or false", NULL: "nothing"}.get(node.tag, "a text")
    return "a mapping" if isinstance(node, Mapping) else "a list"


def key_at(root: Node, path: Path) -> Origin:
    """The origin of the last key of a path."""
    parent, origin = at(root, path[:-1])
    return parent.keys[str(path[-1])].origin if isinstance(parent, Mapping) else origin


def without(root: Mapping, paths: SequenceOf[Path]) -> Mapping:
    """The tree without the values at the paths; what does not change is kept as it is."""
    tree: dict[str | int, Any] = {}
    for path in paths:
        branch = tree
        for step in path[:-1]:
            branch = branch.setdefault(step, {})
            if branch is _CUT:
                break
        else:
            branch[path[-1]] = _CUT
    pruned = _pruned(root, tree)
    assert isinstance(pruned, Mapping)
    return pruned


_CUT: dict[str | int, Any] = {}


def _pruned(node: Node, tree: MappingOf[str | int, Any]) -> Node:
    if isinstance(node, Mapping):
        kept = [name for name in node.entries if tree.get(name) is not _CUT]
        entries = {name: _pruned(node.entries[name], tree[name]) if name in tree else node.entries[name] for name in kept}
        return Mapping(entries, {name: node.keys[name] for name in kept}, node.origin, node.tag)
    if isinstance(node, Scalar):
        return node
    kept_items = (
        _pruned(item, tree[index]) if index in tree else item
        for index, item in enumerate(node.items)
        if tree.get(index) is not _CUT
    )
    return Sequence(tuple(kept_items), node.origin, node.tag)


def _value(node: Scalar, numbers: bool) -> Any:
    tag = node.tag
    if tag == STR or (not numbers and tag != NULL):
        return node.text
    if tag == INT:
        return _integer(node.text)
    if tag == FLOAT:
        return -0.5 if node.text.startswith("-") else 0.5
    if tag == BOOL:
        return True
    return None if tag == NULL else node.text


def _integer(text: str) -> int:
    """The value of a decimal; for another notation (0x1f, 0o17) one of the same sign: the bounds of our schemas are signs."""
    try:
        value = int(text)
    except ValueError:
        return -1 if text.startswith("-") else 1
    return max(-(1 << 62), min(value, 1 << 62))


def _with_platform(document: Any) -> Any:
    """The document with the properties of each `x-platform` annotation among the properties beside it."""
    if isinstance(document, dict):
        result = {key: _with_platform(value) for key, value in document.items() if key != "x-platform"}
        if "x-platform" in document:
            result["properties"] = {**_with_platform(document["x-platform"]), **result.get("properties", {})}
        return result
    return [_with_platform(item) for item in document] if isinstance(document, list) else document


def _step(part: Any, step: str | int) -> Any:
    if not isinstance(part, dict):
        return None
    if isinstance(step, int):
        return part.get("items")
    if step in part.get("properties", {}):
        return part["properties"][step]
    names = [value for pattern, value in part.get("patternProperties", {}).items() if pattern != "^x-"]
    return names[0] if names else part.get("additionalProperties") or None


def _path(data: Any, error: Any) -> Path:
    meant = list(_paths(data, error.instance_path))
    if len(meant) > 1:
        meant.sort(key=lambda found: found[1] != error.instance)
    return tuple(_name(step) if isinstance(step, str) else step for step in meant[0][0])


def _paths(data: Any, written: SequenceOf[str | int]) -> Iterator[tuple[Path, Any]]:
    """What a path of the validator can mean, with the values there: it gives a key of digits, such as "01", as a number."""
    if not written:
        yield (), data
        return
    step, rest = written[0], written[1:]
    if isinstance(data, dict):
        names: list[str | int] = [key for key in data if key == step or (_DIGITS.fullmatch(key) and int(key) == step)]
    else:
        names = [step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else []
    for name in names:
        for below, value in _paths(data[name], rest):
            yield (name, *below), value


_DIGITS = re.compile(r"\+?[0-9]+")


def _name(key: str) -> str:
    return "" if key == _EMPTY else key


def _violations(path: Path, keyword: str | int, part: Document, detail: MappingOf[str, Any]) -> Iterator[Violation]:
    expected = _expected(part)
    if keyword == "additionalProperties":
        known = tuple(part.get("properties", ()))
        fault = Fault.UNKNOWN_KEY if known else Fault.BAD_NAME
        for name in detail["unexpected"]:
            yield Violation(fault, (*path, _name(name)), expected, known=known)
    elif keyword == "propertyNames":
        yield Violation(Fault.BAD_NAME, (*path, _name(detail["error"].instance)), expected)
    elif keyword == "required":
        yield Violation(Fault.MISSING_KEY, path, expected, missing=detail["property"])
    elif keyword == "type":
        yield Violation(Fault.WRONG_TYPE, path, expected)
    else:
        yield Violation(Fault.BAD_VALUE, path, expected)


def _expected(part: Document) -> str:
    if "expects" in part:
        return str(part["expects"])
    if "enum" in part:
        return "one of " + ", ".join(map(str, part["enum"]))
    types = part.get("type", "object")
    return " or ".join(_TYPES[name] for name in ([types] if isinstance(types, str) else types))
