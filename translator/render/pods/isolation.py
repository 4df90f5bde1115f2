"""Isolation: what the Pods of a service share with their node, and the kernel parameters and groups that all containers have.

`hostNetwork`, `hostPID` and `hostIPC` are Docker's host modes. A Pod in the network of its node asks the cluster's resolver all
the same (ClusterFirstWithHostNet), so that names of services go on to answer. `init` shares the processes of the Pod: then its
own first process, the pause container, reaps orphans, and the program is not process 1, which is what an init program is for.
"""

from typing import TYPE_CHECKING

from translator.kube.names import DNS_SUBDOMAIN
from translator.model.isolation import Sharing
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.render.cause import derived
from translator.render.pods.identity import supplemental
from translator.report.collector import Collector

if TYPE_CHECKING:
    from translator.render.pods.sysctls import Sysctl

_RESOLVER = Located(
    "ClusterFirstWithHostNet", Default("in the network of the node, services are still found by the cluster's resolver")
)


@dataclass(frozen=True, slots=True)
class IsolationView:
    """Fields of a Pod. `network`, `processes` and `memory` are those of the node; `together` is shareProcessNamespace."""

    network: Located[bool] | None = None
    resolver: Located[str] | None = None
    processes: Located[bool] | None = None
    memory: Located[bool] | None = None
    together: Located[bool] | None = None
    users: Located[bool] | None = None
    runtime: Located[str] | None = None
    groups: tuple[Located[int], ...] = ()
    sysctls: "tuple[Sysctl, ...]" = ()


OWN = IsolationView()


def isolation(service: Service, settings: Settings, kubernetes: str, findings: Collector) -> IsolationView:
    """What the Pods of a service share with their node, and have for all their containers.

    Args:
        kubernetes: the oldest version that is written for.
    """
    if not _says_any(service):
        return OWN
    network = _host(service.network_mode, "network_mode host", service.uts)
    processes, memory = _host(service.pid, "pid host"), _host(service.ipc, "ipc host")
    _say_host(service, findings)
    if service.uts is not None and network is None:
        _refuse_name(service, service.uts, findings)
    users = service.userns_mode
    return IsolationView(
        network,
        None if network is None else _RESOLVER,
        processes,
        memory,
        _together(service, processes, findings),
        None if users is None else Located(True, Derived("userns_mode host", (users.origin,))),
        _runtime(service, settings, findings),
        tuple(supplemental(service, settings, findings)),
        _sysctls(service, settings, kubernetes, network is not None, memory is not None, findings) if service.sysctls else (),
    )


def _sysctls(
    service: Service, settings: Settings, kubernetes: str, network: bool, memory: bool, findings: Collector
) -> "tuple[Sysctl, ...]":
    from translator.render.pods.sysctls import sysctls  # few services set any

    return sysctls(service, settings.nodes, kubernetes, network, memory, findings)


def _says_any(service: Service) -> bool:
    return bool(
        service.network_mode
        or service.pid
        or service.ipc
        or service.uts
        or service.init
        or service.userns_mode
        or service.runtime
        or service.group_add
        or service.sysctls
    )


def _host(sharing: Sharing | None, rule: str, beside: Sharing | None = None) -> Located[bool] | None:
    """Whether a namespace is that of the node. What `beside` asks for comes with it."""
    if sharing is None or sharing.scope.value != "host":
        return None
    return Located(True, derived(rule, sharing.scope, None if beside is None else beside.scope))


def _together(service: Service, host: Located[bool] | None, findings: Collector) -> Located[bool] | None:
    """Whether containers share their processes: for `init`, and for `pid: service:NAME`."""
    beside = None if service.pid is None or service.pid.peer is None else service.pid.scope
    if host is not None and service.init is not None:
        findings.ignore(
            "T462", f"the first process of the node reaps what {service.name.value} leaves behind", service.init.origin
        )
    if host is not None or (beside is None and service.init is None):
        return None
    return Located(True, derived("processes of the Pod are shared", beside, service.init))


def _runtime(service: Service, settings: Settings, findings: Collector) -> Located[str] | None:
    """The RuntimeClass: that of the configuration, else one of the same name."""
    written = service.runtime
    if written is None:
        return None
    named = settings.nodes.runtimes.get(written.value)
    if named is not None:
        return Located(named.value, derived("nodes.runtimes", written, named))
    fault = DNS_SUBDOMAIN.fault(written.value)
    if fault is not None:
        findings.refuse(
            "T215",
            f"the runtime {written.value} of {service.name.value} cannot be the name of a RuntimeClass: it {fault}",
            written.origin,
            help=f"name the RuntimeClass in translator.yaml: nodes: {{runtimes: {{{written.value}: CLASS}}}}",
        )
        return None
    findings.approximate(
        "T448",
        f"the runtime {written.value} is taken for the RuntimeClass of that name, which the cluster must have",
        written.origin,
        help=f"kubectl get runtimeclass {written.value}, or name another in translator.yaml under nodes.runtimes",
    )
    return written


def _say_host(service: Service, findings: Collector) -> None:
    for sharing, what in (
        (service.network_mode, "the network"),
        (service.pid, "the processes"),
        (service.ipc, "the shared memory"),
    ):
        if sharing is not None and sharing.scope.value == "host":
            findings.add(
                "T445",
                f"{service.name.value} shares {what} of its node, which a namespace at the level privileged alone admits",
                sharing.scope.origin,
                help="kubectl label namespace NAME pod-security.kubernetes.io/enforce=privileged, where levels are enforced",
            )


def _refuse_name(service: Service, uts: Sharing, findings: Collector) -> None:
    findings.refuse(
        "T213",
        f"{service.name.value} is to have the name of its node, which a Pod has only in the network of its node",
        uts.scope.origin,
        help="write network_mode: host, or read the node's name from the downward API (spec.nodeName)",
    )
