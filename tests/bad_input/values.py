"""Bad values for every key of every version's schema, at every path that the schema has."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from translator import assets

VERSIONS = {"v1": None, "v2": "2.4", "v3": "3.8", "specification": None}
SECTIONS = ("services", "volumes", "networks", "configs", "secrets", "models")

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a schema: the keys that lead to it ("*" is a name that people choose, 0 an item of a list)."""

    version: str
    path: tuple[str | int, ...]


BAD: dict[str, Any] = {
    "a text": "\u00e4 \"b\" 'c'",
    "an empty text": "",
    "a number": 7,
    "a negative number": -1,
    "a fraction": 0.5,
    "an enormous number": 10**400,
    "infinity": float("inf"),
    "a boolean": True,
    "null": None,
    "an empty list": [],
    "a list": ["x", 7, None, {"a": "b"}, []],
    "an empty mapping": {},
    "a mapping": {"a": {"b": ["c"]}, "": None},
    "an enormous text": "x" * 100_000,
    "an enormous list": [str(number) for number in range(500)],
    "an enormous mapping": {f"k{number}": number for number in range(500)},
    "a list of nulls": [None, None],
    "odd characters": "a\nb\tc\u0007\u2028\U0001f600 %s {0} {{ x }}",
    "separators": "::::////====,,,,----",
}
"""What is put there. Whether it is wrong depends on the key: then it must be said, else it must be mapped."""


@cache
def _document(version: str) -> Schema:
    found = json.loads((assets.schemas() / "compose" / f"{version}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def places(version: str) -> Iterator[Place]:
    """Every place of a version's schema, each definition once below each key that has it."""
    document = _document(version)
    for path in dict.fromkeys(_paths(document, document, ())):
        if path[1:2] == ("*",):  # what stands at the top is in `attacks`
            yield Place(version, path)


def _paths(part: Schema, document: Schema, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    while "$ref" in part:
        part = document["$defs"][part["$ref"].rpartition("/")[2]]
    if path:
        yield path
    for key, below in {**part.get("properties", {}), **part.get("x-platform", {})}.items():
        yield from _paths(below, document, (*path, key))
    for pattern, below in part.get("patternProperties", {}).items():
        if pattern != "^x-":
            yield from _paths(below, document, (*path, "*"))
    if isinstance(part.get("additionalProperties"), Mapping):
        yield from _paths(part["additionalProperties"], document, (*path, "*"))
    if isinstance(part.get("items"), Mapping):
        yield from _paths(part["items"], document, (*path, 0))


def stack(place: Place, values: Mapping[str, Any]) -> str:
    """A stack file, as JSON (which is YAML), with a service, volume ... of its own for each value at the place."""
    tree: dict[str, Any] = {"services": {}}
    if VERSIONS[place.version]:
        tree["version"] = VERSIONS[place.version]
    for number, value in enumerate(values.values()):
        name = f"web{number}"
        tree["services"].setdefault(name, {"image": "nginx"})
        _put(tree, tuple(name if step == "*" else step for step in place.path), value)
        if place.path[0] in _USES:
            tree["services"][name][place.path[0]] = [_USES[place.path[0]].format(name)]
    return json.dumps(tree["services"] if place.version == "v1" else tree, ensure_ascii=False).replace("Infinity", ".inf")


_USES: Mapping[str | int, str] = {"volumes": "{}:/data", "networks": "{}", "configs": "{}", "secrets": "{}"}
"""How a service uses what a section defines, so that it has a part in the output."""


def _put(tree: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    node: Any = tree
    for step, following in zip(path, (*path[1:], None), strict=True):
        below = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(node, list):
            node.append(below)
        elif following is None or not isinstance(node.get(step), type(below)):
            node[step] = below
        node = node[-1] if isinstance(node, list) else node[step]
