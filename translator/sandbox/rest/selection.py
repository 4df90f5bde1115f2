"""Selection: `labelSelector` and `fieldSelector` of lists, watches and deletions of many.

Grammar: k8s.io/apimachinery `pkg/labels` and `pkg/fields`. Fields: `metadata.name` and `metadata.namespace` of every kind, and
those that the kinds offer.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from translator.kube.names import LABEL_KEY, LABEL_VALUE
from translator.sandbox import statuses
from translator.sandbox.resources import Resource

Object = Mapping[str, Any]
Chosen = Callable[[Object], bool]

_EXPRESSION = re.compile(r"\s*(!?)\s*([^\s!=,()]+)\s*(?:(==|=|!=)\s*([^\s,()]*)|(in|notin)\s*\(([^)]*)\))?\s*(?:,|$)")
_FIELDS: Mapping[str, frozenset[str]] = {
    "Pod": frozenset({"spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase"}),
    "Event": frozenset(
        {
            *(
                f"involvedObject.{name}"
                for name in ("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath")
            ),
            *("reason", "type", "reportingComponent", "source"),
        }
    ),
    "Secret": frozenset({"type"}),
    "Namespace": frozenset({"status.phase"}),
    "Node": frozenset({"spec.unschedulable"}),
    "Job": frozenset({"status.successful"}),
    "ReplicaSet": frozenset({"status.replicas"}),
    "Service": frozenset({"spec.clusterIP", "spec.type"}),
}


def chosen(query: Mapping[str, str], resource: Resource) -> Chosen | None:
    """Which objects a query wants; None for all. Refused where a selector cannot be understood."""
    tests = (*_labels(query.get("labelSelector", "")), *_fields(query.get("fieldSelector", ""), resource))
    return (lambda value: all(test(value) for test in tests)) if tests else None


def _labels(text: str) -> tuple[Chosen, ...]:
    tests, place = [], 0
    while place < len(text):
        match = _EXPRESSION.match(text, place)
        if match is None or match.end() == place:
            raise statuses.bad(f"unable to parse requirement: {text[place:]}")
        tests.append(_label(*match.groups()))
        place = match.end()
    return tuple(tests)


def _label(absent: str, key: str, equals: str | None, value: str | None, within: str | None, values: str | None) -> Chosen:
    wanted = frozenset(each.strip() for each in values.split(",")) if values is not None else frozenset({value or ""})
    fault = LABEL_KEY.fault(key)
    if fault is not None or not all(LABEL_VALUE.accepts(each) for each in wanted):
        raise statuses.bad(f"unable to parse requirement: {key}: {fault or 'invalid label value'}")
    if absent:
        return lambda value: key not in _of(value)
    if equals is None and within is None:
        return lambda value: key in _of(value)
    if equals == "!=" or within == "notin":
        return lambda value: _of(value).get(key) not in wanted
    return lambda value: _of(value).get(key) in wanted


def _of(value: Object) -> Mapping[str, str]:
    labels: Mapping[str, str] = value["metadata"].get("labels") or {}
    return labels


def _fields(text: str, resource: Resource) -> tuple[Chosen, ...]:
    return tuple(_field(part, resource) for part in text.split(",") if part)


def _field(text: str, resource: Resource) -> Chosen:
    match = re.fullmatch(r"([^=!]+)(==|=|!=)(.*)", text)
    if match is None:
        raise statuses.bad(f'invalid selector: "{text}"; can\'t understand "{text}"')
    path, operator, wanted = match.groups()
    if path not in ("metadata.name", "metadata.namespace") and path not in _FIELDS.get(resource.kind, ()):
        raise statuses.bad(f"field label not supported: {path}")
    steps = path.split(".")
    if operator == "!=":
        return lambda value: _look(value, steps) != wanted
    return lambda value: _look(value, steps) == wanted


def _look(value: Any, steps: list[str]) -> str:
    for step in steps:
        value = value.get(step, "") if isinstance(value, Mapping) else ""
    return str(value).lower() if isinstance(value, bool) else str(value or "")
