"""Stores: the data of a stack that outlives its Pods, gathered from all mounts: named volumes, and folders beside the stack
file.

A store has one name and one way of being kept, whoever mounts it. A named volume keeps its name, a folder is called by the last
two steps of its path.
"""

import posixpath
from collections.abc import Mapping, Sequence

from translator.kube.names import dns_1035_label, hashed
from translator.model.origin import Located
from translator.model.settings import Settings, VolumePolicy
from translator.model.stack import Stack, Volume
from translator.render.binds import stem_of
from translator.render.cause import carrying, derived
from translator.render.claims import Store, Use
from translator.render.naming import Names
from translator.render.pods.annotations import annotations
from translator.render.pods.placeholders import placeholders
from translator.render.replication import mode
from translator.report.collector import Collector

_NO_POLICY = VolumePolicy()
_LOCAL = ("local", "default", "")


def volume_stores(
    stack: Stack, settings: Settings, names: Names, uses: Mapping[str, Sequence[Use]], findings: Collector
) -> Mapping[str, Store]:
    """The store of each named volume that is mounted, by its key in the stack file."""
    found: dict[str, Store] = {}
    for volume in stack.volumes:
        key = volume.key.value
        if key not in uses:
            findings.ignore("T462", f"no service that is written mounts the volume {key}, so it has no claim", volume.origin)
        elif key in names.volumes:
            found[key] = _volume_store(volume, names.volumes[key], settings, uses[key], findings)
        else:  # two names became one; the refusal stands at the volume
            for use in uses[key]:
                findings.refuse(
                    "T497", f"the volume {key} has no name of its own in Kubernetes", use.mount.origin, help="rename the volume"
                )
    return found


def _volume_store(volume: Volume, name: Located[str], settings: Settings, uses: Sequence[Use], findings: Collector) -> Store:
    key = volume.key.value
    _refuse_driver(volume, findings)
    if volume.name is not None and placeholders(volume.name.value):
        name = Located(dns_1035_label(key), derived("the key, since the name differs by task", volume.name))
    local = volume.driver if volume.driver is not None and volume.driver.value in _LOCAL else None
    name = carrying(name, "volume", volume.key, volume.name, local)
    policy = settings.volumes.get(key, _NO_POLICY)
    labels = annotations(volume.labels, findings) if volume.labels else ()
    return Store(key, name, tuple(uses), policy, mode(volume, settings), volume.external, labels)


def folder_stores(settings: Settings, names: Names, uses: Mapping[str, Sequence[Use]]) -> Mapping[str, Store]:
    """The store of each folder that is data, by its path. The configuration calls it by that path, or by its claim."""
    found: dict[str, Store] = {}
    taken = {name.value for name in names.volumes.values()}
    for path in sorted(uses):
        name = dns_1035_label(stem_of(path))
        name = name if name not in taken else dns_1035_label(f"{name}-{hashed(path)}")
        taken.add(name)
        sources = [use.mount.source for use in uses[path] if use.mount.source is not None]
        policy = next((settings.volumes[key] for key in (sources[0].value, path, name) if key in settings.volumes), _NO_POLICY)
        claim = Located(name, derived("folder beside the stack file", *sources))
        found[path] = Store(name, claim, tuple(uses[path]), policy, policy.mode)
    return found


def path_of(use: Use) -> str:
    """The path of a bind in its shortest form, by which the mounts of one folder know each other."""
    assert use.mount.source is not None
    return posixpath.normpath(use.mount.source.value)


def _refuse_driver(volume: Volume, findings: Collector) -> None:
    key = volume.key.value
    if volume.driver is not None and volume.driver.value not in _LOCAL:
        findings.refuse(
            "T490",
            f"the driver {volume.driver.value} of the volume {key} is a plugin of Docker; in Kubernetes a StorageClass "
            "provides volumes",
            volume.driver.origin,
            help=f"name the class in translator.yaml: volumes: {{{key}: {{storage_class: CLASS}}}}",
        )
    for option in volume.driver_opts:
        findings.refuse(
            "T490",
            f"the option {option.key.value} of the volume {key} says where Docker finds its data; the claim starts empty",
            option.value.origin,
            help="make a PersistentVolume with the same place and bind the claim to it, or copy the data",
        )
