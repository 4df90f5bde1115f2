"""Resources: what an API server of a version serves: which resources, under which paths, with which verbs.

The table holds the facts of the API reference: one row for each resource, with its short names, categories and subresources.
Kinds that a version does not have yet are left out by the published schemas. CustomResourceDefinitions add to it at run time.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from translator.kube import schemas
from translator.model.record import dataclass

ALL = ("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch")
CHANGING = ("get", "patch", "update")
CREATE = ("create",)


@dataclass(frozen=True, slots=True)
class Subresource:
    """Something below an object: its name, the kind that is sent and received, the verbs."""

    name: str
    group: str
    version: str
    kind: str
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of one version of a group. Two versions of one name are the same objects in the store."""

    group: str
    version: str
    name: str
    kind: str
    namespaced: bool
    verbs: tuple[str, ...] = ALL
    short: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subresources: tuple[Subresource, ...] = ()
    singular: str = ""

    @property
    def api_version(self) -> str:
        """`apiVersion` of its objects."""
        return f"{self.group}/{self.version}" if self.group else self.version

    @property
    def qualified(self) -> str:
        """The name with its group, as in messages: `deployments.apps`."""
        return f"{self.name}.{self.group}" if self.group else self.name

    @property
    def qualified_kind(self) -> str:
        """The kind with its group, as in messages: `Deployment.apps`."""
        return f"{self.kind}.{self.group}" if self.group else self.kind

    def has(self, subresource: str) -> bool:
        """Whether there is such a subresource."""
        return any(each.name == subresource for each in self.subresources)


# apiVersion, resource, kind, C for cluster or N for namespaced, short names, categories, subresources; - for none
_ROWS = """
v1 bindings Binding N - - -
v1 componentstatuses ComponentStatus C cs - -
v1 configmaps ConfigMap N cm - -
v1 endpoints Endpoints N ep - -
v1 events Event N ev - -
v1 limitranges LimitRange N limits - -
v1 namespaces Namespace C ns - finalize,status
v1 nodes Node C no - proxy,status
v1 persistentvolumeclaims PersistentVolumeClaim N pvc - status
v1 persistentvolumes PersistentVolume C pv - status
v1 pods Pod N po all attach,binding,ephemeralcontainers,eviction,exec,log,portforward,proxy,resize,status
v1 podtemplates PodTemplate N - - -
v1 replicationcontrollers ReplicationController N rc all scale,status
v1 resourcequotas ResourceQuota N quota - status
v1 secrets Secret N - - -
v1 serviceaccounts ServiceAccount N sa - token
v1 services Service N svc all proxy,status
apiregistration.k8s.io/v1 apiservices APIService C - api-extensions status
apps/v1 controllerrevisions ControllerRevision N - - -
apps/v1 daemonsets DaemonSet N ds all status
apps/v1 deployments Deployment N deploy all scale,status
apps/v1 replicasets ReplicaSet N rs all scale,status
apps/v1 statefulsets StatefulSet N sts all scale,status
events.k8s.io/v1 events Event N ev - -
authentication.k8s.io/v1 selfsubjectreviews SelfSubjectReview C - - -
authentication.k8s.io/v1 tokenreviews TokenReview C - - -
authorization.k8s.io/v1 localsubjectaccessreviews LocalSubjectAccessReview N - - -
authorization.k8s.io/v1 selfsubjectaccessreviews SelfSubjectAccessReview C - - -
authorization.k8s.io/v1 selfsubjectrulesreviews SelfSubjectRulesReview C - - -
authorization.k8s.io/v1 subjectaccessreviews SubjectAccessReview C - - -
autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler N hpa all status
autoscaling/v1 horizontalpodautoscalers HorizontalPodAutoscaler N hpa all status
batch/v1 cronjobs CronJob N cj all status
batch/v1 jobs Job N - all status
certificates.k8s.io/v1 certificatesigningrequests CertificateSigningRequest C csr - approval,status
networking.k8s.io/v1 ingressclasses IngressClass C - - -
networking.k8s.io/v1 ingresses Ingress N ing - status
networking.k8s.io/v1 ipaddresses IPAddress C ip - -
networking.k8s.io/v1 networkpolicies NetworkPolicy N netpol - -
networking.k8s.io/v1 servicecidrs ServiceCIDR C - - status
policy/v1 poddisruptionbudgets PodDisruptionBudget N pdb - status
rbac.authorization.k8s.io/v1 clusterrolebindings ClusterRoleBinding C - - -
rbac.authorization.k8s.io/v1 clusterroles ClusterRole C - - -
rbac.authorization.k8s.io/v1 rolebindings RoleBinding N - - -
rbac.authorization.k8s.io/v1 roles Role N - - -
storage.k8s.io/v1 csidrivers CSIDriver C - - -
storage.k8s.io/v1 csinodes CSINode C - - -
storage.k8s.io/v1 csistoragecapacities CSIStorageCapacity N - - -
storage.k8s.io/v1 storageclasses StorageClass C sc - -
storage.k8s.io/v1 volumeattachments VolumeAttachment C - - status
storage.k8s.io/v1 volumeattributesclasses VolumeAttributesClass C vac - -
admissionregistration.k8s.io/v1 mutatingadmissionpolicies MutatingAdmissionPolicy C - api-extensions -
admissionregistration.k8s.io/v1 mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding C - api-extensions -
admissionregistration.k8s.io/v1 mutatingwebhookconfigurations MutatingWebhookConfiguration C - api-extensions -
admissionregistration.k8s.io/v1 validatingadmissionpolicies ValidatingAdmissionPolicy C - api-extensions status
admissionregistration.k8s.io/v1 validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding C - api-extensions -
admissionregistration.k8s.io/v1 validatingwebhookconfigurations ValidatingWebhookConfiguration C - api-extensions -
apiextensions.k8s.io/v1 customresourcedefinitions CustomResourceDefinition C crd,crds api-extensions status
scheduling.k8s.io/v1 priorityclasses PriorityClass C pc - -
coordination.k8s.io/v1 leases Lease N - - -
node.k8s.io/v1 runtimeclasses RuntimeClass C - - -
discovery.k8s.io/v1 endpointslices EndpointSlice N - - -
resource.k8s.io/v1 deviceclasses DeviceClass C - - -
resource.k8s.io/v1 resourceclaims ResourceClaim N - - status
resource.k8s.io/v1 resourceclaimtemplates ResourceClaimTemplate N - - -
resource.k8s.io/v1 resourceslices ResourceSlice C - - -
flowcontrol.apiserver.k8s.io/v1 flowschemas FlowSchema C - - status
flowcontrol.apiserver.k8s.io/v1 prioritylevelconfigurations PriorityLevelConfiguration C - - status
"""

