"""Cloud paths: binds of host paths at which the nodes of Container Service had cloud volumes.

`/mnt/acs_mnt/ossfs/NAME` and `/mnt/acs_mnt/nas/NAME` were the mount points of the volume NAME on every node. The nodes of
another cluster have no such folders, so the bind is taken for what it was: a mount of that volume, the rest of the path as a
folder in it. Source: Container Service user guide, data volumes.
"""

import re
from dataclasses import replace

from translator.model.mount import Mount
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.model.stack import Stack, Volume
from translator.report.collector import Collector

_PATH = re.compile(r"/mnt/acs_mnt/(?P<type>ossfs|nas)/(?P<name>[^/]+)(?:/(?P<rest>.+?))?/*")
_ALL = re.compile(r"/mnt/acs_mnt(?:/(?:ossfs|nas))?/*")
_VOLUME = Located("volume", Default("the host path is where a cloud volume was mounted"))


def recognised(stack: Stack, findings: Collector) -> Stack:
    """The stack with such binds as mounts of volumes, which are declared where they were not."""
    for service in stack.services:
        for mount in service.mounts:
            _say_all(mount, findings)
    if not any(_match(mount) for service in stack.services for mount in service.mounts):
        return stack
    volumes = {volume.key.value: volume for volume in stack.volumes}
    services = tuple(_recognised(service, volumes, findings) for service in stack.services)
    return replace(stack, services=services, volumes=tuple(volumes[key] for key in sorted(volumes)))


def _say_all(mount: Mount, findings: Collector) -> None:
    if mount.kind.value == "bind" and mount.source is not None and _ALL.fullmatch(mount.source.value):
        findings.refuse(
            "T395",
            f"{mount.source.value} is where the old nodes had all cloud volumes, and no node of the new cluster has them there",
            mount.source.origin,
            help="mount each volume that the program reads by its name, such as /mnt/acs_mnt/nas/NAME, at its place below "
            f"{mount.target.value}",
        )


def _match(mount: Mount) -> "re.Match[str] | None":
    if mount.kind.value != "bind" or mount.source is None or ".." in mount.source.value.split("/"):
        return None
    return _PATH.fullmatch(mount.source.value)


def _recognised(service: Service, volumes: dict[str, Volume], findings: Collector) -> Service:
    mounts = tuple(_mount(mount, volumes, findings) for mount in service.mounts)
    return service if mounts == service.mounts else replace(service, mounts=mounts)


def _mount(mount: Mount, volumes: dict[str, Volume], findings: Collector) -> Mount:
    match = _match(mount)
    if match is None or mount.source is None:
        return mount
    origin = Derived("path of a cloud volume", (mount.source.origin,))
    name = Located(match["name"], origin)
    if match["name"] not in volumes:
        driver = Located(match["type"], origin)
        volumes[match["name"]] = Volume(name, origin, driver=driver)
    findings.approximate(
        "T384",
        f"{mount.source.value} is where the old nodes had the volume {match['name']}: its claim is mounted instead",
        mount.source.origin,
    )
    rest = Located(match["rest"], origin) if match["rest"] else None
    kind = replace(_VOLUME, origin=Derived("path of a cloud volume", (mount.kind.origin,)))
    return replace(mount, kind=kind, source=name, subpath=rest, host=None)
