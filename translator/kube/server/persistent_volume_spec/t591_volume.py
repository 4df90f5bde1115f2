"""A PersistentVolume has no source, no size, no access mode, or one of them that it cannot have.

It has exactly one source, such as csi, nfs, hostPath or local; a capacity, which is storage and nothing else; and access
modes. A CSI source names its driver and the volume, and its secrets by name and namespace. The reclaim policy is Retain,
Delete or Recycle.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Key, Reason, Step
from translator.kube.server import limits
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
    "nodeStageSecretRef",
)
_LONGEST_DRIVER = 63


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Access, size, source and policy."""
    modes = value.get("accessModes") or ()
    if not modes:
        yield at.required("accessModes", expected="must have at least one mode")
    for index, mode in enumerate(modes):
        if mode not in _MODES:
            found = at.unsupported("accessModes", among=_MODES, value=mode)
            yield Fault(found.path, found.reason, found.expected, (index,), value=mode)
    yield from _capacity(value.get("capacity") or {}, at)
    found_sources = [source for source in _SOURCES if source in value]
    if not found_sources:
        yield at.required(expected="must have a source such as csi, nfs or hostPath")
    for source in found_sources[1:]:
        yield at.forbidden(source, expected=f"must be left out beside {found_sources[0]}: a volume has one source")
    for source in found_sources[:1]:
        if source in _CHECKS:
            yield from _CHECKS[source](value[source], at, source)
    yield from limits.among(at, "persistentVolumeReclaimPolicy", ("Delete", "Recycle", "Retain"))
    yield from limits.optional(at, value.get("storageClassName"), names.DNS_SUBDOMAIN, "storageClassName")
    yield from limits.among(at, "volumeMode", ("Block", "Filesystem"))
    if "nodeAffinity" in value and value["nodeAffinity"].get("required") is None:
        yield at.required("nodeAffinity", "required")


def _capacity(capacity: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    if not capacity:
        yield at.required("capacity", expected="must say how much storage there is")
    if "storage" not in capacity or len(capacity) > 1:
        yield at.fault(Reason.NOT_SUPPORTED, ("capacity",), "must have storage and nothing else")
    for name, size in capacity.items():
        if (quantity.parse(str(size)) or 0) <= 0:
            yield at.invalid("capacity", Key(name), expected="must be greater than 0", value=size)


def _host_path(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    path = source.get("path") or ""
    if not path:
        yield at.required(*steps, "path")
    yield from limits.no_backsteps(at, path, *steps, "path")
    if path.rstrip("/") == "" and path and at.value.get("persistentVolumeReclaimPolicy") == "Recycle":
        yield at.forbidden("persistentVolumeReclaimPolicy", expected="must not be Recycle for the path /")


def _nfs(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    path = source.get("path") or ""
    if not source.get("server"):
        yield at.required(*steps, "server")
    if not path:
        yield at.required(*steps, "path")
    if not path.startswith("/"):
        yield at.invalid(*steps, "path", expected="must be an absolute path", value=path)


def _local(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not source.get("path"):
        yield at.required(*steps, "path")
    yield from limits.no_backsteps(at, source.get("path") or "", *steps, "path")
    if not (at.value.get("nodeAffinity") or {}).get("required"):
        yield at.required("nodeAffinity", expected="must be given for a local volume")


def _csi(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    driver = source.get("driver") or ""
    if len(driver) > _LONGEST_DRIVER:
        yield at.fault(
            Reason.TOO_LONG, (*steps, "driver"), f"must have at most {_LONGEST_DRIVER} characters, not {len(driver)}"
        )
    yield from limits.needed(at, driver.lower(), names.DNS_SUBDOMAIN, *steps, "driver")
    if not source.get("volumeHandle"):
        yield at.required(*steps, "volumeHandle")
    for field in _SECRETS:
        if field in source:
            yield from limits.needed(at, source[field].get("name"), names.DNS_SUBDOMAIN, *steps, field, "name")
            yield from limits.needed(at, source[field].get("namespace"), names.DNS_LABEL, *steps, field, "namespace")


_CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {"hostPath": _host_path, "nfs": _nfs, "local": _local, "csi": _csi}
