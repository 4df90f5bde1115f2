"""Satisfied: keys without a counterpart that another key of the service makes needless.

A privileged container has every device of its node, and the container runtimes of Kubernetes show it the control groups of the
node; swap that is bounded by the memory limit is none, and a Pod has none. Source: Kubernetes documentation, Linux kernel
security constraints; containerd and CRI-O, cgroup namespace of privileged containers; Docker, `--memory-swap`.
"""

from translator.model.node import Mapping, Node, Scalar
from translator.normalize.grammar import size, truth

_DEVICES, _GROUPS, _SWAP = "device_cgroup_rules", ("cgroup", "cgroupns_mode"), "memswap_limit"


def reason(key: str, value: Node, service: Mapping) -> str | None:
    """Why a key of a service changes nothing; None where nothing makes it needless. It follows the key's name in a sentence."""
    if key == _DEVICES and _is_privileged(service):
        return "opens what the container, which is privileged, has anyway"
    if key in _GROUPS and _is_privileged(service) and isinstance(value, Scalar) and value.text == "host":
        return "shows what the container, which is privileged, sees anyway"
    if key == _SWAP and _limit(value) is not None and _limit(value) == _limit(_memory(service)):
        return "leaves no swap beside the memory limit, and a Pod has none"
    return None


def _is_privileged(service: Mapping) -> bool:
    written = service.get("privileged")
    return isinstance(written, Scalar) and truth.parse(written.text) is True


def _memory(service: Mapping) -> Node | None:
    """The memory limit: that below `deploy` counts where both stand."""
    found: Node | None = service
    for key in ("deploy", "resources", "limits", "memory"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found or service.get("mem_limit")


def _limit(node: Node | None) -> int | None:
    found = size.parse(node.text) if isinstance(node, Scalar) else None
    return found.count if found is not None and found.count else None
