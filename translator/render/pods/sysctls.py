"""Sysctls: parameters of the kernel that a Pod sets for its own namespaces.

Kubernetes lets every Pod set the safe ones. Others that are namespaced are called unsafe: the kubelet must allow them. What
belongs to the whole node is refused by both. With the network or the shared memory of the node, theirs are the node's, too.
Source: Kubernetes documentation, "Using sysctls in a Kubernetes Cluster"; opencontainers/runc `libcontainer/configs/validate`.
"""

import re
from fnmatch import fnmatchcase

from translator.kube.versions import minor
from translator.model.container import Label
from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Nodes
from translator.render.cause import carrying
from translator.report.collector import Collector

_ALWAYS, _NEVER = 0, 1000
SAFE_SINCE = {
    "kernel.shm_rmid_forced": _ALWAYS,
    "net.ipv4.ip_local_port_range": _ALWAYS,
    "net.ipv4.ip_local_reserved_ports": 27,
    "net.ipv4.ip_unprivileged_port_start": _ALWAYS,
    "net.ipv4.ping_group_range": _ALWAYS,
    "net.ipv4.tcp_fin_timeout": 29,
    "net.ipv4.tcp_keepalive_intvl": 29,
    "net.ipv4.tcp_keepalive_probes": 29,
    "net.ipv4.tcp_keepalive_time": 29,
    "net.ipv4.tcp_rmem": 32,
    "net.ipv4.tcp_syncookies": _ALWAYS,
    "net.ipv4.tcp_wmem": 32,
}
"""The minor version since which every Pod may set a parameter."""
_MEMORY = ("kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue.")
_NETWORK = ("net.",)
_NAME = re.compile(r"[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True)
class Sysctl:
    """A parameter of the Pod."""

    name: Located[str]
    value: Located[str]


def sysctls(
    service: Service, nodes: Nodes, kubernetes: str, network: bool, memory: bool, findings: Collector
) -> tuple[Sysctl, ...]:
    """The parameters of a service's Pods, in the order written.

    Args:
        kubernetes: the oldest version that is written for.
        network: whether the Pods have the network of their node.
        memory: whether they have its shared memory.
    """
    found: dict[str, Sysctl] = {}
    for written in service.sysctls:
        name = written.key.value if "." in written.key.value else written.key.value.replace("/", ".")
        fault = _fault(name, network, memory)
        known = found.get(name)
        if fault is None and known is not None and known.value.value != written.value.value:
            fault = "has another value in the same Pod"
        if fault is not None:
            _refuse(written, name, fault, findings)
            continue
        safe = minor(kubernetes) >= SAFE_SINCE.get(name, _NEVER)
        if not safe and not any(fnmatchcase(name, pattern.value) for pattern in nodes.sysctls):
            _say_unsafe(written, name, findings)
        value = written.value if known is None else carrying(known.value, "sysctls", written.value)
        found[name] = Sysctl(Located(name, written.key.origin), value)
    return tuple(found.values())


def _fault(name: str, network: bool, memory: bool) -> str | None:
    """Why the parameter cannot be set for a Pod; None where it can."""
    if not _NAME.fullmatch(name):
        return "is no name of a parameter"
    if name.startswith(_NETWORK):
        return "belongs to the node, whose network the Pod has" if network else None
    if name.startswith(_MEMORY):
        return "belongs to the node, whose shared memory the Pod has" if memory else None
    return "holds for the whole node"


def _refuse(written: Label, name: str, fault: str, findings: Collector) -> None:
    findings.refuse(
        "T444",
        f"the kernel parameter {name} {fault}",
        written.value.origin,
        help=f"set it on the nodes: sysctl -w {name}=VALUE",
    )


def _say_unsafe(written: Label, name: str, findings: Collector) -> None:
    findings.approximate(
        "T440",
        f"the kernel parameter {name} is set only where the kubelet of the node allows it; elsewhere the Pod fails",
        written.value.origin,
        help=f"allow it on the nodes (allowedUnsafeSysctls), then write nodes: {{sysctls: [{name}]}} in translator.yaml",
    )
