"""Schemas: which kinds a version of Kubernetes has, and what their types look like.

The data is `schemas/kubernetes/`: a line for each form of a type with the versions that have it (see
`tests/generate/kubernetes_schemas.py`, which writes it). A run needs a dozen kinds of one version, so the lines are only split
here; the JSON of a type stays text until somebody needs its content. Kinds of Alibaba Cloud's own have a file each in
`schemas/ack/`, which holds for every version.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from translator import assets
from translator.kube.versions import SUPPORTED, minor

Kind = tuple[str, str]
"""`apiVersion` and `kind` of an object."""

QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"

_REFERENCE = re.compile(r'"\$ref":"#/\$defs/([^"]+)"')


@cache
def definitions(version: str) -> Mapping[str, str]:
    """The types of a version: the name of each, as in Kubernetes' OpenAPI, with its JSON schema as text.

    References have the form `#/$defs/NAME`.
    """
    number = minor(version)
    own = {name: schema for name, since, until, schema in _rows("definitions.tsv") if _holds(number, since, until)}
    added = (row for types in _ack().values() for row in types.items())
    return own | {name: json.dumps(schema, separators=(",", ":")) for name, schema in added}


@cache
def kinds(version: str) -> Mapping[Kind, str]:
    """The kinds that a version can store, each with the name of its definition."""
    number = minor(version)
    own = {(api, kind): name for api, kind, name, since, until in _rows("kinds.tsv") if _holds(number, since, until)}
    return own | {kind: next(iter(types)) for kind, types in _ack().items()}


@cache
def groups() -> frozenset[str]:
    """The API groups of Kubernetes itself, in any supported version; empty text for the group of `v1`."""
    return frozenset(row[0].rpartition("/")[0] for row in _rows("kinds.tsv"))


def versions_of(kind: Kind) -> tuple[str, ...]:
    """The supported versions that have a kind, oldest first; empty where none has."""
    return tuple(version for version in SUPPORTED if kind in kinds(version))


def versions_with(definition: str, field: str) -> tuple[str, ...]:
    """The supported versions in which a type has a field, oldest first."""
    return tuple(version for version in SUPPORTED if field in fields(definition, version))


def fields(definition: str, version: str) -> Mapping[str, Any]:
    """The fields of a type with their schemas; empty for a type that has none, or that the version does not know."""
    found: Mapping[str, Any] = json.loads(definitions(version).get(definition, "{}")).get("properties", {})
    return found


def reachable(names: Iterable[str], version: str) -> Mapping[str, str]:
    """The definitions that `names` rest on, themselves included, sorted by name.

    KeyError for a name that the version does not know.
    """
    known = definitions(version)
    found: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = known[name]
            waiting.extend(_REFERENCE.findall(known[name]))
    return dict(sorted(found.items()))


@cache
def _rows(table: str) -> tuple[list[str], ...]:
    # The names of the columns come first, and no cell holds a tab: JSON writes it as \t.
    with open(assets.schemas() / "kubernetes" / table, encoding="utf-8") as file:
        return tuple(line.rstrip("\n").split("\t") for line in file)[1:]


@cache
def _ack() -> Mapping[Kind, Mapping[str, Any]]:
    """The types of Alibaba Cloud's own kinds, that of the object first."""
    found: dict[Kind, Mapping[str, Any]] = {}
    for path in sorted((assets.schemas() / "ack").glob("*.json")):
        file = json.loads(path.read_text(encoding="utf-8"))
        found[file["apiVersion"], file["kind"]] = file["definitions"]
    return found


def _holds(number: int, since: str, until: str) -> bool:
    return minor(since) <= number and (not until or number <= minor(until))
