"""Hosts: what a Pod calls itself and others: `hostname`, `extra_hosts` and `dns`.

`dns` names the servers behind Docker's own resolver, which still answers for services. In Kubernetes the resolver of the
cluster does that, and forwards to the servers that the cluster's administrator chose; `dnsPolicy: None` would ask the given
servers alone and lose the names of the services. So they are added behind the cluster's own, and that differs: a resolver
goes on to the next server when one does not answer, not when it says that a name does not exist.
"""

import ipaddress
from dataclasses import dataclass

from translator.kube.names import DNS_LABEL, DNS_SUBDOMAIN, dns_label
from translator.model.origin import Derived, Located
from translator.model.service import ExtraHost, Service
from translator.model.stack import Dialect
from translator.render.blueprint import Workload
from translator.render.pods.placeholders import split
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
    lines: dict[str, list[ExtraHost]] = {}
    for host in service.extra_hosts:
        if _usable(host, findings):
            lines.setdefault(host.address.value, []).append(host)
    return tuple(
        HostAlias(
            Located(address, Derived("extra_hosts", tuple(host.address.origin for host in hosts))),
            tuple(host.name for host in hosts),
        )
        for address, hosts in lines.items()
    )


def _usable(host: ExtraHost, findings: Collector) -> bool:
    name, address = host.name.value, host.address.value
    if address == "host-gateway":
        problem, remedy = (
            f"{name} is to be the host itself, and a Pod has no name for its node",
            "name the address of the machine, or read the node's address from the downward API (status.hostIP)",
        )
    elif not is_address(address):
        problem, remedy = f'{name} needs an IP address, not "{address}"', "write an address such as 10.0.0.5"
    elif (fault := DNS_SUBDOMAIN.fault(name)) is not None:
        problem, remedy = f'the host name "{name}" {fault}', "rename it: no resolver would be asked for such a name"
    else:
        return True
    findings.refuse("T476", problem, host.address.origin, help=remedy)
    return False


def is_address(text: str) -> bool:
    """Whether `text` is an IPv4 or IPv6 address as the API server takes them."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def nameservers(service: Service, findings: Collector) -> tuple[Located[str], ...]:
    """The servers that are asked after the cluster's own."""
    servers: dict[str, Located[str]] = {}
    for server in service.dns:
        if not is_address(server.value):
            findings.refuse(
                "T476", f'a DNS server needs an IP address, not "{server.value}"', server.origin, help="write its address"
            )
        elif len(servers) == _MOST_SERVERS and server.value not in servers:
            findings.refuse(
                "T476",
                f"{server.value} is the fourth DNS server, and a Pod takes {_MOST_SERVERS}",
                server.origin,
                help="keep the three that are needed",
            )
        else:
            findings.approximate(
                "T477",
                f"the DNS server {server.value} is asked after the cluster's own, and only when that does not answer",
                server.origin,
                help="for names that only it knows, let CoreDNS forward their zone to it (forward . ADDRESS)",
            )
            servers.setdefault(server.value, server)
    return tuple(servers.values())


def hostname(workload: Workload, dialect: Dialect, findings: Collector) -> Located[str] | None:
    """`hostname` of the Pod: what the container finds as its own name; None where it keeps the Pod's name."""
    written = workload.service.hostname
    if written is None:
        return None
    text = written.value
    if any(held for _, held in split(text, dialect)):
        findings.approximate(
            "T478",
            f"the host name {text} is filled in by Swarm for each task; the Pod keeps its own name",
            written.origin,
            help="a service with a volume per-replica is a StatefulSet, whose Pods have names that stay, such as web-0",
        )
        return None
    if workload.kind.value == "StatefulSet":
        findings.approximate(
            "T478",
            f"Pods of a StatefulSet have host names of their own, {workload.name.value}-0 and on, so {text} is not written",
            written.origin,
            help="see that the program does not rest on its host name",
        )
        return None
    if DNS_LABEL.accepts(text):
        return written
    short = dns_label(text.partition(".")[0])
    findings.approximate(
        "T478",
        f"the host name {text} cannot be that of a Pod, which is one DNS label: {short} is written",
        written.origin,
        help=f"write hostname: {short}, if the program does not rest on the whole name",
    )
    return Located(short, Derived("name rule", (written.origin,)))
