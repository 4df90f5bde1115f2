"""Volumes: what each mount of each service is held by, and the claims and file objects that this takes.

A mount is decided once for the whole stack, since services share volumes: how many Pods mount a volume decides what kind of
claim it is. The Pods then only read what was decided (`pods/mounts.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import TypeVar

from translator.kube.names import dns_label
from translator.model.destination import Destination
from translator.model.mount import Mount
from translator.model.origin import Derived, Located
from translator.model.record import dataclass
from translator.model.settings import Settings, VolumePolicy
from translator.model.stack import Stack
from translator.render import binds
from translator.render import imagevolumes as images
from translator.render.backing import Backing
from translator.render.blueprint import Workload
from translator.render.bundles import bundle
from translator.render.cause import derived
from translator.render.claims import Claim, Fate, Provision, Use, provision
from translator.render.filemap import FileMap
from translator.render.naming import Names
from translator.render.pods.storage import EmptyDirectory, PodVolume
from translator.render.stores import folder_stores, path_of, volume_stores
from translator.report.collector import Collector

K = TypeVar("K")
V = TypeVar("V")

_NO_POLICY = VolumePolicy()


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds one mount. `volume` is None where a claim template of the StatefulSet has that `name`.

    `data` says that it is a claim, `exclusive` that one Pod at a time may hold it; `key` is the one file of the volume that is
    mounted; `files` that it is a ConfigMap or Secret, which cannot be written; `fill` is set where the image's files are to be
    copied in.
    """

    mount: Mount
    name: Located[str]
    volume: PodVolume | None
    data: bool = False
    exclusive: bool = False
    key: Located[str] | None = None
    files: FileMap | None = None
    fill: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class VolumePlan:
    """What becomes of the volumes and binds of a stack.

    `claims` are written as objects, sorted by name; `templates` are those of a StatefulSet, by service; `holdings` are the
    mounts of a service in the order written, without those that were refused; `file_maps` the ConfigMaps and Secrets made of
    binds.
    """

    claims: tuple[Claim, ...] = ()
    templates: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    holdings: Mapping[str, tuple[Holding, ...]] = field(default_factory=dict)
    file_maps: tuple[FileMap, ...] = ()
    backings: tuple[Backing, ...] = ()
    """Storage that exists outside of the cluster."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The stores of a stack as they are kept, by the key of a volume and by the path of a folder, and the services that mount
    the files of a path."""

    settings: Settings
    volumes: Mapping[str, Provision | None]
    folders: Mapping[str, Provision | None]
    sharers: Mapping[str, frozenset[str]]


def volumes(
    stack: Stack,
    settings: Settings,
    destination: Destination,
    names: Names,
    workloads: Mapping[str, Workload],
    findings: Collector,
) -> VolumePlan:
    """Decides every volume and bind of the services that are written."""
    uses = tuple(_uses(workloads.values(), destination, findings))
    named = _grouped((use.mount.source.value, use) for use in uses if use.fate is Fate.VOLUME and use.mount.source is not None)
    folders = _grouped((path_of(use), use) for use in uses if use.fate is Fate.FOLDER)
    shared = _grouped((path_of(use), use) for use in uses if use.fate is Fate.FILES)
    stores = volume_stores(stack, settings, names, named, findings)
    data = folder_stores(settings, names, folders)
    kept = _Kept(
        settings,
        {key: provision(store, settings, destination, findings) for key, store in stores.items()},
        {path: provision(store, settings, destination, findings) for path, store in data.items()},
        {path: frozenset(use.service for use in rows) for path, rows in shared.items()},
    )
    provisions = [found for found in (*kept.volumes.values(), *kept.folders.values()) if found is not None]
    templates = ((found.template, found.claim) for found in provisions if found.template is not None and found.claim)
    claims = (found.claim for found in provisions if found.template is None and found.claim is not None)
    holdings = _grouped((use.service, held) for use in uses if (held := _holding(use, kept, findings)) is not None)
    files = {found.keys.name.value: found.keys for found in provisions if found.keys is not None}
    files |= {held.files.name.value: held.files for rows in holdings.values() for held in rows if held.files is not None}
    return VolumePlan(
        tuple(sorted(claims, key=lambda claim: claim.name.value)),
        _grouped(templates),
        holdings,
        tuple(files[name] for name in sorted(files)),
        tuple(found.backing for found in provisions if found.backing is not None),
    )


