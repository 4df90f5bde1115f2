"""Initial values: what the API server gives an object of a kind when it is created, beyond its defaults.

Generation, first status, labels and finalizers that belong to a kind, addresses of Services. Sources: the strategies in
k8s.io/kubernetes `pkg/registry` and the admission plugins that are always on.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.writing import service

Object = dict[str, Any]

_WITHOUT_GENERATION = frozenset(
    {
        *(
            "Namespace",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Service",
            "ResourceQuota",
            "HorizontalPodAutoscaler",
        ),
        *("CertificateSigningRequest", "VolumeAttachment", "ServiceCIDR", "APIService", "ResourceClaim"),
    }
)
_ALSO_GENERATION = frozenset(
    {"NetworkPolicy", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "PriorityLevelConfiguration"}
)
_STATUS: Mapping[str, Mapping[str, Any]] = {
    "DaemonSet": {"currentNumberScheduled": 0, "numberMisscheduled": 0, "desiredNumberScheduled": 0, "numberReady": 0},
    "HorizontalPodAutoscaler": {"desiredReplicas": 0, "currentMetrics": None},
    "Ingress": {"loadBalancer": {}},
    "Namespace": {"phase": "Active"},
    "PersistentVolumeClaim": {"phase": "Pending"},
    "PodDisruptionBudget": {"disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0},
    "ReplicaSet": {"replicas": 0},
    "ReplicationController": {"replicas": 0},
    "Service": {"loadBalancer": {}},
    "StatefulSet": {"replicas": 0, "availableReplicas": 0},
}


def counts_generations(resource: Resource, *, custom: bool) -> bool:
    """Whether the objects of a resource carry `metadata.generation`."""
    if custom or resource.kind in _ALSO_GENERATION:
        return True
    return resource.has("status") and resource.kind not in _WITHOUT_GENERATION


def status(resource: Resource, cluster: Cluster) -> Mapping[str, Any] | None:
    """The status of a new object; None for a kind without one."""
    if not resource.has("status"):
        return None
    if resource.kind == "PersistentVolume":
        return {"phase": "Pending", "lastPhaseTransitionTime": cluster.now()}
    if cluster.is_custom(resource):
        return None
    return _STATUS.get(resource.kind, {})


def generated(value: Mapping[str, Any], fault: Fault) -> bool:
    """Whether a fault is about what the server itself filled in: the selector of a Job, which nobody may give."""
    if value.get("kind") != "Job" or fault.path[:2] != ("spec", "selector"):
        return False
    selector = {"matchLabels": {"batch.kubernetes.io/controller-uid": value["metadata"].get("uid")}}
    return bool(value["spec"].get("selector") == selector)


def complete(value: Object, resource: Resource, cluster: Cluster) -> list[Fault]:
    """Fills in a new object, in place. What cannot be filled in is returned as faults."""
    fill = _FILLS.get(resource.kind)
    return (fill(value, cluster) or []) if fill else []


def update(value: Object, before: Mapping[str, Any], resource: Resource, cluster: Cluster) -> list[Fault]:
    """Fills in a changed object, in place."""
    if resource.kind == "Service":
        return service.complete(value, cluster, before)
    if resource.kind == "CustomResourceDefinition":
        return _incomplete(value.get("spec") or {})
    if resource.kind == "Secret":
        _secret(value, cluster)
    if resource.kind == "DaemonSet" and value["spec"].get("template") != before["spec"].get("template"):
        generation = int(before["metadata"].get("annotations", {}).get(_TEMPLATE_GENERATION, "1"))
        value["metadata"].setdefault("annotations", {})[_TEMPLATE_GENERATION] = str(generation + 1)
    return []


_TEMPLATE_GENERATION = "deprecated.daemonset.template.generation"


def _finalizer(name: str) -> Callable[[Object, Cluster], None]:
    def fill(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
        finalizers = value["metadata"].setdefault("finalizers", [])
        if name not in finalizers:
            finalizers.append(name)

    return fill


def _namespace(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
    value["metadata"].setdefault("labels", {})["kubernetes.io/metadata.name"] = value["metadata"]["name"]
    value.setdefault("spec", {})["finalizers"] = ["kubernetes"]


def _secret(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
    for name, text in (value.pop("stringData", None) or {}).items():
        value.setdefault("data", {})[name] = base64.b64encode(text.encode()).decode()


def _daemon_set(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
    value["metadata"].setdefault("annotations", {})[_TEMPLATE_GENERATION] = "1"


def _job(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
    """The labels and the selector that tell the Pods of a Job, unless its author takes care of that."""
    spec, metadata = value["spec"], value["metadata"]
    if spec.get("manualSelector"):
        return
    template = spec["template"].setdefault("metadata", {}).setdefault("labels", {})
    for prefix in ("batch.kubernetes.io/", ""):
        template[prefix + "controller-uid"] = metadata["uid"]
        template[prefix + "job-name"] = metadata["name"]
    spec["selector"] = {"matchLabels": {"batch.kubernetes.io/controller-uid": metadata["uid"]}}
    metadata.setdefault("labels", {}).update(template)


def _stateful_set(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
    for claim in value["spec"].get("volumeClaimTemplates", ()):
        claim["status"] = {"phase": "Pending"}


def _pod(value: Object, cluster: Cluster) -> None:  # noqa: ARG001
    value["status"] = {"phase": "Pending", "qosClass": quality(value["spec"])}


def quality(spec: Mapping[str, Any]) -> str:
    """The quality of service class of a Pod: Guaranteed where every container's limits equal its requests, and are given."""
    containers = [*spec.get("initContainers", ()), *spec.get("containers", ())]
    resources = [container.get("resources", {}) for container in containers]
    asked = [
        part for each in resources for part in (each.get("limits", {}), each.get("requests", {})) if part.keys() & _COUNTED
    ]
    if not asked:
        return "BestEffort"
    for each in resources:
        limits = each.get("limits", {})
        if not limits.keys() >= _COUNTED or any(
            each.get("requests", limits).get(name, limits[name]) != limits[name] for name in _COUNTED
        ):
            return "Burstable"
    return "Guaranteed"


