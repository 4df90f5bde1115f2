"""A metric of an autoscaler names no source, another one than its type, or no target.

The type is Resource, ContainerResource, Pods, Object or External, and the field of that name is given, no other. A target
has the type Utilization, Value or AverageValue, and the value that goes with it, greater than 0. Metrics of resources take
either averageUtilization, in percent of the requests, or averageValue.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import names, quantity
from translator.kube.fault import Fault, Step
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T594", "bad-metric", __doc__),)

_FIELDS = {
    "ContainerResource": "containerResource",
    "External": "external",
    "Object": "object",
    "Pods": "pods",
    "Resource": "resource",
}
_TARGETS = ("Utilization", "Value", "AverageValue")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """One metric."""
    kind = value.get("type") or ""
    if not kind:
        yield at.required("type", expected=f"must be one of {', '.join(_FIELDS)}")
    if kind not in _FIELDS:
        yield at.unsupported("type", among=tuple(_FIELDS), value=kind)
    present = [field for field in _FIELDS.values() if field in value]
    wanted = _FIELDS.get(kind)
    if wanted is not None and wanted not in value:
        yield at.required(wanted, expected=f"must be given with the type {kind}")
    if len(present) != 1:
        for field in present:
            if field != wanted:
                yield at.forbidden(field, expected=f"must be left out with the type {kind}")
    for field in present:
        yield from _SOURCES[field](value[field], at, field)


def _resource(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    if not source.get("name"):
        yield at.required(field, "name")
    if field == "containerResource" and not source.get("container"):
        yield at.required(field, "container")
    target = source.get("target") or {}
    yield from _target(target, at, field, "target")
    utilization, average = target.get("averageUtilization"), target.get("averageValue")
    if utilization is None and average is None:
        yield at.required(field, "target", "averageUtilization", expected="must be given, or averageValue")
    if utilization is not None and average is not None:
        yield at.forbidden(field, "target", "averageValue", expected="must be left out beside averageUtilization")


def _pods(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    yield from _metric(source.get("metric") or {}, at, field)
    target = source.get("target") or {}
    yield from _target(target, at, field, "target")
    if not _amount(target.get("averageValue")):
        yield at.required(field, "target", "averageValue", expected="must be given and be greater than 0")


def _object(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    described = source.get("describedObject") or {}
    for name in ("kind", "name"):
        yield from limits.needed(at, described.get(name), names.PATH_SEGMENT, field, "describedObject", name)
    yield from _metric(source.get("metric") or {}, at, field)
    yield from _valued(source.get("target") or {}, at, field)


def _external(source: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    yield from _metric(source.get("metric") or {}, at, field)
    yield from _valued(source.get("target") or {}, at, field)


def _valued(target: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    yield from _target(target, at, field, "target")
    if target.get("value") is None and target.get("averageValue") is None:
        yield at.required(field, "target", "averageValue", expected="must be given, or value")
    if target.get("value") is not None and target.get("averageValue") is not None and field == "external":
        yield at.forbidden(field, "target", "value", expected="must be left out beside averageValue")


def _metric(metric: Mapping[str, Any], at: Visit, field: str) -> Iterator[Fault]:
    yield from limits.needed(at, metric.get("name"), names.PATH_SEGMENT, field, "metric", "name")


def _target(target: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    kind = target.get("type") or ""
    if not kind:
        yield at.required(*steps, "type", expected=f"must be one of {', '.join(_TARGETS)}")
    if kind not in _TARGETS:
        yield at.invalid(*steps, "type", expected="must be Utilization, Value or AverageValue", value=kind)
    for field in ("value", "averageValue"):
        if target.get(field) is not None and _amount(target[field]) <= 0:
            yield at.invalid(*steps, field, expected="must be greater than 0", value=target[field])
    utilization = target.get("averageUtilization")
    if utilization is not None and utilization < 1:
        yield at.invalid(*steps, "averageUtilization", expected="must be at least 1", value=utilization)


def _amount(value: Any) -> int:
    return 0 if value is None else quantity.parse(str(value)) or 0


_SOURCES: Mapping[str, Callable[[Mapping[str, Any], Visit, str], Iterator[Fault]]] = {
    "resource": _resource,
    "containerResource": _resource,
    "pods": _pods,
    "object": _object,
    "external": _external,
}
