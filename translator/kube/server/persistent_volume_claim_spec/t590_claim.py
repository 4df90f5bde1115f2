"""A claim asks for no size, has no access mode, or one that it cannot have.

accessModes has at least one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany and ReadWriteOncePod, the last one alone.
resources.requests has a storage greater than 0. volumeMode is Filesystem or Block, storageClassName and
volumeAttributesClassName are names of classes. A dataSource without apiGroup is a claim, and the same as dataSourceRef where
both are given.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Key
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T590", "bad-claim", __doc__),)

_SOURCES = ("dataSource", "dataSourceRef")
_ATTRIBUTES = 34
"""Since when there are classes of volume attributes (VolumeAttributesClass, on by default)."""
MODES = ("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Access, size and class of a claim or of a template of one."""
    modes = value.get("accessModes") or ()
    if not modes:
        yield at.required("accessModes", expected="must have at least one mode")
    for index, mode in enumerate(modes):
        if mode not in MODES:
            found = at.unsupported("accessModes", among=MODES, value=mode)
            yield Fault(found.path, found.reason, found.expected, (index,), value=mode)
    if "ReadWriteOncePod" in modes and len(set(modes)) > 1:
        yield at.forbidden("accessModes", expected="must not have another mode beside ReadWriteOncePod")
    size = ((value.get("resources") or {}).get("requests") or {}).get("storage")
    # The API server leaves out "requests" when it names the size.
    where = ("resources", Key("storage"))
    if size is None:
        yield at.required(*where, expected="must be given: resources.requests.storage says how much")
    elif (quantity.parse(str(size)) or 0) <= 0:
        yield at.invalid(*where, expected="must be greater than 0", value=size)
    yield from limits.optional(at, value.get("storageClassName"), names.DNS_SUBDOMAIN, "storageClassName")
    yield from limits.among(at, "volumeMode", ("Block", "Filesystem"))
    if value.get("volumeAttributesClassName") and at.whole.minor >= _ATTRIBUTES:
        yield from limits.text(at, value["volumeAttributesClassName"], names.DNS_SUBDOMAIN, "volumeAttributesClassName")
    for field in _SOURCES:
        if field in value:
            yield from _source(value[field], at, field)
    if all(field in value for field in _SOURCES):
        # Namespaces of sources are dropped unless they were enabled.
        first, second = ({part: value[field].get(part) for part in ("apiGroup", "kind", "name")} for field in _SOURCES)
        if first != second:
            yield at.invalid(expected="must have the same dataSource and dataSourceRef", inner=("dataSource",))


def _source(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    for name in ("name", "kind"):
        if not source.get(name):
            yield at.required(field, name)
    if not source.get("apiGroup") and source.get("kind") != "PersistentVolumeClaim":
        yield at.invalid(field, expected="must be a PersistentVolumeClaim where apiGroup is not given")
    yield from limits.optional(at, source.get("apiGroup"), names.DNS_SUBDOMAIN, field, "apiGroup")
