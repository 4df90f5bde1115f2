"""Nodes to the plain data of a Kubernetes object, and back from each of its fields to the line.

Values become what kubectl makes of them (sigs.k8s.io/yaml on go-yaml v2): YAML 1.1 with `yes`, `on` and `y` for true, octal
numbers, but no base-60 numbers and no dates, which stay text. A run may hold ten thousand objects, so that a place is kept
as one number for each field and becomes a `Source` when somebody asks for it.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from translator.model.manifest import escape
from translator.model.node import BOOL, FLOAT, INT, NULL, STR, Node, Scalar, Sequence
from translator.model.node import Mapping as Tree
from translator.model.origin import Origin, Source
from translator.parse.tags import plain_tag

_BITS = 32
_MASK = (1 << _BITS) - 1
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_TRUE = frozenset(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"))
_SHORT = frozenset(("y", "Y", "n", "N"))
_INFINITE = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}


class Places(Mapping[str, Origin]):
    """The origin of each field by its JSON pointer: mappings and lists have one too, at their key.

    `base` leads from the root of the document to the object, for the items of a List.
    """

    __slots__ = ("_base", "_file", "_spots")

    def __init__(self, file: str, spots: Mapping[str, int], base: str = "") -> None:
        self._file = file
        self._spots = spots
        self._base = base

    def __getitem__(self, pointer: str) -> Source:
        spot = self._spots[pointer]
        return Source(self._file, spot >> _BITS, spot & _MASK, _path(self._base + pointer))

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)


@lru_cache(maxsize=1 << 14)
def _path(pointer: str) -> tuple[str, ...]:
    """The steps of a pointer, which many objects of a kind share."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def body(node: Tree, file: str, base: str = "") -> tuple[dict[str, Any], Places]:
    """The data of an object and the places of its fields.

    Args:
        base: the JSON pointer of the object in its document.
    """
    spots = {"": _spot(node.origin)}
    data: dict[str, Any] = _mapping(node, "", spots)
    return data, Places(file, spots, base)


def value(scalar: Scalar) -> Any:
    """What kubectl reads for a scalar."""
    text, tag = scalar.text, scalar.tag
    if tag == STR:
        if scalar.plain and text:
            if text in _SHORT:
                return text in _TRUE
            if _FLOAT.fullmatch(text) and plain_tag(text) == STR:  # a tag may say that a number is text
                return float(text)
            if text.startswith("0o"):
                return _whole(text)
        return text
    if tag == NULL:
        return None
    if tag == BOOL:
        return text in _TRUE
    if tag == INT:
        return _whole(text)
    if tag == FLOAT:
        return _decimal(text)
    return text


def _whole(text: str) -> int | str:
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    octal = len(digits) > 1 and digits.startswith("0") and digits.isdigit()
    try:
        return sign * int(digits, 8 if octal else 0)
    except ValueError:  # 08 and 09, or more digits than a number may have
        return text


def _decimal(text: str) -> float | str:
    known = _INFINITE.get(text.lower())
    try:
        return known if known is not None else float(text.replace("_", ""))
    except ValueError:
        return text


def _plain(node: Node, pointer: str, spots: dict[str, int]) -> Any:
    if isinstance(node, Scalar):
        return value(node)
    return _mapping(node, pointer, spots) if isinstance(node, Tree) else _sequence(node, pointer, spots)


def _mapping(node: Tree, pointer: str, spots: dict[str, int]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, child in node.entries.items():
        # Objects of a kind have the same fields: one text for each pointer serves them all.
        below = sys.intern(f"{pointer}/{escape(key)}")
        filled = isinstance(child, Scalar) and child.tag != NULL
        spots[below] = _spot(child.origin if filled else node.keys[key].origin)
        data[sys.intern(key)] = _plain(child, below, spots)
    return data


def _sequence(node: Sequence, pointer: str, spots: dict[str, int]) -> list[Any]:
    data: list[Any] = []
    for index, child in enumerate(node.items):
        below = sys.intern(f"{pointer}/{index}")
        spots[below] = _spot(child.origin)
        data.append(_plain(child, below, spots))
    return data


def _spot(origin: Origin) -> int:
    return origin.line << _BITS | origin.column if isinstance(origin, Source) else 1 << _BITS | 1