_COUNTED = frozenset({"cpu", "memory"})


def _incomplete(spec: Mapping[str, Any]) -> list[Fault]:
    """What a definition lacks to define anything."""
    names = spec.get("names") or {}
    wanted = {
        ("spec", "group"): spec.get("group"),
        ("spec", "names", "plural"): names.get("plural"),
        ("spec", "names", "kind"): names.get("kind"),
        ("spec", "scope"): spec.get("scope"),
        ("spec", "versions"): spec.get("versions") and all(each.get("name") for each in spec["versions"]),
    }
    return [Fault(path, Reason.REQUIRED, "") for path, each in wanted.items() if not each]


def _definition(value: Object, cluster: Cluster) -> list[Fault]:
    """A definition is established as soon as it is stored, if nobody else has its names."""
    spec = value.get("spec") or {}
    faults = _incomplete(spec)
    if faults:
        return faults
    names = spec["names"]
    names.setdefault("singular", names["kind"].lower())
    names.setdefault("listKind", f"{names['kind']}List")
    spec.setdefault("conversion", {"strategy": "None"})
    now = cluster.now()
    value["status"] = {
        "conditions": [
            {
                "type": "NamesAccepted",
                "status": "True",
                "lastTransitionTime": now,
                "reason": "NoConflicts",
                "message": "no conflicts found",
            },
            {
                "type": "Established",
                "status": "True",
                "lastTransitionTime": now,
                "reason": "InitialNamesAccepted",
                "message": "the initial names have been accepted",
            },
        ],
        "acceptedNames": dict(names),
        "storedVersions": [version["name"] for version in spec["versions"] if version.get("storage")],
    }
    return []


_FILLS: Mapping[str, Callable[[Object, Cluster], list[Fault] | None]] = {
    "CustomResourceDefinition": _definition,
    "DaemonSet": _daemon_set,
    "Job": _job,
    "Namespace": _namespace,
    "PersistentVolume": _finalizer("kubernetes.io/pv-protection"),
    "PersistentVolumeClaim": _finalizer("kubernetes.io/pvc-protection"),
    "Pod": _pod,
    "Secret": _secret,
    "Service": lambda value, cluster: service.complete(value, cluster, {}),
    "StatefulSet": _stateful_set,
}
