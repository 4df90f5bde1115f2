"""Lists: the keys by which the API server tells the items of a list apart, kind by kind and version by version.

Containers are told apart by name, Service ports by port and protocol, and so on: two items with the same keys are refused, and
an item with known keys is merged with the one that is there. The facts come with the schemas (`translator.kube.schemas`).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from translator.kube import schemas
from translator.kube.shapes import UNTYPED, Shape, shape


@cache
def shape_of(kind: schemas.Kind, version: str) -> Shape:
    """How a kind of a version is merged: its lists with their keys, its maps; untyped for a kind that the version lacks."""
    name = schemas.kinds(version).get(kind)
    if name is None:
        return UNTYPED
    types = _types(version)
    return shape({"$ref": f"#/$defs/{name}"}, types, types.shapes)


class _Types(dict[str, Mapping[str, Any]]):
    """The definitions of a version, each parsed when it is first asked for."""

    def __init__(self, version: str) -> None:
        super().__init__()
        self.shapes: dict[str, Shape] = {}
        self._texts = schemas.definitions(version)

    def __missing__(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads(self._texts[name])
        self[name] = found
        return found


@cache
def _types(version: str) -> _Types:
    return _Types(version)
