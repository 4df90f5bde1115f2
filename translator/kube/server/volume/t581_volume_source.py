"""The source of a volume lacks a name or a path, or has one that it cannot have.

Volumes of Secrets, ConfigMaps and claims name the object, and those of storage systems the disk and where it is. Items have a
key and a path inside the volume: relative, without ".." and each path once. Modes go from 0 to 0777 (octal: write 0644 in YAML,
420 in JSON). Paths on the node must not contain "..". A claim that is made with the Pod has labels and annotations, no name.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Reason, Step, dotted
from translator.kube.server import limits, references, volumes
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T581", "bad-volume-source", __doc__),)

_HIGHEST_MODE = 0o777
_TOKEN_SECONDS = (10 * 60, 1 << 32)
_PULLS = ("Always", "IfNotPresent", "Never")
_OF_CLAIM = ("annotations", "labels", "creationTimestamp")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The source of one volume."""
    for field, source in value.items():
        found = _CHECKS.get(field)
        if found is not None:
            yield from found(source, at, field)
        elif field != "name":
            yield from volumes.check(value, at, field)


def _empty_dir(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if "sizeLimit" in source and (quantity.parse(str(source["sizeLimit"])) or 0) < 0:
        yield at.forbidden(*steps, "sizeLimit", expected="must be at least 0")


def _claim(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not source.get("claimName"):
        yield at.required(*steps, "claimName")


def _csi(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from volumes.driver(at, source.get("driver") or "", *steps, "driver")
    if "nodePublishSecretRef" in source:
        name = source["nodePublishSecretRef"].get("name")
        yield from limits.needed(at, name, names.DNS_SUBDOMAIN, *steps, "nodePublishSecretRef", "name")


def _ephemeral(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    template = source.get("volumeClaimTemplate")
    if template is None:
        yield at.required(*steps, "volumeClaimTemplate")
        return
    here = (*steps, "volumeClaimTemplate", "metadata")
    meta = template.get("metadata") or {}
    yield from limits.labels(at, meta.get("labels") or {}, *here, "labels")
    for field in meta:
        if meta[field] and field not in _OF_CLAIM:
            yield at.forbidden(*here, field, expected="must be left out: only labels and annotations are kept")


def _image(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if at.whole.kind == "Pod" and not source.get("reference"):
        yield at.required(*steps, "reference")
    if source.get("pullPolicy") and source["pullPolicy"] not in _PULLS:
        yield at.unsupported(*steps, "pullPolicy", among=_PULLS, value=source["pullPolicy"])


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
            yield from _path(item, at, *here, "path")
            yield from _mode(item, at, *here)

    return check_files


def _downward(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from _mode(source, at, *steps, field="defaultMode")
    for index, item in enumerate(source.get("items") or ()):
        for found in _downward_file(item, at, *steps, "items", index):
            # The API server forgets the list and the position of the file here.
            given = dotted((*found.path[: len(at.path) + len(steps)], *found.path[len(at.path) + len(steps) + 2 :]))
            yield Fault(found.path, found.reason, found.expected, found.inner, given, among=found.among, value=found.value)


def _downward_file(item: Mapping[str, Any], at: Visit, *here: Step) -> Iterator[Fault]:
    yield from _path(item, at, *here, "path")
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
        for field, part in each.items():
            if field in _PROJECTED:
                yield from _PROJECTED[field](part, at, *here, field)
            for path in _paths(part) if field != "serviceAccountToken" else ():
                if path in paths:
                    # The API server names the volume, and not the item.
                    yield at.invalid(*steps, expected=f"has two files with the path {path}", inner=here[len(steps) :])
                paths.add(path)
        if len(each) > 1:
            yield at.forbidden(*here, expected="must have only one source: each stands in an item of its own")


def _paths(part: Mapping[str, Any]) -> Iterator[str]:
    yield from (item["path"] for item in part.get("items") or () if item.get("path"))
    if part.get("path"):
        yield part["path"]


def _token(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    low, high = _TOKEN_SECONDS
    yield from limits.between(at, source.get("expirationSeconds"), low, high, *steps, "expirationSeconds")
    # The API server leaves out the item when it names the path of the token.
    named = dotted((*at.path, steps[0], "path"))
    for found in _path(source, at, *steps, "path"):
        yield Fault(found.path, found.reason, found.expected, named=named, value=found.value)


def _bundle(source: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    given = [field for field in ("name", "signerName") if source.get(field) is not None]
    if len(given) != 1:
        reason, expected = (Reason.INVALID, "only one") if given else (Reason.REQUIRED, "one")
        yield at.fault(reason, steps, f"must have {expected} of name and signerName")
    elif not source[given[0]]:
        yield at.required(*steps, given[0])
    elif given == ["name"] and source.get("labelSelector") is not None:
        yield at.invalid(*steps, "labelSelector", expected="must be left out beside name")
    yield from _path(source, at, *steps, "path")


def _path(item: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    if not item.get("path"):
        yield at.required(*steps)
    else:
        yield from limits.unreserved(at, item["path"], *steps)


def _mode(source: Mapping[str, Any], at: Visit, *steps: Step, field: str = "mode") -> Iterator[Fault]:
    mode = source.get(field)
    if mode is not None and not 0 <= mode <= _HIGHEST_MODE:
        yield at.invalid(*steps, field, expected="must be between 0 and 0777 (octal)", value=mode)


_PROJECTED: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "clusterTrustBundle": _bundle,
    "secret": _files("name"),
    "configMap": _files("name"),
    "downwardAPI": _downward,
    "serviceAccountToken": _token,
}
_CHECKS: Mapping[str, Callable[..., Iterator[Fault]]] = {
    "emptyDir": _empty_dir,
    "persistentVolumeClaim": _claim,
    "csi": _csi,
    "ephemeral": _ephemeral,
    "image": _image,
    "secret": _files("secretName"),
    "configMap": _files("name"),
    "downwardAPI": _downward,
    "projected": _projected,
}
