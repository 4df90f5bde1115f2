"""Removals: the API versions of built-in kinds that Kubernetes deprecated and removed, and what took their place.

Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide and the lifecycle annotations
(`APILifecycleDeprecated`, `APILifecycleRemoved`, `APILifecycleReplacement`) of k8s.io/api.
"""

from collections.abc import Mapping

from translator.kube.versions import minor
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Removal:
    """`deprecated` and `removed` are minor versions such as "1.22", `removed` empty for one that is still served.
    `replacement` is the apiVersion to write, or the apiVersion and the kind; empty where nothing took its place."""

    deprecated: str
    removed: str
    replacement: str


_RBAC = ("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding")
_ADMISSION = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
_STORED = ("StorageClass", "VolumeAttachment", "CSIDriver", "CSINode")
_FLOW = ("FlowSchema", "PriorityLevelConfiguration")

# apiVersion, kinds, deprecated in, removed in, replacement
_ROWS: tuple[tuple[str, tuple[str, ...], str, str, str], ...] = (
    ("extensions/v1beta1", ("Deployment", "DaemonSet", "ReplicaSet"), "1.9", "1.16", "apps/v1"),
    ("apps/v1beta1", ("Deployment", "StatefulSet", "ControllerRevision"), "1.9", "1.16", "apps/v1"),
    ("apps/v1beta2", ("Deployment", "DaemonSet", "ReplicaSet", "StatefulSet", "ControllerRevision"), "1.9", "1.16", "apps/v1"),
    ("extensions/v1beta1", ("NetworkPolicy",), "1.9", "1.16", "networking.k8s.io/v1"),
    ("extensions/v1beta1", ("PodSecurityPolicy",), "1.10", "1.16", ""),
    ("extensions/v1beta1", ("Ingress",), "1.14", "1.22", "networking.k8s.io/v1"),
    ("networking.k8s.io/v1beta1", ("Ingress", "IngressClass"), "1.19", "1.22", "networking.k8s.io/v1"),
    ("admissionregistration.k8s.io/v1beta1", _ADMISSION, "1.16", "1.22", "admissionregistration.k8s.io/v1"),
    ("apiextensions.k8s.io/v1beta1", ("CustomResourceDefinition",), "1.16", "1.22", "apiextensions.k8s.io/v1"),
    ("apiregistration.k8s.io/v1beta1", ("APIService",), "1.19", "1.22", "apiregistration.k8s.io/v1"),
    ("authentication.k8s.io/v1beta1", ("TokenReview",), "1.19", "1.22", "authentication.k8s.io/v1"),
    (
        "authorization.k8s.io/v1beta1",
        ("LocalSubjectAccessReview", "SelfSubjectAccessReview", "SubjectAccessReview", "SelfSubjectRulesReview"),
        "1.19",
        "1.22",
        "authorization.k8s.io/v1",
    ),
    ("certificates.k8s.io/v1beta1", ("CertificateSigningRequest",), "1.19", "1.22", "certificates.k8s.io/v1"),
    ("coordination.k8s.io/v1beta1", ("Lease",), "1.19", "1.22", "coordination.k8s.io/v1"),
    ("rbac.authorization.k8s.io/v1alpha1", _RBAC, "1.17", "1.22", "rbac.authorization.k8s.io/v1"),
    ("rbac.authorization.k8s.io/v1beta1", _RBAC, "1.17", "1.22", "rbac.authorization.k8s.io/v1"),
    ("scheduling.k8s.io/v1alpha1", ("PriorityClass",), "1.14", "1.22", "scheduling.k8s.io/v1"),
    ("scheduling.k8s.io/v1beta1", ("PriorityClass",), "1.14", "1.22", "scheduling.k8s.io/v1"),
    ("storage.k8s.io/v1beta1", _STORED, "1.19", "1.22", "storage.k8s.io/v1"),
    ("batch/v2alpha1", ("CronJob",), "1.8", "1.21", "batch/v1"),
    ("batch/v1beta1", ("CronJob",), "1.21", "1.25", "batch/v1"),
    ("discovery.k8s.io/v1beta1", ("EndpointSlice",), "1.21", "1.25", "discovery.k8s.io/v1"),
    ("events.k8s.io/v1beta1", ("Event",), "1.19", "1.25", "events.k8s.io/v1"),
    ("autoscaling/v2beta1", ("HorizontalPodAutoscaler",), "1.22", "1.25", "autoscaling/v2"),
    ("autoscaling/v2beta2", ("HorizontalPodAutoscaler",), "1.23", "1.26", "autoscaling/v2"),
    ("policy/v1beta1", ("PodDisruptionBudget",), "1.21", "1.25", "policy/v1"),
    ("policy/v1beta1", ("PodSecurityPolicy",), "1.21", "1.25", ""),
    ("node.k8s.io/v1beta1", ("RuntimeClass",), "1.22", "1.25", "node.k8s.io/v1"),
    ("flowcontrol.apiserver.k8s.io/v1beta1", _FLOW, "1.23", "1.26", "flowcontrol.apiserver.k8s.io/v1"),
    ("storage.k8s.io/v1beta1", ("CSIStorageCapacity",), "1.24", "1.27", "storage.k8s.io/v1"),
    ("flowcontrol.apiserver.k8s.io/v1beta2", _FLOW, "1.26", "1.29", "flowcontrol.apiserver.k8s.io/v1"),
    ("flowcontrol.apiserver.k8s.io/v1beta3", _FLOW, "1.29", "1.32", "flowcontrol.apiserver.k8s.io/v1"),
    ("v1", ("ComponentStatus",), "1.19", "", ""),
    ("v1", ("Endpoints",), "1.33", "", "discovery.k8s.io/v1 EndpointSlice"),
)

REMOVALS: Mapping[tuple[str, str], Removal] = {
    (api_version, kind): Removal(*rest) for api_version, kinds, *rest in _ROWS for kind in kinds
}
"""apiVersion and kind -> when it was deprecated and removed."""

LEGACY = frozenset(("v1beta1", "v1beta2", "v1beta3"))
"""The versions before Kubernetes 1.0, without a group: dropped in 2015."""


def deprecated(kind: tuple[str, str], version: str) -> Removal | None:
    """The row of a kind that a version deprecates and still serves, as far as the table goes."""
    row = REMOVALS.get(kind)
    if row is None or minor(version) < minor(row.deprecated) or (row.removed and minor(version) >= minor(row.removed)):
        return None
    return row
