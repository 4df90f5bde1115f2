"""Hosts: what a Pod calls others, and whom it asks: `extra_hosts` and `dns`.

`dns` names the servers behind Docker's own resolver, which still answers for services. In Kubernetes the resolver of the
cluster does that, and forwards to the servers that the cluster's administrator chose; `dnsPolicy: None` would ask the given
servers alone and lose the names of the services. So they are added behind the cluster's own, and that differs: a resolver
goes on to the next server when one does not answer, not when it says that a name does not exist.
"""

from translator.kube.names import DNS_SUBDOMAIN
from translator.model.container import ExtraHost
from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.cause import derived
from translator.report.collector import Collector

_MOST_SERVERS = 3
"""`MaxDNSNameservers` of the API server."""


@dataclass(frozen=True, slots=True)
class HostAlias:
    """A line of the hosts file: an address and its names."""

    ip: Located[str]
    names: tuple[Located[str], ...]


def aliases(service: Service, findings: Collector) -> tuple[HostAlias, ...]:
    """The lines for `extra_hosts`, one for each address, in the order written."""
    lines: dict[str, list[tuple[Located[str], ExtraHost]]] = {}
    for host in service.extra_hosts:
        name = _name(host, findings)
        if name is not None:
            lines.setdefault(host.address.value, []).append((name, host))
    return tuple(
        HostAlias(
            Located(address, derived("extra_hosts", *[host.address for _, host in rows])), tuple(name for name, _ in rows)
        )
        for address, rows in lines.items()
    )


def _name(host: ExtraHost, findings: Collector) -> Located[str] | None:
    """The name for a line of the hosts file, in lower case as it is looked up; None where there can be no such line."""
    name = host.name.value.lower()
    fault = DNS_SUBDOMAIN.fault(name)
    if host.address.value == "host-gateway":
        problem, remedy = (
            f"{name} is to be the host itself, and a Pod has no name for its node",
            "name the address of the machine, or read the node's address from the downward API (status.hostIP)",
        )
    elif fault is not None:
        problem, remedy = f'the host name "{name}" {fault}', "rename it: the API server takes no other name"
    else:
        return host.name if name == host.name.value else Located(name, derived("names are looked up in lower case", host.name))
    findings.refuse("T476", problem, host.address.origin, help=remedy)
    return None


def nameservers(service: Service, findings: Collector) -> tuple[Located[str], ...]:
    """The servers that are asked after the cluster's own."""
    servers: dict[str, Located[str]] = {}
    for server in service.dns:
        if len(servers) == _MOST_SERVERS and server.value not in servers:
            findings.refuse(
                "T476",
                f"{server.value} is the fourth DNS server, and a Pod takes {_MOST_SERVERS}",
                server.origin,
                help="keep the three that are needed",
            )
            continue
        findings.approximate(
            "T477",
            f"the DNS server {server.value} is asked after the cluster's own, and only when that does not answer",
            server.origin,
            help="for names that only it knows, let CoreDNS forward their zone to it (forward . ADDRESS)",
        )
        servers.setdefault(server.value, server)
    return tuple(servers.values())
