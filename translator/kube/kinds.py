"""Kinds: under which API version an object is written, whether it lives in a namespace, what its name may be, and its turn.

The API versions are those that every supported version serves. The order is that in which objects can be created without
waiting for one another: what is referred to comes before what refers to it, and a Service before the workloads behind it, so
that its name resolves when they start. Deletion goes backwards. Sources: the API reference of each kind; the name rules of
`pkg/apis/*/validation`.
"""

from translator.kube.names import DNS_1035_LABEL, DNS_LABEL, DNS_SUBDOMAIN, LABEL_LENGTH, SUBDOMAIN_LENGTH, Grammar
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object.

    `order` is its turn in `apply`, from 0. `name` is the grammar of `metadata.name`; `longest` the greatest length with which
    the object also works, which is less than the grammar's where a controller adds to the name.
    """

    kind: str
    api_version: str
    namespaced: bool
    order: int
    name: Grammar
    longest: int


_GENERATED = 11  # a hyphen and the ten characters that a controller adds to a name

# kind, apiVersion, namespaced, grammar of the name, greatest length of the name
_ROWS: tuple[tuple[str, str, bool, Grammar, int], ...] = (
    ("Namespace", "v1", False, DNS_LABEL, LABEL_LENGTH),
    ("CustomResourceDefinition", "apiextensions.k8s.io/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("PriorityClass", "scheduling.k8s.io/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("StorageClass", "storage.k8s.io/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("PodNetworking", "network.alibabacloud.com/v1beta1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),  # ACK's own
    ("AlbConfig", "alibabacloud.com/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("IngressClass", "networking.k8s.io/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("ResourceQuota", "v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("LimitRange", "v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("NetworkPolicy", "networking.k8s.io/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("ServiceAccount", "v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("ClusterRole", "rbac.authorization.k8s.io/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("ClusterRoleBinding", "rbac.authorization.k8s.io/v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("Role", "rbac.authorization.k8s.io/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("RoleBinding", "rbac.authorization.k8s.io/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("Secret", "v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("ConfigMap", "v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("AliyunLogConfig", "log.alibabacloud.com/v1alpha1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),  # ACK's own
    ("PersistentVolume", "v1", False, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("PersistentVolumeClaim", "v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("Service", "v1", True, DNS_1035_LABEL, LABEL_LENGTH),
    ("EndpointSlice", "discovery.k8s.io/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("PodDisruptionBudget", "policy/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("DaemonSet", "apps/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH - _GENERATED),
    ("StatefulSet", "apps/v1", True, DNS_SUBDOMAIN, LABEL_LENGTH - _GENERATED),  # its name and a hash become a Pod label
    ("Deployment", "apps/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH - _GENERATED),
    ("Job", "batch/v1", True, DNS_SUBDOMAIN, LABEL_LENGTH),  # its name becomes a Pod label
    ("CronJob", "batch/v1", True, DNS_SUBDOMAIN, LABEL_LENGTH - _GENERATED),  # the API server refuses longer ones
    ("HorizontalPodAutoscaler", "autoscaling/v2", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
    ("CronHorizontalPodAutoscaler", "autoscaling.alibabacloud.com/v1beta1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),  # ACK's own
    ("Ingress", "networking.k8s.io/v1", True, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH),
)

KINDS = {row[0]: Kind(row[0], row[1], row[2], order, row[3], row[4]) for order, row in enumerate(_ROWS)}
"""Every kind that the translator may write or meet, by name, in the order of `apply`."""

LAST = len(KINDS)

WORKLOADS = frozenset(("DaemonSet", "StatefulSet", "Deployment", "ReplicaSet", "Pod", "Job", "CronJob"))
"""The kinds that run Pods, or are one: they are applied in one turn, wave by wave."""


def order(kind: str) -> int:
    """The turn of a kind; one that is not in the table comes last, after everything it could rest on."""
    known = KINDS.get(kind)
    return LAST if known is None else known.order


def api_version(kind: str) -> str:
    """The API version under which the translator writes `kind`. KeyError for a kind that it never writes."""
    return KINDS[kind].api_version
