"""Sets of fields, as `managedFields` keeps them (fieldsV1).

A field is a path of steps, each a string in the form of fieldsV1: `f:name` a field, `k:{"name":"web"}` an item of a list map by
its keys, `v:"x"` an item of a set by its value. A set of fields is a frozenset of such paths, so that union, difference and
intersection are Python's own. In fieldsV1 a field that is a member itself and has members below it says so by a `.` entry.
Rule and form: structured-merge-diff, fieldpath/serialize.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]
FieldSet = frozenset[Path]

EMPTY: FieldSet = frozenset()


def decode(fields: Mapping[str, Any]) -> FieldSet:
    """The set of a fieldsV1 tree."""
    return frozenset(_decode(fields, ()))


def _decode(fields: Mapping[str, Any], path: Path) -> Iterator[Path]:
    for step, below in fields.items():
        if step == ".":
            yield path
        elif below:
            yield from _decode(below, (*path, step))
        else:
            yield (*path, step)


def encode(fields: FieldSet) -> dict[str, Any]:
    """The fieldsV1 tree of a set, its keys sorted."""
    tree: dict[str, Any] = {}
    for path in fields:
        below = tree
        for step in path:
            below = below.setdefault(step, {})
        below[""] = {}  # a member: below a step no other step is empty
    return _sorted(tree)


def _sorted(tree: Mapping[str, Any]) -> dict[str, Any]:
    """A tree in the order of its keys: `.` where it is a member that has members below it."""
    found: dict[str, Any] = {".": {}} if "" in tree and len(tree) > 1 else {}
    for step in sorted((step for step in tree if step), key=_order):
        found[step] = _sorted(tree[step])
    return found


def _order(step: str) -> tuple[int, str]:
    return "fkv".index(step[0]), step[2:]


def order(path: Path) -> tuple[tuple[int, str], ...]:
    """The key by which paths are sorted: fields before keyed items before set items, each by its text."""
    return tuple(_order(step) for step in path)


def below(fields: FieldSet) -> Mapping[str, FieldSet]:
    """What lies below each first step of the paths, the step itself as the empty path."""
    split: dict[str, set[Path]] = {}
    for path in fields:
        split.setdefault(path[0], set()).add(path[1:])
    return {step: frozenset(rest) for step, rest in split.items()}


def text(path: Path) -> str:
    """A path as the API server writes it in messages: `.spec.containers[name="web"].image`."""
    return "".join(_text(step) for step in path)


def _text(step: str) -> str:
    if step.startswith("f:"):
        return "." + step[2:]
    if step.startswith("k:"):
        keys = json.loads(step[2:])
        return "[" + ",".join(f"{key}={json.dumps(value)}" for key, value in sorted(keys.items())) + "]"
    return f"[{step[2:]}]" if step.startswith("i:") else f"[={step[2:]}]"
