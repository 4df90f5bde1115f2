"""Kustomizations: what one says of the files around it, as far as a validation needs to know.

Rule (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization): `resources`, `bases` and `components` are whole
objects or other kustomizations, `patches` and `patchesStrategicMerge` are parts of objects, `configMapGenerator` and
`secretGenerator` make objects that no file holds. Nothing is put together here.
"""

import os
from collections.abc import Iterator

from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.record import dataclass
from translator.parse import manifests, targets
from translator.report.collector import Collector

_MEMBERS = ("resources", "bases", "components", "crds")
_PATCHES = ("patches", "patchesStrategicMerge")
_GENERATORS = (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret"))
_FROM_ELSEWHERE = ("helmCharts", "helmChartInflationGenerator", "generators")


@dataclass(frozen=True, slots=True)
class Kustomization:
    """What stands in the file of a folder.

    `members` and `patches` are paths as the user would write them; `generated` are kinds and names of objects that it makes;
    `elsewhere` tells that some of its objects are in no file that could be read here: on a server, or in a chart.
    """

    folder: str
    members: frozenset[str]
    patches: frozenset[str]
    generated: tuple[tuple[str, str], ...]
    elsewhere: bool


def of(folder: str) -> Kustomization | None:
    """The kustomization of a folder; None where there is none that can be read."""
    for name in manifests.KUSTOMIZATIONS:
        path = os.path.join(folder, name)
        content = targets.content(path, Collector()) if os.path.isfile(path) else None
        tree = manifests.read(content, path, Collector()).kustomization if content is not None else None
        if tree is not None:
            return _read(tree, folder)
    return None


def _read(tree: Mapping, folder: str) -> Kustomization:
    members = [row.text for key in _MEMBERS for row in _rows(tree, key) if isinstance(row, Scalar)]
    remote = [member for member in members if not os.path.exists(os.path.join(folder, member))]
    generated = tuple((kind, name) for key, kind in _GENERATORS for row in _rows(tree, key) if (name := _named(row)))
    return Kustomization(
        os.path.normpath(folder),
        frozenset(_path(folder, member) for member in members),
        frozenset(_path(folder, patch) for patch in _patches(tree)),
        generated,
        bool(remote) or any(tree.get(key) is not None for key in _FROM_ELSEWHERE),
    )


def _patches(tree: Mapping) -> Iterator[str]:
    for key in _PATCHES:
        for row in _rows(tree, key):
            path: Node | None = row.get("path") if isinstance(row, Mapping) else row
            if isinstance(path, Scalar) and "\n" not in path.text:
                yield path.text


def _rows(tree: Mapping, key: str) -> tuple[Node, ...]:
    rows = tree.get(key)
    return tuple(rows.items) if isinstance(rows, Sequence) else ()


def _named(row: Node) -> str:
    name = row.get("name") if isinstance(row, Mapping) else None
    return name.text if isinstance(name, Scalar) else ""


def _path(folder: str, member: str) -> str:
    return os.path.normpath(os.path.join(folder, member))
