"""The source of a volume lacks a name or a path, or has one that it cannot have.

Volumes of Secrets, ConfigMaps and claims name the object. Items have a key and a path inside the volume: relative, without
".." and each path once. Modes go from 0 to 0777 (octal: write 0644 in YAML, 420 in JSON). Paths on the node must not
contain "..".
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Step
from translator.kube.server import limits, references
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T581", "bad-volume-source", __doc__),)

_HIGHEST_MODE = 0o777
_HOST_PATHS = ("", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket")
_TOKEN_SECONDS = (10 * 60, 1 << 32)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The source of one volume."""
    for field, source in value.items():
        found = _CHECKS.get(field)
        if found is not None:
            yield from found(source, at, field)


def _empty_dir(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if "sizeLimit" in source and (quantity.parse(str(source["sizeLimit"])) or 0) < 0:
        yield at.forbidden(*steps, "sizeLimit", expected="must be at least 0")


def _host_path(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not source.get("path"):
        yield at.required(*steps, "path")
    else:
        yield from limits.no_backsteps(at, source["path"], *steps, "path")
    if source.get("type", "") not in _HOST_PATHS:
        yield at.unsupported(*steps, "type", among=_HOST_PATHS, value=source["type"])


def _claim(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not source.get("claimName"):
        yield at.required(*steps, "claimName")


def _nfs(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    path = source.get("path") or ""
    if not source.get("server"):
        yield at.required(*steps, "server")
    if not path:
        yield at.required(*steps, "path")
    elif not path.startswith("/"):
        yield at.invalid(*steps, "path", expected="must be an absolute path", value=path)


def _csi(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from limits.needed(at, source.get("driver"), names.DNS_SUBDOMAIN, *steps, "driver")


def _files(name: str) -> Callable[..., Iterator[Fault]]:
    """The check of a source whose files are the keys of an object, which is named in the field `name`."""

    def check_files(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
        if not source.get(name):
            yield at.required(*steps, name)
        yield from _mode(source, at, *steps, field="defaultMode")
        for index, item in enumerate(source.get("items") or ()):
            here = (*steps, "items", index)
            if not item.get("key"):
                yield at.required(*here, "key")
            if not item.get("path"):
                yield at.required(*here, "path")
            else:
                yield from limits.unreserved(at, item["path"], *here, "path")
            yield from _mode(item, at, *here)

    return check_files


def _downward(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from _mode(source, at, *steps, field="defaultMode")
    for index, item in enumerate(source.get("items") or ()):
        here = (*steps, "items", index)
        if not item.get("path"):
            yield at.required(*here, "path")
        else:
            yield from limits.unreserved(at, item["path"], *here, "path")
        if "fieldRef" in item:
            yield from references.pod_field(at, item["fieldRef"], references.VOLUME_FIELDS, *here, "fieldRef")
            if "resourceFieldRef" in item:
                yield at.invalid(*here, expected="must have only one of fieldRef and resourceFieldRef")
        elif "resourceFieldRef" in item:
            yield from references.resource_field(at, item["resourceFieldRef"], *here, "resourceFieldRef", volume=True)
        else:
            yield at.required(*here, expected="must have one of fieldRef and resourceFieldRef")
        yield from _mode(item, at, *here)


def _projected(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from _mode(source, at, *steps, field="defaultMode")
    paths: set[str] = set()
    for index, each in enumerate(source.get("sources") or ()):
        here = (*steps, "sources", index)
        for position, (field, part) in enumerate(each.items()):
            if position:
                yield at.forbidden(*here, field, expected="must stand in an item of its own: an item has one source")
            elif field in _PROJECTED:
                yield from _PROJECTED[field](part, at, *here, field)
            for path in _paths(part):
                if path in paths:
                    # The API server names the volume, and not the item.
                    yield at.invalid(*steps, expected=f"has two files with the path {path}", inner=here[len(steps) :])
                paths.add(path)


def _paths(part: Mapping[str, Any]) -> Iterator[str]:
    yield from (item["path"] for item in part.get("items") or () if item.get("path"))
    if part.get("path"):
        yield part["path"]


def _token(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    low, high = _TOKEN_SECONDS
    yield from limits.between(at, source.get("expirationSeconds"), low, high, *steps, "expirationSeconds")
    if not source.get("path"):
        yield at.required(*steps, "path")
    else:
        yield from limits.unreserved(at, source["path"], *steps, "path")


def _mode(source: Mapping[str, Any], at: Visit, *steps: Step, field: str = "mode") -> Iterator[Fault]:
    mode = source.get(field)
    if mode is not None and not 0 <= mode <= _HIGHEST_MODE:
        yield at.invalid(*steps, field, expected="must be between 0 and 0777 (octal)", value=mode)


_PROJECTED: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "secret": _files("name"),
    "configMap": _files("name"),
    "downwardAPI": _downward,
    "serviceAccountToken": _token,
}
_CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "emptyDir": _empty_dir,
    "hostPath": _host_path,
    "persistentVolumeClaim": _claim,
    "nfs": _nfs,
    "csi": _csi,
    "secret": _files("secretName"),
    "configMap": _files("name"),
    "downwardAPI": _downward,
    "projected": _projected,
}
