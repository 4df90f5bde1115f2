"""Pairing: what tells the items of a list apart, so that those of two lists can be put side by side.

In a keyed list it is the keys of the schema (`translator.kube.shapes`), in a set the value. In a list that the API server
replaces whole it is the name that items may have (claim templates), which it knows nothing of.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from translator.kube.shapes import UNTYPED, Form, Shape


def item(shape: Shape) -> Shape:
    """The shape of an item of a list."""
    return shape.item if shape.inner in (Form.LIST_MAP, Form.SET) else UNTYPED


def field(shape: Shape, name: str) -> Shape:
    """The shape of a field, or of a value of a map."""
    return shape.field(name) if shape.inner in (Form.STRUCT, Form.MAP) else UNTYPED


def labels(items: Sequence[Any], shape: Shape) -> dict[str, int] | None:
    """The index of each item by its label, as a person would say it: `web`, `80/TCP`; None where nothing tells them apart."""
    found = [_label(each, shape) for each in items]
    if None in found or len(set(found)) < len(found):
        return None
    return {str(label): index for index, label in enumerate(found)}


def _label(each: Any, shape: Shape) -> str | None:
    if shape.form is Form.SET:
        return str(each)
    if not isinstance(each, Mapping):
        return None
    if shape.form is Form.LIST_MAP:
        values = [each.get(key, default) for key, default in shape.keys.items()]
        return "/".join(str(value) for value in values if value is not None)
    metadata = each.get("metadata")
    name = metadata.get("name") if isinstance(metadata, Mapping) else each.get("name")
    return name if isinstance(name, str) else None