_PROXY = ("create", "delete", "get", "patch", "update")
# subresource -> group, version, kind, verbs; an empty kind is that of the resource
_BELOW: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "status": ("", "", "", CHANGING),
    "approval": ("", "", "", CHANGING),
    "ephemeralcontainers": ("", "", "", CHANGING),
    "resize": ("", "", "", CHANGING),
    "finalize": ("", "", "", ("update",)),
    "log": ("", "", "", ("get",)),
    "scale": ("autoscaling", "v1", "Scale", CHANGING),
    "eviction": ("policy", "v1", "Eviction", CREATE),
    "token": ("authentication.k8s.io", "v1", "TokenRequest", CREATE),
    "binding": ("", "", "Binding", CREATE),
    "attach": ("", "", "PodAttachOptions", ("create", "get")),
    "exec": ("", "", "PodExecOptions", ("create", "get")),
    "portforward": ("", "", "PodPortForwardOptions", ("create", "get")),
    "proxy": ("", "", "{kind}ProxyOptions", _PROXY),
}
_ONLY_CREATED = frozenset({"Binding", "SelfSubjectReview", "TokenReview"})


@cache
def builtin(version: str) -> tuple[Resource, ...]:
    """The resources of Kubernetes itself in a version, in the order of discovery."""
    return tuple(_read(version))


def _read(version: str) -> Iterator[Resource]:
    for row in _ROWS.split("\n"):
        if not row:
            continue
        api_version, name, kind, scope, *lists = row.split()
        short, categories, below = (() if each == "-" else tuple(each.split(",")) for each in lists)
        group, _, number = api_version.rpartition("/")
        passing = kind in _ONLY_CREATED or kind.endswith(("AccessReview", "RulesReview"))
        if not passing and (api_version, kind) not in schemas.kinds(version):
            continue
        verbs = CREATE if passing else _verbs(name)
        subresources = tuple(_subresource(each, kind) for each in below)
        yield Resource(group, number, name, kind, scope == "N", verbs, short, categories, subresources, kind.lower())


def _verbs(name: str) -> tuple[str, ...]:
    if name == "componentstatuses":
        return ("get", "list")
    return tuple(verb for verb in ALL if verb != "deletecollection") if name == "namespaces" else ALL


def _subresource(name: str, kind: str) -> Subresource:
    group, version, sent, verbs = _BELOW[name]
    return Subresource(name, group, version, sent.format(kind=kind) or kind, verbs)


def custom(definition: Mapping[str, Any]) -> tuple[Resource, ...]:
    """The resources that a CustomResourceDefinition adds: one for each version that it serves."""
    spec = definition["spec"]
    names = spec["names"]
    return tuple(
        Resource(
            spec["group"],
            version["name"],
            names["plural"],
            names["kind"],
            spec["scope"] == "Namespaced",
            short=tuple(names.get("shortNames", ())),
            categories=tuple(names.get("categories", ())),
            subresources=tuple(_subresource(each, names["kind"]) for each in sorted(version.get("subresources") or {})),
            singular=names.get("singular") or names["kind"].lower(),
        )
        for version in spec["versions"]
        if version.get("served")
    )
