"""Ulimits: limits of processes, which a container of Kubernetes inherits from the container runtime of its node.

A Pod has no field for them. Open files are plenty on most nodes, so `nofile` is approximated; what a lower or higher bound of
the others is meant for would be lost, so each is refused with its own way out.
"""

from translator.model.isolation import Ulimit
from translator.model.service import Service
from translator.report.collector import Collector

_REMEDIES = {
    "core": "run ulimit -c in the command: every process may lower it",
    "memlock": "write cap_add: [IPC_LOCK] if the program runs as root, else set LimitMEMLOCK of the node's container runtime",
    "nproc": "set podPidsLimit of the kubelet, which bounds the processes of each Pod",
    "rtprio": "write cap_add: [SYS_NICE] if the program runs as root",
    "stack": "run ulimit -s in the command, up to the hard limit of the node",
}
_REMEDY = "set the limit of the container runtime on the nodes, or run ulimit in the command, which may lower it"


def say_ulimits(service: Service, findings: Collector) -> None:
    """Says what becomes of each limit of a service's container."""
    for limit in service.ulimits:
        if limit.name == "nofile":
            findings.approximate(
                "T448",
                f"{service.name.value} may open as many files as its node allows, not {_number(limit)}",
                limit.origin,
                help="kubectl exec POD -- sh -c 'ulimit -n' shows it; LimitNOFILE of the node's container runtime sets it",
            )
        else:
            findings.refuse(
                "T211",
                f"the limit {limit.name} of {service.name.value} is that of the container runtime of its node: a Pod has no "
                "field for it",
                limit.origin,
                help=_REMEDIES.get(limit.name, _REMEDY),
            )


def _number(limit: Ulimit) -> str:
    return "without limit" if limit.hard.value < 0 else f"{limit.hard.value:,}"
