"""PersistentVolume: storage that exists outside of the cluster, under a name that a claim is bound to.

One for each volume of the stack that lies on such storage. It belongs to no namespace, so its name begins with the stack's, and
it is kept when the claim goes. Credentials are in a Secret that it refers to, never in itself. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.backing import NO_CLASS, RETAIN, Backing
from translator.render.blueprint import Blueprint
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class PersistentVolumeView:
    """A PersistentVolume."""

    template: ClassVar[str] = "persistentvolume.yaml.j2"

    service: None
    wave: int
    labels: Pairs
    backing: Backing
    reclaim: Located[str]
    class_name: Located[str]


def views(blueprint: Blueprint, _: Collector) -> Iterator[PersistentVolumeView]:
    """The volumes of a stack that exist outside of the cluster, sorted by name."""
    labels = blueprint.names.labels(None)
    for backing in sorted(blueprint.volumes.backings, key=lambda one: one.name.value):
        yield PersistentVolumeView(None, 0, (*labels, *backing.labels), backing, RETAIN, NO_CLASS)
