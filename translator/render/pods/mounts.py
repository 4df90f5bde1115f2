"""Mounts: all that a container finds mounted, and the volumes of its Pod behind it.

Docker mounts several kinds of thing at paths of the container: volumes, binds, tmpfs, configs, secrets; and the folders of
collected log files join them. A path can be mounted once. Below a folder that is read-only nothing can be mounted where there
is no file or folder to mount it on: the container would not start.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

from translator.kube.names import dns_label
from translator.kube.quantity import size
from translator.model.mount import Mount
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.blueprint import Blueprint, Workload
from translator.render.cause import carrying, derived
from translator.render.pods import logs
from translator.render.pods.grants import grants
from translator.render.pods.recursion import recursive_read_only
from translator.render.pods.shared_memory import shared_memory
from translator.render.pods.storage import EmptyDirectory, PodVolume, VolumeMount
from translator.render.volumes import Holding
from translator.report.collector import Collector

_MEMORY = Default("tmpfs lies in memory")
_FILES = Located(True, Default("files of a ConfigMap or Secret cannot be written"))
_PROPAGATION = {
    "rshared": "Bidirectional",
    "shared": "Bidirectional",
    "rslave": "HostToContainer",
    "slave": "HostToContainer",
    "rprivate": "None",
    "private": "None",
}
_STICKY = 0o1777
"""Docker's own mode of a tmpfs; an emptyDir is 0777."""


