"""A mount of a container names no volume of the Pod, or no usable path.

name is that of a volume in spec.volumes (of the Pod, or of the claim templates of a StatefulSet), mountPath must be given.
subPath is relative and without "..", and excludes subPathExpr; a volume that is an image has neither before Kubernetes 1.33. A
claim that is a raw device stands in volumeDevices and not here, with a devicePath that is no mountPath. recursiveReadOnly goes
with readOnly and without mountPropagation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from translator.kube.fault import Fault, Reason, dotted
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T577", "bad-mount", __doc__),)

_PROPAGATION = ("Bidirectional", "HostToContainer", "None")
_RECURSIVE = ("Disabled", "Enabled", "IfPossible")
_PARTS_OF_IMAGES = 33
_NO_VOLUME = "must be the name of a volume of the Pod"


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """volumeMounts and volumeDevices of a container."""
    mounts, devices = value.get("volumeMounts") or (), value.get("volumeDevices") or ()
    if not mounts and not devices:
        return
    volumes = _volumes(at)
    for index, mount in enumerate(mounts):
        yield from _mount(mount, at, index, volumes)
        yield from _propagation(mount, at, index)
    for index, device in enumerate(devices):
        yield from _device(device, at, index, volumes)


def _device(device: Mapping[str, Any], at: Visit, index: int, volumes: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    here, mounts = ("volumeDevices", index), at.value.get("volumeMounts") or ()
    name, path = device.get("name") or "", device.get("devicePath") or ""
    if not name:
        yield at.required(*here, "name")
    elif name not in volumes:
        yield at.fault(Reason.NOT_FOUND, (*here, "name"), _NO_VOLUME, name)
    elif any(name == mount.get("name") for mount in mounts):
        yield at.invalid(*here, "name", expected="must not be mounted as a folder too", value=name)
    elif not {"persistentVolumeClaim", "ephemeral"} & volumes[name].keys():
        yield at.invalid(*here, "name", expected="must be the name of a claim: only it can be a raw device", value=name)
    if not path:
        yield at.required(*here, "devicePath")
    else:
        yield from limits.no_backsteps(at, path, *here, "devicePath")
        if any(path == mount.get("mountPath") for mount in mounts):
            yield at.invalid(*here, "devicePath", expected="must not be the path of a mount", value=path)


def _mount(mount: Mapping[str, Any], at: Visit, index: int, volumes: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
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
    if "image" in volumes.get(name, ()) and at.whole.minor < _PARTS_OF_IMAGES:
        for field in ("subPath", "subPathExpr"):
            if mount.get(field):
                yield at.invalid(*here, field, expected="must be left out for a volume that is an image", value=mount[field])


def _propagation(mount: Mapping[str, Any], at: Visit, index: int) -> Iterator[Fault]:
    propagation, recursive = mount.get("mountPropagation"), mount.get("recursiveReadOnly")
    found: list[Fault] = []
    if propagation is not None and propagation not in _PROPAGATION:
        found.append(at.unsupported("volumeMounts", index, "mountPropagation", among=_PROPAGATION, value=propagation))
    if propagation == "Bidirectional" and not (at.value.get("securityContext") or {}).get("privileged"):
        expected = "must not be Bidirectional unless the container is privileged"
        found.append(at.forbidden("volumeMounts", index, "mountPropagation", expected=expected))
    where = ("volumeMounts", index, "recursiveReadOnly")
    if recursive is not None and recursive not in _RECURSIVE:
        found.append(at.unsupported(*where, among=_RECURSIVE, value=recursive))
    elif recursive not in (None, "Disabled"):
        if not mount.get("readOnly"):
            found.append(at.forbidden(*where, expected="must be left out unless readOnly is true"))
        if propagation not in (None, "None"):
            found.append(at.forbidden(*where, expected="must be left out beside mountPropagation"))
    for fault in found:
        # The API server forgets the position of the mount here too.
        yield replace(fault, named=f"{dotted(at.path)}.volumeMounts.{fault.path[-1]}")


def _volumes(at: Visit) -> Mapping[str, Mapping[str, Any]]:
    """The volumes of the Pod by name, and the claims that a StatefulSet makes for it."""
    pod = at.above("pod_spec")
    if pod is None:
        return {}
    found = {volume["name"]: volume for volume in pod.value.get("volumes") or () if volume.get("name")}
    owner = at.above("stateful_set_spec")
    claims = owner.value.get("volumeClaimTemplates") or () if owner is not None else ()
    for claim in claims:
        name = (claim.get("metadata") or {}).get("name")
        if name:
            found[name] = {"persistentVolumeClaim": {}}
    return found
