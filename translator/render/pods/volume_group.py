"""The group of a Pod's volumes (`fsGroup`): what lets a program that is not root use them.

A claim belongs to root at first, and so does each file of a ConfigMap or Secret; Docker gave both to the user of the container,
or to the one that a grant names. The kubelet gives volumes to this group, which every process of the Pod has, and lets the
group read files that only their owner could read. Source: Kubernetes documentation, Configure a Security Context for a Pod;
`SetVolumeOwnership` of the kubelet.
"""

from collections.abc import Iterator, Sequence

from translator.model.origin import Derived, Located, Origin
from translator.model.service import Service
from translator.model.settings import Settings
from translator.render.pods.identity import identity, number
from translator.render.pods.storage import FileSource, PodVolume
from translator.render.volumes import Holding

_EVERYBODY = 0o004
"""The bit by which a file can be read by anybody."""


def volume_group(
    service: Service, settings: Settings, holdings: Sequence[Holding], volumes: Sequence[PodVolume]
) -> Located[int] | None:
    """The group; None where no volume needs one, or nothing says who uses it.

    Args:
        holdings: the mounts of the service.
        volumes: the volumes of its Pod.
    """
    claim = next((held.mount.target.origin for held in holdings if held.data), None)
    if service.user is None:
        # A claim would be given away too, and the program of an image that nobody asked may mind that.
        return _of_grants(service) if claim is None else None
    user, group = identity(service, settings)
    chosen = group or user
    if chosen is None or user is None or user.value == 0:
        return None
    if claim is not None:
        return Located(chosen.value, Derived("numeric user with a volume", (chosen.origin, claim)))
    closed = next(_closed(volumes), None)
    if closed is None:
        return None
    return Located(chosen.value, Derived("numeric user with a file that not everybody may read", (chosen.origin, closed)))


def _closed(volumes: Sequence[PodVolume]) -> Iterator[Origin]:
    """Where it stands that not everybody may read a file."""
    for volume in volumes:
        source: FileSource | None = volume.secret or volume.config_map
        if source is not None:
            modes = (source.mode, *(item.mode for item in source.items))
            yield from (mode.origin for mode in modes if mode is not None and not mode.value & _EVERYBODY)


def _of_grants(service: Service) -> Located[int] | None:
    """The owner that a grant names for a file that not everybody may read, where the image alone knows the user."""
    for grant in (*service.configs, *service.secrets):
        if grant.mode is None or grant.mode.value & _EVERYBODY:
            continue
        for owner in (grant.gid, grant.uid):
            found = None if owner is None else number(owner.value)
            if owner is not None and found:
                return Located(found, Derived("owner of a file that not everybody may read", (owner.origin, grant.mode.origin)))
    return None
