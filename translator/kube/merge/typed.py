"""Values with their shape: which fields a value has, how two values merge, what differs, and a value without some fields.

The rules of structured-merge-diff (typed/merge, compare, remove, tofieldset), over plain JSON data. A list map or a set is
told apart by its keys or values; its order after a merge is the one that both sides agree on as far as they can.
"""

import json
from collections.abc import Mapping
from typing import Any

from translator.kube.merge.fieldset import FieldSet, Path, below
from translator.kube.shapes import UNTYPED, Form, Shape
from translator.model.record import dataclass

_quoted = json.encoder.encode_basestring_ascii  # the quick half of json.dumps

ABSENT: Any = object()
"""No value at all, unlike null."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The fields that differ between two values."""

    added: FieldSet
    modified: FieldSet
    removed: FieldSet

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.modified or self.removed)


def step_of(item: Any, shape: Shape) -> str:
    """The path step of an item of a list map or a set."""
    if shape.form is Form.SET:
        return "v:" + json.dumps(item, separators=(",", ":"), sort_keys=True)
    if len(shape.keys) == 1:  # by far the most frequent
        (name,) = shape.keys
        value = item.get(name)
        if isinstance(value, str):
            return f'k:{{"{name}":{_quoted(value)}}}'
    keys = {key: item.get(key, default) for key, default in shape.keys.items()}
    present = {key: value for key, value in keys.items() if value is not None}
    return "k:" + json.dumps(present, separators=(",", ":"), sort_keys=True)


def _form(shape: Shape, value: Any) -> Form:
    """The form of a value: its shape's, or, for an untyped one, what it looks like."""
    if shape.form is not Form.UNTYPED:
        return shape.form
    if isinstance(value, Mapping):
        return Form.MAP
    return Form.ATOMIC if isinstance(value, list) else Form.SCALAR


def _child(shape: Shape, name: str) -> Shape:
    return UNTYPED if shape.form is Form.UNTYPED else shape.field(name)


def field_set(value: Any, shape: Shape, path: Path = ()) -> FieldSet:
    """The fields that a value names, the ones an applier of it owns."""
    found: set[Path] = set()
    _fields(value, shape, path, found)
    return frozenset(found)


def _fields(value: Any, shape: Shape, path: Path, found: set[Path]) -> None:
    form = _form(shape, value)
    if form in (Form.SCALAR, Form.ATOMIC):
        found.add(path)
    elif form in (Form.LIST_MAP, Form.SET):
        for item in value or ():
            here = (*path, step_of(item, shape))
            found.add(here)
            if form is Form.LIST_MAP:
                _fields(item, shape.item, here, found)
    else:
        for name, below_it in (value or {}).items():
            here = (*path, "f:" + name)
            _fields(below_it, _child(shape, name), here, found)
            if below_it is None or below_it == {} or not shape.names(name):
                found.add(here)


def merge(left: Any, right: Any, shape: Shape) -> Any:
    """`left` with `right` laid over it; ABSENT on either side leaves the other."""
    if left == right:  # the greater part of most objects, and compared much faster than walked
        return right
    form = _form(shape, left if right is ABSENT else right)
    if form in (Form.SCALAR, Form.ATOMIC) or _form(shape, right if left is ABSENT else left) is not form or not (left or right):
        return left if right is ABSENT else right
    if form in (Form.LIST_MAP, Form.SET):
        return _merge_lists(_items(left, shape), _items(right, shape), shape)
    merged: dict[str, Any] = {}
    over = {} if right is ABSENT or right is None else right
    under = {} if left is ABSENT or left is None else left
    for name in (*under, *(name for name in over if name not in under)):
        merged[name] = merge(under.get(name, ABSENT), over.get(name, ABSENT), _child(shape, name))
    return merged


def _items(value: Any, shape: Shape) -> dict[str, Any]:
    return {} if value is ABSENT or value is None else {step_of(item, shape): item for item in value}


