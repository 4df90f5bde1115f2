"""Secret: the secrets of a stack, private files that a container mounts, and variables that the configuration makes secret.

Immutable and named by its content, as a ConfigMap is; the keys of a PersistentVolume alone keep their name, and can be renewed
under it. This is the one place where secret values are written. Whoever keeps manifests in a repository keeps these elsewhere.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import field
from typing import ClassVar

from translator.model.origin import Default, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.view import Pairs
from translator.report.collector import Collector

_TYPES = {
    "Opaque": Default("the keys have no meaning to Kubernetes"),
    "kubernetes.io/tls": Default("a private key and its certificate"),
}
_PLUGIN = Default("a FlexVolume plugin is given Secrets of its own name alone")


@dataclass(frozen=True, slots=True)
class SecretView:
    """A Secret."""

    template: ClassVar[str] = "secret.yaml.j2"
    service: str | None
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    type: Located[str]
    immutable: bool
    data: Pairs = field(repr=False)
    wave: int = 0


def views(blueprint: Blueprint, _: Collector) -> Iterator[SecretView]:
    """A view of each Secret, sorted by name."""
    maps = (file_map for file_map in blueprint.file_maps if file_map.secret)
    for file_map in sorted(maps, key=lambda file_map: file_map.name.value):
        yield SecretView(
            file_map.service,
            file_map.name,
            blueprint.names.namespace,
            blueprint.names.labels(file_map.service),
            Located(file_map.type, _TYPES.get(file_map.type, _PLUGIN)),
            file_map.immutable,
            tuple(
                (entry.key, Located(b64encode(entry.content.value).decode(), entry.content.origin))
                for entry in file_map.entries
            ),
        )
