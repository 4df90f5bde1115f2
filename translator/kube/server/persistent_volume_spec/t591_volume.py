"""A PersistentVolume has no source, no size, no access mode, or one of them that it cannot have.

It has exactly one source, such as csi, nfs, hostPath or local; a capacity, which is storage and nothing else; and access
modes, ReadWriteOncePod alone. A CSI source names its driver and the volume, and its secrets by name and namespace. The reclaim
policy is Retain, Delete or Recycle.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Key, Reason, Step
from translator.kube.server import limits, volumes
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T591", "bad-persistent-volume", __doc__),)

_MODES = ("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod")
# In the order in which the API server looks at them; the later ones are one too many.
_SOURCES = (
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "flocker",
    "nfs",
    "rbd",
    "quobyte",
    "cephfs",
    "iscsi",
    "cinder",
    "fc",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "scaleIO",
    "local",
    "storageos",
    "csi",
)
_SECRETS = (
    "controllerPublishSecretRef",
    "controllerExpandSecretRef",
    "nodePublishSecretRef",
    "nodeExpandSecretRef",
)
_ATTRIBUTES = 34


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Access, size, source and policy."""
    modes = value.get("accessModes") or ()
    if not modes:
        yield at.required("accessModes", expected="must have at least one mode")
    for index, mode in enumerate(modes):
        if mode not in _MODES:
            found = at.unsupported("accessModes", among=_MODES, value=mode)
            yield Fault(found.path, found.reason, found.expected, (index,), value=mode)
    if "ReadWriteOncePod" in modes and set(modes) & set(_MODES[:-1]):
        yield at.forbidden("accessModes", expected="must not have another mode beside ReadWriteOncePod")
    yield from _capacity(value.get("capacity") or {}, at)
    yield from _sources(value, at)
    yield from limits.among(at, "persistentVolumeReclaimPolicy", ("Delete", "Recycle", "Retain"))
    yield from limits.optional(at, value.get("storageClassName"), names.DNS_SUBDOMAIN, "storageClassName")
    yield from limits.among(at, "volumeMode", ("Block", "Filesystem"))
    if "nodeAffinity" in value and value["nodeAffinity"].get("required") is None:
        yield at.required("nodeAffinity", "required")
    name = value.get("volumeAttributesClassName")
    if name is not None and at.whole.minor >= _ATTRIBUTES:
        yield from limits.needed(at, name, names.DNS_SUBDOMAIN, "volumeAttributesClassName")
        if "csi" not in value:
            yield at.required("csi", expected="must be given with volumeAttributesClassName")


def _capacity(capacity: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    if not capacity:
        yield at.required("capacity", expected="must say how much storage there is")
    if "storage" not in capacity or len(capacity) > 1:
        yield at.fault(Reason.NOT_SUPPORTED, ("capacity",), "must have storage and nothing else")
    for name, size in capacity.items():
        if (quantity.parse(str(size)) or 0) <= 0:
            yield at.invalid("capacity", Key(name), expected="must be greater than 0", value=size)


def _sources(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    found = [source for source in _SOURCES if source in value]
    if not found:
        yield at.required(expected="must have a source such as csi, nfs or hostPath")
    for source in found[1:]:
        # A flexVolume beside another source goes unnoticed until the next one.
        if source != "flexVolume":
            yield at.forbidden(source, expected=f"must be left out beside {found[0]}: a volume has one source")
    for source in found[:1]:
        if source in _CHECKS:
            yield from _CHECKS[source](value[source], at, source)
        else:
            yield from volumes.check(value, at, source)
    path = (value.get("hostPath") or {}).get("path") or ""
    if path and path.rstrip("/") == "" and value.get("persistentVolumeReclaimPolicy") == "Recycle":
        yield at.forbidden("persistentVolumeReclaimPolicy", expected="must not be Recycle for the path /")


def _local(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not source.get("path"):
        yield at.required(*steps, "path")
    else:
        yield from limits.no_backsteps(at, source["path"], *steps, "path")
    if "nodeAffinity" not in at.value:
        yield at.required("nodeAffinity", expected="must be given for a local volume")


def _csi(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from volumes.driver(at, source.get("driver") or "", *steps, "driver")
    if not source.get("volumeHandle"):
        yield at.required(*steps, "volumeHandle")
    for field in _SECRETS:
        if field in source:
            yield from limits.needed(at, source[field].get("name"), names.DNS_SUBDOMAIN, *steps, field, "name")
            yield from limits.needed(at, source[field].get("namespace"), names.DNS_LABEL, *steps, field, "namespace")


_CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {"local": _local, "csi": _csi}