def _merge_lists(left: Mapping[str, Any], right: Mapping[str, Any], shape: Shape) -> list[Any]:
    """Both lists in one order: items of both keep the right's order, items of the left alone stay where they were."""
    shared = [step for step in right if step in left]
    merged: list[Any] = []
    done: set[str] = set()
    lefts, rights = list(left), list(right)
    i = j = 0

    def take(step: str) -> None:
        below_left, below_right = left.get(step, ABSENT), right.get(step, ABSENT)
        merged.append(merge(below_left, below_right, shape.item))
        done.add(step)
        if shared and shared[0] == step:
            shared.pop(0)

    while i < len(lefts) or j < len(rights):
        if i < len(lefts) and j < len(rights):
            if lefts[i] == rights[j]:
                take(lefts[i])
                i, j = i + 1, j + 1
                continue
            if lefts[i] in right and shared and shared[0] != lefts[i]:
                i += 1  # its turn comes when the right side names it
                continue
        if i < len(lefts):
            if lefts[i] not in right:
                take(lefts[i])
                i += 1
                continue
            if lefts[i] in done:
                i += 1
        if j < len(rights):
            take(rights[j])
            j += 1
    return merged


def compare(left: Any, right: Any, shape: Shape) -> Comparison:
    """What changes from `left` to `right`."""
    added: set[Path] = set()
    modified: set[Path] = set()
    removed: set[Path] = set()
    _compare(left, right, shape, (), (added, modified, removed))
    return Comparison(frozenset(added), frozenset(modified), frozenset(removed))


def _compare(left: Any, right: Any, shape: Shape, path: Path, found: tuple[set[Path], set[Path], set[Path]]) -> None:
    if left == right:
        return
    added, modified, removed = found
    form = _form(shape, left if right is ABSENT else right)
    other = _form(shape, right if left is ABSENT else left)
    empty = left in (ABSENT, None, {}, []) and right in (ABSENT, None, {}, [])
    if form in (Form.SCALAR, Form.ATOMIC) or other is not form or empty:
        if left is ABSENT:
            added.add(path)
        elif right is ABSENT:
            removed.add(path)
        else:
            modified.add(path)
        return
    pairs: tuple[dict[str, Any], ...]
    if form in (Form.LIST_MAP, Form.SET):
        pairs = (_items(left, shape), _items(right, shape))
        below_shape = {step: shape.item for pair in pairs for step in pair}
    else:
        pairs = tuple({"f:" + name: v for name, v in ({} if s in (ABSENT, None) else s).items()} for s in (left, right))
        below_shape = {step: _child(shape, step[2:]) for pair in pairs for step in pair}
    for step, inner in below_shape.items():
        _compare(pairs[0].get(step, ABSENT), pairs[1].get(step, ABSENT), inner, (*path, step), found)
    if path and left is ABSENT:
        added.add(path)
    elif path and right is ABSENT:
        removed.add(path)


def without(value: Any, fields: FieldSet, shape: Shape) -> Any:
    """`value` less the fields of a set; a list or map of which nothing is left is ABSENT."""
    form = _form(shape, value)
    if form in (Form.SCALAR, Form.ATOMIC) or not value or not fields:
        return value
    split = below(fields)
    if form in (Form.LIST_MAP, Form.SET):
        items = [
            kept
            for item in value
            if (kept := _without(item, split.get(step_of(item, shape), frozenset()), shape.item)) is not ABSENT
        ]
        return items or ABSENT
    fields_left = {
        name: kept
        for name, inner in value.items()
        if (kept := _without(inner, split.get("f:" + name, frozenset()), _child(shape, name))) is not ABSENT
    }
    return fields_left or ABSENT


def _without(value: Any, fields: FieldSet, shape: Shape) -> Any:
    return ABSENT if () in fields else without(value, fields, shape)


def with_named(fields: FieldSet, shape: Shape) -> FieldSet:
    """The set with the named fields above its members: `spec` too, where only `spec.replicas` is a member."""
    found = set(fields)
    for path in fields:
        inner = shape
        for length, step in enumerate(path, start=1):
            if step.startswith("f:"):
                if inner.names(step[2:]):
                    found.add(path[:length])
                inner = _child(inner, step[2:])
            else:
                inner = inner.item
    return frozenset(found)
