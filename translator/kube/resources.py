"""Resources: what the names of requests, limits, quotas and limit ranges mean.

Source: k8s.io/kubernetes `pkg/apis/core/helper/helpers.go` and the resource part of `pkg/apis/core/validation`.
"""

from translator.kube import quantity
from translator.kube.names import LABEL_KEY

CONTAINER = frozenset({"cpu", "memory", "ephemeral-storage"})
COUNTED = frozenset(
    {
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
    }
)
"""Names without a DNS name that a quota counts in whole objects."""
STANDARD = frozenset({*CONTAINER, *COUNTED, "storage"}) | {
    f"{what}.{name}" for what in ("requests", "limits") for name in ("cpu", "memory", "storage", "ephemeral-storage")
} - {"limits.storage"}
_HUGE = "hugepages-"


def is_huge_pages(name: str) -> bool:
    """Whether a name stands for huge pages of some size."""
    return name.startswith(_HUGE)


def is_standard(name: str) -> bool:
    """Whether a name without a DNS name is one of Kubernetes, be it of a container or of a quota."""
    return name in STANDARD or name.startswith((_HUGE, "requests." + _HUGE))


def is_native(name: str) -> bool:
    """Whether a name belongs to Kubernetes, and not to a device."""
    return "/" not in name or "kubernetes.io/" in name


def is_extended(name: str) -> bool:
    """Whether a name stands for a device, counted in whole ones."""
    return not is_native(name) and not name.startswith("requests.") and LABEL_KEY.accepts("requests." + name)


def is_counted(name: str) -> bool:
    """Whether there are only whole numbers of it."""
    return name in COUNTED or is_extended(name)


def is_overcommittable(name: str) -> bool:
    """Whether a limit may exceed the request."""
    return is_native(name) and not is_huge_pages(name)


def fault(name: str) -> str | None:
    """Why a name is no resource at all, as the rest of a sentence; None where it is one."""
    expected = LABEL_KEY.fault(name)
    if expected is None and "/" not in name and not is_standard(name):
        return "must be a resource of Kubernetes, or have a DNS name and a slash before it"
    return expected


def fault_in_container(name: str) -> str | None:
    """Why a container cannot ask for it; None where it can."""
    expected = fault(name)
    if expected is None and "/" not in name and name not in CONTAINER and not is_huge_pages(name):
        return "must be cpu, memory, ephemeral-storage or hugepages-SIZE"
    if expected is None and "/" in name and not is_native(name) and not is_extended(name):
        return "must be the name of an extended resource"
    return expected


def fault_in_pod(name: str) -> str | None:
    """Why a Pod as a whole cannot ask for it; None where it can."""
    expected = fault_in_container(name)
    if expected is None and name not in ("cpu", "memory") and not is_huge_pages(name):
        return "must be cpu, memory or hugepages-SIZE"
    return expected


def page_size(name: str) -> int | None:
    """The size in the name of huge pages, in thousand-millionths of a byte, 0 where it is none; None for another resource."""
    return (quantity.parse(name.removeprefix(_HUGE)) or 0) if is_huge_pages(name) else None
