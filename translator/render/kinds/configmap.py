"""ConfigMap: the configs of a stack, and files beside the stack file that a container mounts.

One ConfigMap holds one Compose config, or the files of one bind. It is immutable and its name ends in a hash of its content,
as a Swarm config never changes either: new content is a new object, and the Pods that mount it are replaced. Text is kept as
text; what is not UTF-8 is kept as binary data.
"""

from base64 import b64encode
from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.filemap import FileMap
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class ConfigMapView:
    """A ConfigMap."""

    template: ClassVar[str] = "configmap.yaml.j2"
    service: str | None
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    data: Pairs
    binary_data: Pairs
    wave: int = 0


def views(blueprint: Blueprint, _: Collector) -> Iterator[ConfigMapView]:
    """A view of each ConfigMap, sorted by name."""
    maps = (file_map for file_map in blueprint.file_maps if not file_map.secret)
    for file_map in sorted(maps, key=lambda file_map: file_map.name.value):
        yield _view(file_map, blueprint)


def _view(file_map: FileMap, blueprint: Blueprint) -> ConfigMapView:
    data, binary = [], []
    for entry in file_map.entries:
        content, origin = entry.content.value, entry.content.origin
        try:
            data.append((entry.key, Located(content.decode(), origin)))
        except UnicodeDecodeError:
            binary.append((entry.key, Located(b64encode(content).decode(), origin)))
    return ConfigMapView(
        file_map.service,
        file_map.name,
        blueprint.names.namespace,
        blueprint.names.labels(file_map.service),
        tuple(data),
        tuple(binary),
    )
