"""Volumes: the sources that a Pod and a PersistentVolume both can have, storage systems above all.

Source: the functions `validate...VolumeSource` of k8s.io/kubernetes `pkg/apis/core/validation`. Most ask for no more than a few
texts; what a source must have is a row of `_NEEDED`, what is particular to one has a function.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault, Key, Reason, Step
from translator.kube.server import limits
from translator.kube.visit import Visit

HOST_PATHS = ("", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket")

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "awsElasticBlockStore": ("volumeID",),
    "azureDisk": ("diskName", "diskURI"),
    "azureFile": ("secretName", "shareName"),
    "cephfs": ("monitors",),
    "cinder": ("volumeID",),
    "flexVolume": ("driver",),
    "gcePersistentDisk": ("pdName",),
    "gitRepo": ("repository",),
    "glusterfs": ("endpoints", "path"),
    "iscsi": ("targetPortal", "iqn"),
    "photonPersistentDisk": ("pdID",),
    "portworxVolume": ("volumeID",),
    "quobyte": ("registry", "volume"),
    "rbd": ("monitors", "image"),
    "scaleIO": ("gateway", "system", "volumeName"),
    "storageos": ("volumeName",),
    "vsphereVolume": ("volumePath",),
}
_LONGEST_DRIVER = 63
_MOST = 255  # partitions and logical units
_INITIATOR = re.compile(
    r"iqn\.\d{4}-\d{2}\.[a-z0-9]+(?:[-.][a-z0-9]+)*(?::[^,;*&$|\s]+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32}"
)
_RESERVED = (".kubernetes.io", ".k8s.io")


def check(value: Mapping[str, Any], at: Visit, source: str) -> Iterator[Fault]:
    """The source in the field `source` of a volume; one that is not listed here is not looked at."""
    given = value[source]
    for field in _NEEDED.get(source, ()):
        if not given.get(field):
            yield at.required(source, field)
    particular = _PARTICULAR.get(source)
    if particular is not None:
        yield from particular(given, at, source)


def driver(at: Visit, name: str, *steps: Step) -> Iterator[Fault]:
    """The name of a CSI driver; capitals count as the letters that they are."""
    if len(name) > _LONGEST_DRIVER:
        expected = f"must have at most {_LONGEST_DRIVER} characters, not {len(name)}"
        yield at.fault(Reason.TOO_LONG, steps, expected)
    yield from limits.needed(at, name.lower(), names.DNS_SUBDOMAIN, *steps)


def _host_path(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    if not source.get("path"):
        yield at.required(field, "path")
        return
    yield from limits.no_backsteps(at, source["path"], field, "path")
    if source.get("type", "") not in HOST_PATHS:
        yield at.unsupported(field, "type", among=HOST_PATHS, value=source["type"])


def _nfs(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    path = source.get("path") or ""
    if not source.get("server"):
        yield at.required(field, "server")
    if not path:
        yield at.required(field, "path")
    elif not path.startswith("/"):
        yield at.invalid(field, "path", expected="must be an absolute path", value=path)


def _disk(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    yield from limits.between(at, source.get("partition"), 0, _MOST, field, "partition")


def _git(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    yield from limits.descending(at, source.get("directory") or "", field, "directory")


def _iscsi(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    for name in ("iqn", "initiatorName"):
        text = source.get(name)
        if text and not _INITIATOR.fullmatch(text):
            yield at.invalid(field, name, expected="must be a name such as iqn.2001-04.com.example:disk1", value=text)
    yield from limits.between(at, source.get("lun"), 0, _MOST, field, "lun")
    asks = source.get("chapAuthDiscovery") or source.get("chapAuthSession")
    if asks and source.get("secretRef") is None:
        yield at.required(field, "secretRef", expected="must be given with CHAP authentication")


def _fibre_channel(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    targets, ids = source.get("targetWWNs"), source.get("wwids")
    if not targets and not ids:
        yield at.required(field, "targetWWNs", expected="must be given, or wwids")
    if targets and ids:
        yield at.invalid(field, "targetWWNs", expected="must be left out beside wwids", value=targets)
    if targets and source.get("lun") is None:
        yield at.required(field, "lun", expected="must be given with targetWWNs")
    elif targets:
        yield from limits.between(at, source["lun"], 0, _MOST, field, "lun")


def _flocker(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    name, identity = source.get("datasetName"), source.get("datasetUUID")
    if not name and not identity:
        yield at.required(field, expected="must have datasetName or datasetUUID")
    if name and identity:
        yield at.invalid(field, expected="must have only one of datasetName and datasetUUID")
    if "/" in (name or ""):
        yield at.invalid(field, "datasetName", expected="must not contain a slash", value=name)


def _quobyte(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    pairs = (source.get("registry") or ":").split(",")
    if not all(re.fullmatch(r"(?:[^:\[\]]*|\[[^\]]*\]):[^:\[\]]*", pair) for pair in pairs):
        yield at.invalid(field, "registry", expected="must be pairs of host:port", value=source["registry"])


def _flex(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    for option in source.get("options") or {}:
        if f".{option.partition('/')[0]}".lower().endswith(_RESERVED):
            yield at.invalid(field, "options", Key(option), expected="must not belong to kubernetes.io or k8s.io")


def _azure(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    for name, words in (("cachingMode", ("None", "ReadOnly", "ReadWrite")), ("kind", ("Dedicated", "Managed", "Shared"))):
        if source.get(name) is not None and source[name] not in words:
            yield at.unsupported(field, name, among=words, value=source[name])
    beginning = {None: ""}.get(source.get("kind"), "/subscriptions/" if source.get("kind") == "Managed" else "https://")
    if not (source.get("diskURI") or "").startswith(beginning):
        yield at.fault(Reason.NOT_SUPPORTED, (field, "diskURI"), f"must begin with {beginning} for this kind")


def _storage_os(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    for name in ("volumeName", "volumeNamespace"):
        yield from limits.optional(at, source.get(name), names.DNS_LABEL, field, name)


_PARTICULAR: Mapping[str, Callable[[Mapping[str, Any], Visit, str], Iterator[Fault]]] = {
    "awsElasticBlockStore": _disk,
    "azureDisk": _azure,
    "fc": _fibre_channel,
    "flexVolume": _flex,
    "flocker": _flocker,
    "gcePersistentDisk": _disk,
    "gitRepo": _git,
    "hostPath": _host_path,
    "iscsi": _iscsi,
    "nfs": _nfs,
    "quobyte": _quobyte,
    "storageos": _storage_os,
}
