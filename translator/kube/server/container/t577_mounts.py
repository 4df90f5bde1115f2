"""A mount of a container names no volume of the Pod, or no usable path.

name is that of a volume in spec.volumes (of the Pod, or of the claim templates of a StatefulSet), mountPath must be given.
subPath is relative and without "..", and excludes subPathExpr. A volume that is a raw device stands in volumeDevices and
not here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason, dotted
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T577", "bad-mount", __doc__),)

_PROPAGATION = ("Bidirectional", "HostToContainer", "None")
_NO_VOLUME = "must be the name of a volume of the Pod"


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """volumeMounts and volumeDevices of a container."""
    mounts, devices = value.get("volumeMounts") or (), value.get("volumeDevices") or ()
    if not mounts and not devices:
        return
    volumes = _volumes(at)
    for index, mount in enumerate(mounts):
        yield from _mount(mount, at, index, volumes)
    mounted = {mount.get("name") for mount in mounts}
    for index, device in enumerate(devices):
        here = ("volumeDevices", index)
        name, path = device.get("name") or "", device.get("devicePath") or ""
        if not name:
            yield at.required(*here, "name")
        elif name not in volumes:
            yield at.fault(Reason.NOT_FOUND, (*here, "name"), _NO_VOLUME, name)
        elif name in mounted:
            yield at.invalid(*here, "name", expected="must not be mounted as a folder too", value=name)
        if not path:
            yield at.required(*here, "devicePath")
        else:
            yield from limits.no_backsteps(at, path, *here, "devicePath")


def _mount(mount: Mapping[str, Any], at: Visit, index: int, volumes: frozenset[str]) -> Iterator[Fault]:
    here, name = ("volumeMounts", index), mount.get("name") or ""
    if not name:
        yield at.required(*here, "name")
    elif name not in volumes:
        yield at.fault(Reason.NOT_FOUND, (*here, "name"), _NO_VOLUME, name)
    if not mount.get("mountPath"):
        yield at.required(*here, "mountPath")
    for field in ("subPath", "subPathExpr"):
        for found in limits.descending(at, mount.get(field) or "", *here, field):
            # The API server forgets the position of the mount here.
            named = f"{dotted(at.path)}.volumeMounts.{field}"
            yield Fault(found.path, found.reason, found.expected, named=named, value=found.value)
    if mount.get("subPath") and mount.get("subPathExpr"):
        yield at.invalid(*here, "subPathExpr", expected="must be left out beside subPath", value=mount["subPathExpr"])
    propagation = mount.get("mountPropagation")
    if propagation is not None:
        if propagation not in _PROPAGATION:
            yield at.unsupported(*here, "mountPropagation", among=_PROPAGATION, value=propagation)
        if propagation == "Bidirectional" and not (at.value.get("securityContext") or {}).get("privileged"):
            yield at.forbidden(
                *here, "mountPropagation", expected="must not be Bidirectional unless the container is privileged"
            )


def _volumes(at: Visit) -> frozenset[str]:
    """The names of the volumes of the Pod, and of the claims that a StatefulSet makes for it."""
    pod = at.above("pod_spec")
    if pod is None:
        return frozenset()
    names = {volume.get("name") for volume in pod.value.get("volumes") or ()}
    owner = at.above("stateful_set_spec")
    if owner is not None:
        claims = owner.value.get("volumeClaimTemplates") or ()
        names |= {(claim.get("metadata") or {}).get("name") for claim in claims}
    return frozenset(name for name in names if name)
