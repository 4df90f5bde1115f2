"""Immutable fields: what the API server refuses to change in an object, kind by kind.

`faults` compares two forms of one object, both with the server's defaults. Source: the ValidateUpdate functions of
k8s.io/kubernetes `pkg/apis/*/validation` (1.36). The remedies (orphan and recreate, a new name ...) belong to who applies.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from translator.kube import quantity
from translator.kube.fault import Fault, Path, Reason

Object = Mapping[str, Any]
Rule = Callable[[Object, Object], Iterator[Fault]]

_IMMUTABLE = "field is immutable"
_STATEFUL = (
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
    "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
)
_STATEFUL_FREE = frozenset(
    {
        *("replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit"),
        *("persistentVolumeClaimRetentionPolicy", "minReadySeconds"),
    }
)
_POD = (
    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
    "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
    "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"
)
_CLAIM = "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"


def faults(before: Object, after: Object) -> list[Fault]:
    """What may not change from `before` to `after`, in the order of the rules."""
    rule = _RULES.get(str(after.get("kind", "")))
    return [] if rule is None else list(rule(before, after))


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _fixed(*paths: Path) -> Rule:
    """A rule for fields that stay as they are."""

    def rule(before: Object, after: Object) -> Iterator[Fault]:
        for path in paths:
            if _at(before, path) != _at(after, path):
                yield Fault(path, Reason.INVALID, _IMMUTABLE, value=_at(after, path))

    return rule


def _stateful_set(before: Object, after: Object) -> Iterator[Fault]:
    old, new = ({key: each for key, each in body["spec"].items() if key not in _STATEFUL_FREE} for body in (before, after))
    if old != new:
        yield Fault(("spec",), Reason.FORBIDDEN, _STATEFUL)


def _job(before: Object, after: Object) -> Iterator[Fault]:
    fields = (
        "completions",
        "selector",
        "template",
        "completionMode",
        "podFailurePolicy",
        "successPolicy",
        "backoffLimitPerIndex",
    )
    suspended = before["spec"].get("suspend") and after["spec"].get("suspend")
    for field in (*fields, "managedBy"):
        old, new = before["spec"].get(field), after["spec"].get(field)
        indexed = after["spec"].get("completionMode") == "Indexed" and after["spec"].get("completions") == after["spec"].get(
            "parallelism"
        )
        if (
            old == new
            or (field == "completions" and indexed)
            or (field == "template" and suspended and _schedules_alike(old, new))
        ):
            continue
        yield Fault(("spec", field), Reason.INVALID, _IMMUTABLE, value=new)


def _schedules_alike(old: Any, new: Any) -> bool:
    """Whether two templates of a suspended Job differ in what may still change: labels, annotations, where it runs."""
    free = {"nodeSelector", "affinity", "tolerations", "schedulingGates"}
    trimmed = ({key: each for key, each in template["spec"].items() if key not in free} for template in (old, new))
    return next(trimmed) == next(trimmed)


def _service(before: Object, after: Object) -> Iterator[Fault]:
    old, new = before["spec"], after["spec"]
    if new.get("type") == "ExternalName" or old.get("type") == "ExternalName":
        return
    was, now = old.get("clusterIPs") or [], new.get("clusterIPs") or []
    if was and was[0] and (not now or now[0] != was[0]):
        yield Fault(("spec", "clusterIPs", 0), Reason.INVALID, "may not change once set", value=now)
    families = old.get("ipFamilies") or []
    if families and (new.get("ipFamilies") or families)[0] != families[0]:
        yield Fault(("spec", "ipFamilies", 0), Reason.INVALID, "may not change once set", value=new["ipFamilies"][0])
    both = old.get("type") == new.get("type") == "LoadBalancer"
    if both and old.get("loadBalancerClass") != new.get("loadBalancerClass"):
        yield Fault(
            ("spec", "loadBalancerClass"), Reason.INVALID, "may not change once set", value=new.get("loadBalancerClass")
        )
    if (
        old.get("healthCheckNodePort")
        and new.get("healthCheckNodePort")
        and old["healthCheckNodePort"] != new["healthCheckNodePort"]
    ):
        yield Fault(("spec", "healthCheckNodePort"), Reason.FORBIDDEN, "field is immutable", value=new["healthCheckNodePort"])


def _claim(before: Object, after: Object) -> Iterator[Fault]:
    old, new = dict(before["spec"]), dict(after["spec"])
    bound = before.get("status", {}).get("phase") == "Bound"
    if not old.get("volumeName"):
        old.pop("volumeName", None)
        new.pop("volumeName", None)
    if old.get("storageClassName") is None:
        new.pop("storageClassName", None)
    was, now = _storage(old), _storage(new)
    if bound:
        for spec in (old, new):
            spec.pop("volumeAttributesClassName", None)
    if bound and was is not None and now is not None and now < was:
        yield Fault(("spec", "resources", "requests", "storage"), Reason.FORBIDDEN, "field can not be less than previous value")
        return
    if bound:
        old["resources"], new["resources"] = _without_storage(old), _without_storage(new)
    if old != new:
        yield Fault(("spec",), Reason.FORBIDDEN, _CLAIM)


def _storage(spec: Object) -> int | None:
    return quantity.parse(str(_at(spec, ("resources", "requests", "storage")) or "0"))


def _without_storage(spec: Object) -> Object:
    resources = spec.get("resources", {})
    requests = {name: each for name, each in resources.get("requests", {}).items() if name != "storage"}
    return {**resources, "requests": requests}


def _volume(before: Object, after: Object) -> Iterator[Fault]:
    ordinary = {
        *("accessModes", "capacity", "claimRef", "mountOptions", "persistentVolumeReclaimPolicy", "storageClassName"),
        *("nodeAffinity", "volumeMode", "volumeAttributesClassName"),
    }
    old, new = ({key: each for key, each in body["spec"].items() if key not in ordinary} for body in (before, after))
    if old != new:
        yield Fault(
            ("spec", "persistentvolumesource"), Reason.FORBIDDEN, "spec.persistentvolumesource is immutable after creation"
        )
    if before["spec"].get("volumeMode") != after["spec"].get("volumeMode"):
        yield Fault(("spec", "volumeMode"), Reason.INVALID, _IMMUTABLE, value=after["spec"].get("volumeMode"))
    if before["spec"].get("nodeAffinity") and before["spec"]["nodeAffinity"] != after["spec"].get("nodeAffinity"):
        yield Fault(("spec", "nodeAffinity"), Reason.INVALID, _IMMUTABLE)


def _sealed(*fields: str) -> Rule:
    """A rule for ConfigMaps and Secrets that say `immutable: true`. Values are not shown: they may be secret."""

    def rule(before: Object, after: Object) -> Iterator[Fault]:
        if before.get("kind") == "Secret" and before.get("type") != after.get("type"):
            yield Fault(("type",), Reason.INVALID, _IMMUTABLE, value=after.get("type"))
        if not before.get("immutable"):
            return
        sealed = "field is immutable when `immutable` is set"
        if not after.get("immutable"):
            yield Fault(("immutable",), Reason.FORBIDDEN, sealed)
        for field in fields:
            if (before.get(field) or {}) != (after.get(field) or {}):
                yield Fault((field,), Reason.FORBIDDEN, sealed)

    return rule


def _role_ref(before: Object, after: Object) -> Iterator[Fault]:
    if before.get("roleRef") != after.get("roleRef"):
        yield Fault(("roleRef",), Reason.INVALID, "cannot change roleRef", value=after.get("roleRef"))


def _pod(before: Object, after: Object) -> Iterator[Fault]:
    old, new = _fixed_part(before["spec"]), _fixed_part(after["spec"])
    if old != new:
        yield Fault(("spec",), Reason.FORBIDDEN, _POD)


def _fixed_part(spec: Object) -> Object:
    free = {"activeDeadlineSeconds", "tolerations", "schedulingGates", "nodeName"}
    kept = {key: each for key, each in spec.items() if key not in free}
    for field in ("containers", "initContainers"):
        kept[field] = [{key: each for key, each in item.items() if key != "image"} for item in kept.get(field, ())]
    return kept


_SELECTOR = _fixed(("spec", "selector"))
_RULES: Mapping[str, Rule] = {
    "Deployment": _SELECTOR,
    "DaemonSet": _SELECTOR,
    "ReplicaSet": _SELECTOR,
    "StatefulSet": _stateful_set,
    "Job": _job,
    "Service": _service,
    "PersistentVolumeClaim": _claim,
    "PersistentVolume": _volume,
    "ConfigMap": _sealed("data", "binaryData"),
    "Secret": _sealed("data"),
    "RoleBinding": _role_ref,
    "ClusterRoleBinding": _role_ref,
    "Pod": _pod,
    "StorageClass": _fixed(("provisioner",), ("parameters",), ("reclaimPolicy",), ("volumeBindingMode",)),
    "PriorityClass": _fixed(("value",), ("preemptionPolicy",)),
    "IngressClass": _fixed(("spec", "controller")),
    "ResourceQuota": _fixed(("spec", "scopes")),
    "RuntimeClass": _fixed(("handler",)),
    "Namespace": _fixed(),
}
