"""Stores: the data of a stack that outlives its Pods, gathered from all mounts: named volumes, and folders beside the stack
file.

A store has one name and one way of being kept, whoever mounts it. A named volume keeps its name, a folder is called by the last
two steps of its path.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace

from translator.kube.names import dns_1035_label, hashed
from translator.model.origin import Located
from translator.model.settings import Settings, VolumePolicy
from translator.model.stack import Stack, Volume
from translator.render import cloudvolumes, localvolumes
from translator.render.binds import stem_of
from translator.render.cause import carrying, derived
from translator.render.claims import Store, Use
from translator.render.localvolumes import LocalVolume
from translator.render.naming import Names
from translator.render.pods.annotations import annotations
from translator.render.pods.storage import EmptyDirectory
from translator.render.replication import mode
from translator.report.collector import Collector

_NO_POLICY = VolumePolicy()


def volume_stores(
    stack: Stack, settings: Settings, names: Names, uses: Mapping[str, Sequence[Use]], findings: Collector
) -> Mapping[str, Store]:
    """The store of each named volume that is mounted, by its key in the stack file."""
    found: dict[str, Store] = {}
    for volume in stack.volumes:
        key = volume.key.value
        if key not in uses:
            findings.ignore("T462", f"no service that is written mounts the volume {key}, so it has no claim", volume.origin)
        elif key in names.volumes and cloudvolumes.kind(volume, settings) is not None:
            store = _cloud_store(volume, settings, names, uses[key], findings)
            if store is not None:
                found[key] = store
        elif key in names.volumes:
            found[key] = _volume_store(volume, names, settings, uses[key], findings)
        else:  # two names became one; the refusal stands at the volume
            for use in uses[key]:
                findings.refuse(
                    "T497", f"the volume {key} has no name of its own in Kubernetes", use.mount.origin, help="rename the volume"
                )
    return found


def _volume_store(volume: Volume, names: Names, settings: Settings, uses: Sequence[Use], findings: Collector) -> Store:
    key = volume.key.value
    policy = settings.volumes.get(key, _NO_POLICY)
    local = None
    if volume.driver_opts or (volume.driver is not None and volume.driver.value not in localvolumes.LOCAL):
        local = _by_driver(volume, policy, settings, names, findings)
    plain = volume.driver if volume.driver is not None and volume.driver.value in localvolumes.LOCAL else None
    name = carrying(names.volumes[key], "volume", volume.key, volume.name, plain)
    labels = annotations(volume.labels, findings) if volume.labels else ()
    kept = mode(volume, settings)
    store = Store(
        key,
        name,
        tuple(uses),
        policy,
        kept,
        volume.external,
        labels,
        volume.origin,
        size=volume.size,
        selected=volume.selected,
    )
    if local is None:
        return replace(store, memory=EmptyDirectory()) if _of_one_pod(store, findings) else store
    return replace(store, backing=local.backing, keys=local.keys, host=local.host, memory=local.memory)


def _of_one_pod(store: Store, findings: Collector) -> bool:
    """Whether a volume is for the containers of one Pod alone, and nothing asks for a claim: it is an empty folder then."""
    policy, external = store.policy, store.external is not None and store.external.value
    if external or store.mode is not None or policy.size is not None or policy.storage_class is not None:
        return False
    if len({use.pod for use in store.uses}) != 1 or len({use.service for use in store.uses}) < 2:
        return False
    if not all(use.workload.chosen for use in store.uses):
        return False  # the stack itself put them into one Pod, and nobody said that the data may go with it
    findings.approximate(
        "T449",
        f"the volume {store.key} is an empty folder that lives as long as the Pod: only containers of one Pod mount it",
        store.origin,
        help=f"volumes: {{{store.key}: claim}} in translator.yaml keeps its data",
    )
    return True


def _by_driver(
    volume: Volume, policy: VolumePolicy, settings: Settings, names: Names, findings: Collector
) -> LocalVolume | None:
    """What driver and options make of a volume; None where it is a claim without them, which is said."""
    chosen = policy.mode or policy.storage_class
    if chosen is not None:
        what = [volume.driver, *(option.value for option in volume.driver_opts)]
        for part in what:
            if part is not None and part.value not in localvolumes.LOCAL:
                findings.ignore(
                    "T238",
                    f"translator.yaml says how the volume {volume.key.value} is kept, in place of its driver",
                    part.origin,
                )
        return None
    if localvolumes.is_local(volume):
        return localvolumes.local_volume(volume, settings, names, findings)
    _refuse_driver(volume, findings)
    return None


def _cloud_store(volume: Volume, settings: Settings, names: Names, uses: Sequence[Use], findings: Collector) -> Store | None:
    """The store of a volume on storage of Alibaba Cloud; None where nothing says which, which is said of each mount too."""
    key = volume.key.value
    found = cloudvolumes.cloud_volume(volume, settings, names, findings)
    if found is None:
        for use in uses:
            findings.refuse(
                "T382", f"nothing says where the data of {key} lies", use.mount.origin, help=f"see the volume {key}"
            )
        return None
    if found.type == "oss":
        for use in uses:
            findings.add(
                "T383",
                f"{use.service} mounts OSS at {use.mount.target.value}, whose program on the node can end",
                use.mount.origin,
                help="give the service a health check that reads a file there",
            )
    name = carrying(names.volumes[key], "volume", volume.key, volume.name)
    policy = settings.volumes.get(key, _NO_POLICY)
    labels = annotations(volume.labels, findings) if volume.labels else ()
    return Store(key, name, tuple(uses), policy, None, volume.external, labels, volume.origin, found.backing, found.keys)


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
    if volume.driver is not None and volume.driver.value not in localvolumes.LOCAL:
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
