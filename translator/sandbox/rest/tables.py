"""Tables: the columns in which `kubectl get` shows the kinds that people look at, and rows of them.

Columns and what stands in them: k8s.io/kubernetes `pkg/printers/internalversion`. Other kinds have a name and an age.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from translator.sandbox.resources import Resource
from translator.sandbox.rest import cells

Object = Mapping[str, Any]
Cell = Callable[[Object, float], Any]
Column = tuple[str, str, int, Cell]
"""Name, type, priority (above 0 only with `-o wide`) and what stands in it."""


def table(
    values: Sequence[Object], resource: Resource, included: str, now: float, metadata: Mapping[str, Any]
) -> dict[str, Any]:
    """A table of objects.

    Args:
        included: what of each object the rows carry: `Metadata`, `Object` or `None`.
        now: seconds since the epoch, for ages.
    """
    columns = _COLUMNS.get(resource.kind, ())
    columns = (_NAME, *columns, _AGE) if not any(column[0] in ("Last Seen", "Age") for column in columns) else (_NAME, *columns)
    if resource.kind == "Event":
        columns = columns[1:]
    return {
        "kind": "Table",
        "apiVersion": "meta.k8s.io/v1",
        "metadata": dict(metadata) or {"resourceVersion": values[0]["metadata"].get("resourceVersion", "") if values else ""},
        "columnDefinitions": [_definition(column) for column in columns],
        "rows": [_row(value, columns, included, now) for value in values],
    }


def _definition(column: Column) -> dict[str, Any]:
    name, kind, priority, _ = column
    return {"name": name, "type": kind, "format": "name" if name == "Name" else "", "description": name, "priority": priority}


def _row(value: Object, columns: Sequence[Column], included: str, now: float) -> dict[str, Any]:
    row: dict[str, Any] = {"cells": [cell(value, now) for _, _, _, cell in columns]}
    if included == "Object":
        row["object"] = value
    elif included != "None":
        row["object"] = {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": value["metadata"]}
    return row


def _name(value: Object, now: float) -> str:  # noqa: ARG001
    return str(value["metadata"]["name"])


def _age(value: Object, now: float) -> str:
    return age(value["metadata"].get("creationTimestamp", ""), now)


def age(since: str, now: float) -> str:
    """How long ago a time was, as people say it: 45s, 5m30s, 3h, 12d."""
    if not since:
        return "<unknown>"
    return cells.duration(now - datetime.fromisoformat(since.replace("Z", "+00:00")).timestamp())


def _at(*path: str, default: Any = "<none>") -> Cell:
    def cell(value: Object, now: float) -> Any:  # noqa: ARG001
        found: Any = value
        for step in path:
            found = found.get(step) if isinstance(found, Mapping) else None
        return default if found in (None, "") else found

    return cell


def _plain(show: Callable[[Object], Any]) -> Cell:
    return lambda value, now: show(value)  # noqa: ARG005


def _always(text: str) -> Cell:
    return lambda value, now: text  # noqa: ARG005


_NAME: Column = ("Name", "string", 0, _name)
_AGE: Column = ("Age", "string", 0, _age)
_CONTAINERS: tuple[Column, ...] = (
    ("Containers", "string", 1, _plain(lambda value: cells.of_containers(value, "name"))),
    ("Images", "string", 1, _plain(lambda value: cells.of_containers(value, "image"))),
)
_SELECTOR: Column = ("Selector", "string", 1, _plain(cells.selector))
_COUNT = {"default": 0}

_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "Pod": (
        ("Ready", "string", 0, _plain(cells.pod_ready)),
        ("Status", "string", 0, _plain(cells.pod_status)),
        ("Restarts", "string", 0, _plain(cells.pod_restarts)),
        _AGE,
        ("IP", "string", 1, _at("status", "podIP")),
        ("Node", "string", 1, _at("spec", "nodeName")),
        ("Nominated Node", "string", 1, _at("status", "nominatedNodeName")),
        ("Readiness Gates", "string", 1, _at("none")),
    ),
    "Deployment": (
        ("Ready", "string", 0, _plain(lambda value: cells.ratio(value, "readyReplicas"))),
        ("Up-to-date", "integer", 0, _at("status", "updatedReplicas", **_COUNT)),
        ("Available", "integer", 0, _at("status", "availableReplicas", **_COUNT)),
        _AGE,
        *_CONTAINERS,
        _SELECTOR,
    ),
    "ReplicaSet": (
        ("Desired", "integer", 0, _at("spec", "replicas", **_COUNT)),
        ("Current", "integer", 0, _at("status", "replicas", **_COUNT)),
        ("Ready", "integer", 0, _at("status", "readyReplicas", **_COUNT)),
        _AGE,
        *_CONTAINERS,
        _SELECTOR,
    ),
    "StatefulSet": (("Ready", "string", 0, _plain(lambda value: cells.ratio(value, "readyReplicas"))), _AGE, *_CONTAINERS),
    "DaemonSet": (
        ("Desired", "integer", 0, _at("status", "desiredNumberScheduled", **_COUNT)),
        ("Current", "integer", 0, _at("status", "currentNumberScheduled", **_COUNT)),
        ("Ready", "integer", 0, _at("status", "numberReady", **_COUNT)),
        ("Up-to-date", "integer", 0, _at("status", "updatedNumberScheduled", **_COUNT)),
        ("Available", "integer", 0, _at("status", "numberAvailable", **_COUNT)),
        ("Node Selector", "string", 0, _plain(cells.node_selector)),
        _AGE,
        *_CONTAINERS,
        _SELECTOR,
    ),
    "Job": (
        ("Status", "string", 0, _plain(cells.job_status)),
        ("Completions", "string", 0, _plain(cells.job_completions)),
        ("Duration", "string", 0, cells.job_duration),
        _AGE,
        *_CONTAINERS,
        _SELECTOR,
    ),
    "CronJob": (
        ("Schedule", "string", 0, _at("spec", "schedule")),
        ("Timezone", "string", 0, _at("spec", "timeZone")),
        ("Suspend", "boolean", 0, _plain(lambda value: str(bool(value["spec"].get("suspend"))))),
        ("Active", "integer", 0, _plain(lambda value: len(value.get("status", {}).get("active", ())))),
        ("Last Schedule", "string", 0, _at("status", "lastScheduleTime")),
        _AGE,
    ),
    "Service": (
        ("Type", "string", 0, _at("spec", "type")),
        ("Cluster-IP", "string", 0, _at("spec", "clusterIP")),
        ("External-IP", "string", 0, _plain(cells.external_address)),
        ("Port(s)", "string", 0, _plain(cells.service_ports)),
        _AGE,
        _SELECTOR,
    ),
    "Ingress": (
        ("Class", "string", 0, _at("spec", "ingressClassName")),
        ("Hosts", "string", 0, _plain(cells.hosts)),
        ("Address", "string", 0, _plain(cells.load_balancers)),
        ("Ports", "string", 0, _plain(lambda value: "80, 443" if value["spec"].get("tls") else "80")),
        _AGE,
    ),
    "ConfigMap": (("Data", "integer", 0, _plain(lambda value: len(value.get("data", ())) + len(value.get("binaryData", ())))),),
    "Secret": (("Type", "string", 0, _at("type")), ("Data", "integer", 0, _plain(lambda value: len(value.get("data", ()))))),
    "Namespace": (("Status", "string", 0, _at("status", "phase")),),
    "Node": (
        ("Status", "string", 0, _always("Ready")),
        ("Version", "string", 0, _at("status", "nodeInfo", "kubeletVersion")),
    ),
    "PersistentVolumeClaim": (
        ("Status", "string", 0, _at("status", "phase")),
        ("Volume", "string", 0, _at("spec", "volumeName", default="")),
        ("Capacity", "string", 0, _at("status", "capacity", "storage", default="")),
        ("Access Modes", "string", 0, _plain(cells.access_modes)),
        ("StorageClass", "string", 0, _at("spec", "storageClassName", default="")),
        ("VolumeAttributesClass", "string", 0, _at("spec", "volumeAttributesClassName", default="<unset>")),
        _AGE,
        ("VolumeMode", "string", 1, _at("spec", "volumeMode")),
    ),
    "PersistentVolume": (
        ("Capacity", "string", 0, _at("spec", "capacity", "storage", default="")),
        ("Access Modes", "string", 0, _plain(cells.access_modes)),
        ("Reclaim Policy", "string", 0, _at("spec", "persistentVolumeReclaimPolicy")),
        ("Status", "string", 0, _at("status", "phase")),
        ("Claim", "string", 0, _plain(cells.claim)),
        ("StorageClass", "string", 0, _at("spec", "storageClassName", default="")),
    ),
    "HorizontalPodAutoscaler": (
        ("Reference", "string", 0, _plain(cells.scale_target)),
        ("Targets", "string", 0, _always("<unknown>")),
        ("MinPods", "string", 0, _at("spec", "minReplicas", default="<unset>")),
        ("MaxPods", "integer", 0, _at("spec", "maxReplicas")),
        ("Replicas", "integer", 0, _at("status", "currentReplicas", **_COUNT)),
    ),
    "Event": (
        ("Last Seen", "string", 0, lambda value, now: age(value.get("lastTimestamp") or value.get("eventTime") or "", now)),
        ("Type", "string", 0, _at("type")),
        ("Reason", "string", 0, _at("reason")),
        ("Object", "string", 0, _plain(cells.involved)),
        ("Message", "string", 0, _at("message")),
    ),
    "CustomResourceDefinition": (("Created At", "date", 0, _at("metadata", "creationTimestamp")), ("Age", "string", 1, _age)),
}