@dataclass(frozen=True, slots=True)
class MountPlan:
    """The volumes of a Pod, and the mounts of its container in the order in which they were written."""

    volumes: tuple[PodVolume, ...] = ()
    mounts: tuple[VolumeMount, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A mount before the whole is looked at: `origin` is where it stands; `inside` the files of a read-only folder."""

    mount: VolumeMount
    volume: PodVolume | None
    origin: Origin
    inside: frozenset[str] | None = None


_NOTHING = MountPlan()


def mounted(workload: Workload, blueprint: Blueprint, findings: Collector) -> MountPlan:
    """What the container of a workload finds mounted."""
    service = workload.service
    holdings = blueprint.volumes.holdings.get(service.name.value, ())
    asked = (service.mounts, service.tmpfs, service.configs, service.secrets, service.log_stores, service.shm_size)
    if not (holdings or any(asked)):
        return _NOTHING
    kept: dict[str, _Place] = {}
    for place in _places(service, holdings, blueprint, findings):
        if _possible(place, kept, findings):
            kept[place.mount.path.value] = place
    folders = {path: place.inside for path, place in kept.items() if place.inside is not None}
    found = [place for place in kept.values() if not (folders and _buried(place, folders, findings))]
    taken = {place.mount.path.value for place in found}
    memory = shared_memory(service, taken, findings)
    extra = list(logs.folders(service, blueprint.destination, taken, findings))
    return _named([*((place.volume, place.mount) for place in found), *([memory] if memory else ()), *extra])


def _places(service: Service, holdings: tuple[Holding, ...], blueprint: Blueprint, findings: Collector) -> Iterator[_Place]:
    for held in holdings:
        yield _held(held, service, blueprint.destination.kubernetes[0], findings)
    for mount in (*(m for m in service.mounts if m.kind.value == "tmpfs"), *service.tmpfs):
        yield _tmpfs(mount, findings)
    for volume, place, grant in grants(service, blueprint.configs, blueprint.secrets, findings):
        yield _Place(place, volume, grant.origin)


def _held(held: Holding, service: Service, kubernetes: str, findings: Collector) -> _Place:
    mount = held.mount
    read_only = mount.read_only
    if held.files is not None and (read_only is None or not read_only.value):
        read_only = _FILES if read_only is None else Located(True, Derived("files cannot be written", (read_only.origin,)))
    path = _normal(mount.target)
    path = carrying(path, "mount", mount.nocopy, mount.create_host_path, mount.kind)
    propagation = _propagated(mount, service, held, findings)
    recursive = recursive_read_only(mount, propagation, kubernetes, findings) if mount.recursive is not None else None
    if recursive is None and mount.recursive is not None:
        path = carrying(path, "mount", mount.recursive)
    view = VolumeMount(held.name, path, held.key or _sub_path(mount, findings), read_only, propagation, recursive)
    inside = None
    if held.files is not None and held.key is None:
        files = () if mount.host is None else mount.host.files
        inside = frozenset(posixpath.join(path.value, file.path) for file in files)
    return _Place(view, held.volume, mount.origin, inside)


def _sub_path(mount: Mount, findings: Collector) -> Located[str] | None:
    written = mount.subpath
    if written is not None and (written.value.startswith("/") or ".." in written.value.split("/")):
        findings.refuse(
            "T498",
            f'a subpath leads from the volume\'s own folder down, and "{written.value}" does not',
            written.origin,
            help="write it without a slash first and without ..",
        )
        return None
    return written


def _propagated(mount: Mount, service: Service, held: Holding, findings: Collector) -> Located[str] | None:
    written = mount.propagation
    if written is None:
        return None
    found = _PROPAGATION[written.value]
    privileged = service.privileged is not None and service.privileged.value
    if found == "Bidirectional" and not privileged:
        findings.refuse(
            "T497",
            f"the propagation {written.value} is for privileged containers only",
            written.origin,
            help="remove it, or write rslave if the container only has to see mounts of the node",
        )
        return None
    if held.volume is None or held.volume.host is None:
        findings.ignore("T462", "propagation has no effect, since the mount is no path of the node", written.origin)
        return None
    return Located(found, Derived("bind propagation", (written.origin,)))


def _tmpfs(mount: Mount, findings: Collector) -> _Place:
    path = carrying(_normal(mount.target), "mount", mount.kind, mount.nocopy)
    name = Located(dns_label("tmpfs" + path.value.replace("/", "-")), derived("name of the volume in the Pod", mount.target))
    bound = None
    if mount.size is not None and mount.size.value.count > 0:
        bound = Located(size(mount.size.value.count), mount.size.origin)
    elif mount.size is not None:
        findings.ignore("T462", "a tmpfs of size 0 has no bound, as if none were written", mount.size.origin)
    if mount.mode is not None and mount.mode.value & _STICKY != _STICKY:
        findings.approximate(
            "T482",
            f"mode {mount.mode.value:o} of the tmpfs at {path.value}: an emptyDir is open to every user of the container",
            mount.mode.origin,
            help="let the program set the permissions when it starts, if they matter",
        )
    elif mount.mode is not None:
        path = carrying(path, "mount", mount.mode)
    medium = Located("Memory", Derived("tmpfs", (mount.kind.origin, _MEMORY)))
    return _Place(
        VolumeMount(name, path, None, mount.read_only), PodVolume(name, empty=EmptyDirectory(medium, bound)), mount.origin
    )


def _normal(target: Located[str]) -> Located[str]:
    path = posixpath.normpath(target.value)
    path = path[1:] if path.startswith("//") else path
    return target if path == target.value else Located(path, Derived("path in its shortest form", (target.origin,)))


def _possible(place: _Place, kept: dict[str, _Place], findings: Collector) -> bool:
    """Whether the path can be mounted at all, and is free."""
    path = place.mount.path.value
    if path == "/" or not path.startswith("/") or ":" in path:
        problem = f'nothing can be mounted at "{path}"'
        remedy = "name a folder below /, without a colon"
    elif path in kept:
        problem, remedy = f"{path} is mounted already", "keep one of the two"
    else:
        return True
    findings.refuse("T498", problem, place.origin, help=remedy)
    return False


def _buried(place: _Place, folders: Mapping[str, frozenset[str]], findings: Collector) -> bool:
    """Whether a mount lies below a read-only folder that has nothing there to mount it on.

    Args:
        folders: the read-only folders that are mounted, and the paths of the files in each.
    """
    path = place.mount.path.value
    for above in _above(path):
        inside = folders.get(above)
        if inside is None or path in inside or any(file.startswith(path + "/") for file in inside):
            continue
        findings.refuse(
            "T498",
            f"{path} lies below {above}, which is read-only and has nothing there to mount it on",
            place.origin,
            help="mount it elsewhere, or add the file or folder to what is mounted above",
        )
        return True
    return False


def _above(path: str) -> Iterator[str]:
    while path != "/":
        path = posixpath.dirname(path)
        yield path


def _named(places: list[tuple[PodVolume | None, VolumeMount]]) -> MountPlan:
    """The plan, with names of volumes that are each used for one volume."""
    volumes: dict[str, PodVolume] = {}
    mounts: list[VolumeMount] = []
    templates = {mount.name.value for volume, mount in places if volume is None}
    for volume, mount in places:
        if volume is None:
            mounts.append(mount)
            continue
        name, number = volume.name.value, 2
        while name in templates or (name in volumes and not same(volumes[name], volume)):
            name, number = dns_label(f"{volume.name.value}-{number}"), number + 1
        if name == volume.name.value:
            volumes.setdefault(name, volume)
            mounts.append(mount)
        else:
            named = Located(name, Derived("two volumes of the Pod have one name", (volume.name.origin,)))
            volumes.setdefault(name, replace(volume, name=named))
            mounts.append(replace(mount, name=named))
    return MountPlan(tuple(volumes.values()), tuple(mounts))


def same(one: PodVolume, other: PodVolume) -> bool:
    """Whether two mounts name the same volume of the Pod: the same claim, path or object."""
    if one.empty is not None and other.empty is not None:
        return one.empty.shared and other.empty.shared
    if one.claim is not None and other.claim is not None:
        return one.claim.value == other.claim.value
    if one.host is not None and other.host is not None:
        return one.host.path.value == other.host.path.value
    for a, b in ((one.config_map, other.config_map), (one.secret, other.secret)):
        if a is not None and b is not None:
            return a.name.value == b.name.value and a.mode == b.mode and len(a.items) == len(b.items)
    return False