def _uses(workloads: Iterable[Workload], destination: Destination, findings: Collector) -> Iterator[Use]:
    """The mounts of all services with what becomes of each, without those that are refused and those in memory."""
    for workload in workloads:
        for mount in workload.service.mounts:
            if mount.kind.value == "tmpfs":
                continue
            if mount.kind.value == "image":
                if images.possible(mount, destination.kubernetes[0], findings):
                    yield Use(workload, mount, Fate.IMAGE)
            elif mount.kind.value != "bind":
                yield Use(workload, mount, Fate.ANONYMOUS if mount.source is None else Fate.VOLUME)
            elif (fate := binds.fate(mount, findings)) is not None:
                yield Use(workload, mount, fate)


def _grouped(rows: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The second of each pair by the first, both in their order."""
    found: dict[K, list[V]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _holding(use: Use, kept: _Kept, findings: Collector) -> Holding | None:
    """What holds one mount; None where its store is refused."""
    mount = use.mount
    match use.fate:
        case Fate.ANONYMOUS:
            return _anonymous(mount, findings)
        case Fate.VOLUME:
            assert mount.source is not None
            key = mount.source.value
            return _stored(mount, kept.volumes.get(key), _filled(mount, key, kept, findings))
        case Fate.HOST:
            name = _called("host", mount)
            return Holding(mount, name, PodVolume(name, host=binds.host_folder(mount, findings)))
        case Fate.FOLDER:
            held = _stored(mount, kept.folders[path_of(use)], None)
            if held is not None:
                binds.say_data(mount, held.name.value, findings)
            return held
        case Fate.FILES:
            return _files(use, kept, findings)
        case Fate.IMAGE:
            name = _called("image", mount)
            return Holding(mount, name, PodVolume(name, image=images.source(mount, kept.settings.images)))


def _stored(mount: Mount, found: Provision | None, fill: Located[str] | None) -> Holding | None:
    """The mount of a store that is a claim, a claim template or a folder of the node."""
    if found is None:
        return None
    name = Located(dns_label(found.name.value), derived("volume", mount.source, mount.kind))
    if found.host is not None:
        return Holding(mount, name, PodVolume(name, host=found.host))
    if found.memory is not None:
        return Holding(mount, name, PodVolume(name, empty=replace(found.memory, shared=True)), fill=fill)
    if found.template is not None:
        return Holding(mount, name, None, data=True, exclusive=True, fill=fill)
    assert mount.source is not None
    claim = Located(found.name.value, Derived("claim of the volume", (mount.source.origin, found.name.origin)))
    exclusive = found.claim is None or found.claim.access.value == "ReadWriteOnce"
    return Holding(mount, name, PodVolume(name, claim=claim), data=True, exclusive=exclusive, fill=fill)


def _filled(mount: Mount, key: str, kept: _Kept, findings: Collector) -> Located[str] | None:
    """What the configuration says of copying the image's files into a claim; where it says nothing, a finding."""
    found = kept.volumes.get(key)
    if found is None or found.host is not None or found.backing is not None:
        return None
    fill = kept.settings.volumes.get(key, _NO_POLICY).fill
    if fill is not None and fill.value == "image":
        return fill
    exists = found.claim is None and found.memory is None  # whoever made the claim knows what is in it
    if not exists and (mount.nocopy is None or not mount.nocopy.value):
        findings.approximate(
            "T489",
            f"{key} starts empty; Docker would copy what the image has at {mount.target.value} into it",
            mount.origin,
            help=f"volumes: {{{key}: {{fill: image}}}} in translator.yaml copies it once; nocopy says that nothing is needed",
        )
    return None


def _files(use: Use, kept: _Kept, findings: Collector) -> Holding:
    services = kept.sharers[path_of(use)]
    only = next(iter(services)) if len(services) == 1 else None
    made, source, key = bundle(use.mount, only, findings)
    name = _called("files", use.mount)
    volume = PodVolume(name, secret=source) if made.secret else PodVolume(name, config_map=source)
    return Holding(use.mount, name, volume, key=key, files=made)


def _anonymous(mount: Mount, findings: Collector) -> Holding:
    findings.approximate(
        "T493",
        f"the anonymous volume at {mount.target.value} becomes an empty folder that lives as long as the Pod, and hides what "
        "the image has there",
        mount.origin,
        help="name the volume to keep its data, or remove the mount to see the image's own files",
    )
    name = _called("anonymous", mount)
    return Holding(mount, name, PodVolume(name, empty=EmptyDirectory()))


def _called(what: str, mount: Mount) -> Located[str]:
    """The name of a volume within its Pod, after the path that it shows."""
    shown = mount.source or mount.target
    name = dns_label(f"{what}-{binds.stem_of(shown.value)}")
    return Located(name, derived("name of the volume in the Pod", shown, mount.kind))
