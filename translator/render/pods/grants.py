"""Grants: Compose configs and secrets as files in the container.

Each is one file, mounted by subPath, so that its neighbours in the folder stay visible and no folder is mounted at or above
/run/secrets. A secret without a target is /run/secrets/NAME, a config /NAME; a target without a slash first is below the same
folders. Mode is 0444 unless written. Kubernetes has no owner for such a file: it belongs to root, and what not everybody may
read to the group of the Pod's volumes (see `volume_group`).
"""

import posixpath
from collections.abc import Iterator, Mapping

from translator.kube.names import dns_label
from translator.model.mount import Grant
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.render.cause import carrying, derived
from translator.render.filemap import FileReference
from translator.render.pods.storage import FileSource, PodVolume, VolumeMount
from translator.report.collector import Collector

_SECRETS, _CONFIGS = "/run/secrets", "/"
_READABLE = Located(0o444, Default("Swarm's default mode of configs and secrets"))
_READ_ONLY = Located(True, Default("configs and secrets cannot be written"))


def grants(
    service: Service, configs: Mapping[str, FileReference], secrets: Mapping[str, FileReference], findings: Collector
) -> Iterator[tuple[PodVolume, VolumeMount, Grant]]:
    """A volume and a mount for each config and secret of a service."""
    for rows, held, secret in ((service.configs, configs, False), (service.secrets, secrets, True)):
        for grant in rows:
            reference = held.get(grant.source.value)
            if reference is None:
                what = "secret" if secret else "config"
                findings.refuse(
                    "T497",
                    f"the {what} {grant.source.value} is not written, so {service.name.value} cannot have it",
                    grant.origin,
                    help=f"correct what is said of it at the top level, under {what}s",
                )
                continue
            _say_owner(grant, findings)
            yield (*_mounted(grant, reference, secret=secret), grant)


def _mounted(grant: Grant, reference: FileReference, *, secret: bool) -> tuple[PodVolume, VolumeMount]:
    mode = _READABLE if grant.mode is None else Located(grant.mode.value & 0o777, grant.mode.origin)
    kind = "secret" if secret else "config"
    suffix = "" if mode.value == _READABLE.value else f"-{mode.value:o}"
    name = Located(dns_label(f"{kind}-{grant.source.value}{suffix}"), derived("name of the volume in the Pod", grant.source))
    used = carrying(reference.name, f"use of the {kind}", grant.source, grant.origin)
    source = FileSource(used, mode)
    volume = PodVolume(name, secret=source) if secret else PodVolume(name, config_map=source)
    return volume, VolumeMount(name, _path(grant, secret=secret), reference.key, _READ_ONLY)


def _path(grant: Grant, *, secret: bool) -> Located[str]:
    written = grant.target or grant.source
    folder = _SECRETS if secret else _CONFIGS
    path = posixpath.normpath(posixpath.join(folder, written.value))
    if path == written.value:
        return written
    return Located(path, Derived(f"files of this kind lie below {folder}", (written.origin,)))


def _say_owner(grant: Grant, findings: Collector) -> None:
    """The owner of the file is root; another is said, together with what would let it read the file."""
    for value, what in ((grant.uid, "uid"), (grant.gid, "gid")):
        if value is not None:
            findings.approximate(
                "T482",
                f"{what} {value.value}: the file belongs to root"
                + (", and to the group of the Pod's volumes where it has one" if what == "gid" else ""),
                value.origin,
                help="mode 0444 lets every user of the container read it",
            )
