"""What may not change in an object, kind by kind; the table is that of the API server's own update validation."""

from copy import deepcopy
from typing import Any

import pytest

from translator.kube import immutable

_TEMPLATE = {"metadata": {"labels": {"app": "x"}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}
_WORKLOAD = {"replicas": 1, "selector": {"matchLabels": {"app": "x"}}, "template": _TEMPLATE}
_CLAIM = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Gi"}}, "storageClassName": "fast"}
_BASES: dict[str, dict[str, Any]] = {
    "Deployment": {"spec": _WORKLOAD},
    "DaemonSet": {"spec": _WORKLOAD},
    "StatefulSet": {
        "spec": {**_WORKLOAD, "serviceName": "x", "podManagementPolicy": "OrderedReady", "volumeClaimTemplates": []}
    },
    "Job": {
        "spec": {"completions": 1, "parallelism": 1, "backoffLimit": 6, "completionMode": "NonIndexed", "template": _TEMPLATE}
    },
    "Service": {"spec": {"type": "ClusterIP", "clusterIP": "10.96.0.1", "clusterIPs": ["10.96.0.1"], "ipFamilies": ["IPv4"]}},
    "PersistentVolumeClaim": {"spec": {**_CLAIM, "volumeName": "v"}, "status": {"phase": "Bound"}},
    "PersistentVolume": {"spec": {"capacity": {"storage": "1Gi"}, "hostPath": {"path": "/a"}, "volumeMode": "Filesystem"}},
    "ConfigMap": {"data": {"a": "1"}, "immutable": True},
    "Secret": {"data": {"a": "MQ=="}, "type": "Opaque", "immutable": True},
    "RoleBinding": {"roleRef": {"name": "a"}, "subjects": []},
    "StorageClass": {"provisioner": "p", "parameters": {"a": "1"}, "allowVolumeExpansion": False},
    "PriorityClass": {"value": 1, "description": ""},
    "IngressClass": {"spec": {"controller": "a"}},
    "Pod": {"spec": {"containers": [{"name": "c", "image": "i:1"}], "tolerations": []}},
}


def _faults(kind: str, path: str, value: Any, **base: Any) -> list[str]:
    before = {"kind": kind, "metadata": {"name": "x"}, **deepcopy(_BASES[kind]), **base}
    after = deepcopy(before)
    holder: Any = after
    *way, last = path.split(".")
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    holder[last] = value
    return [fault.field for fault in immutable.faults(before, after)]


@pytest.mark.parametrize(
    ("kind", "path", "value", "field"),
    [
        ("Deployment", "spec.selector", {"matchLabels": {"app": "y"}}, "spec.selector"),
        ("DaemonSet", "spec.selector", {"matchLabels": {"app": "y"}}, "spec.selector"),
        ("StatefulSet", "spec.serviceName", "y", "spec"),
        ("StatefulSet", "spec.podManagementPolicy", "Parallel", "spec"),
        ("StatefulSet", "spec.volumeClaimTemplates", [{"metadata": {"name": "d"}}], "spec"),
        ("Job", "spec.template", {"spec": {"containers": []}}, "spec.template"),
        ("Job", "spec.completions", 2, "spec.completions"),
        ("Job", "spec.completionMode", "Indexed", "spec.completionMode"),
        ("Service", "spec.clusterIPs", ["None"], "spec.clusterIPs[0]"),
        ("Service", "spec.ipFamilies", ["IPv6"], "spec.ipFamilies[0]"),
        ("PersistentVolumeClaim", "spec.storageClassName", "slow", "spec"),
        ("PersistentVolumeClaim", "spec.accessModes", ["ReadWriteMany"], "spec"),
        ("PersistentVolumeClaim", "spec.resources", {"requests": {"storage": "1Gi"}}, "spec.resources.requests.storage"),
        ("PersistentVolume", "spec.hostPath", {"path": "/b"}, "spec.persistentvolumesource"),
        ("PersistentVolume", "spec.volumeMode", "Block", "spec.volumeMode"),
        ("ConfigMap", "data", {"a": "2"}, "data"),
        ("ConfigMap", "immutable", False, "immutable"),
        ("Secret", "data", {"a": "Mg=="}, "data"),
        ("Secret", "type", "kubernetes.io/tls", "type"),
        ("RoleBinding", "roleRef", {"name": "b"}, "roleRef"),
        ("StorageClass", "parameters", {"a": "2"}, "parameters"),
        ("PriorityClass", "value", 2, "value"),
        ("IngressClass", "spec.controller", "b", "spec.controller"),
        ("Pod", "spec.containers.0.name", "d", "spec"),
    ],
)
def test_refused(kind: str, path: str, value: Any, field: str) -> None:
    assert _faults(kind, path, value) == [field]


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("Deployment", "spec.replicas", 5),
        ("Deployment", "spec.template", {"metadata": {"labels": {"app": "x"}}, "spec": {"containers": []}}),
        ("StatefulSet", "spec.replicas", 5),
        ("StatefulSet", "spec.template", {}),
        ("StatefulSet", "spec.minReadySeconds", 5),
        ("StatefulSet", "spec.revisionHistoryLimit", 5),
        ("Job", "spec.parallelism", 5),
        ("Job", "spec.backoffLimit", 5),
        ("Job", "spec.suspend", True),
        ("Service", "spec.selector", {"app": "y"}),
        ("PersistentVolumeClaim", "spec.resources", {"requests": {"storage": "4Gi"}}),
        ("PersistentVolumeClaim", "spec.volumeAttributesClassName", "gold"),
        ("PersistentVolume", "spec.capacity", {"storage": "2Gi"}),
        ("RoleBinding", "subjects", [{"name": "a"}]),
        ("StorageClass", "allowVolumeExpansion", True),
        ("PriorityClass", "description", "x"),
        ("Pod", "spec.containers.0.image", "i:2"),
    ],
)
def test_accepted(kind: str, path: str, value: Any) -> None:
    assert _faults(kind, path, value) == []


def test_what_is_not_sealed_may_change() -> None:
    assert _faults("ConfigMap", "data", {"a": "2"}, immutable=False) == []
    assert _faults("Secret", "data", {"a": "Mg=="}, immutable=False) == []


def test_a_claim_that_waits_takes_a_class_but_no_other_size() -> None:
    spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Gi"}}}
    assert _faults("PersistentVolumeClaim", "spec.storageClassName", "fast", spec=spec, status={"phase": "Pending"}) == []
    larger = {"requests": {"storage": "4Gi"}}
    assert _faults("PersistentVolumeClaim", "spec.resources", larger, spec=spec, status={"phase": "Pending"}) == ["spec"]


def test_an_external_name_frees_the_address() -> None:
    before = {"kind": "Service", **_BASES["Service"]}
    after = {"kind": "Service", "spec": {"type": "ExternalName", "externalName": "example.com"}}
    assert immutable.faults(before, after) == []


def test_values_of_secrets_are_not_shown() -> None:
    before = {"kind": "Secret", **_BASES["Secret"]}
    (fault,) = immutable.faults(before, {**before, "data": {"a": "c2VjcmV0"}})
    assert "c2VjcmV0" not in repr(fault)
    assert fault.value is None
