"""Host name: what a Pod finds as its own name, from `hostname` and `domainname`.

Docker gives a container any name, dots included. A Pod's `hostname` is one DNS label; since Kubernetes 1.35 a Pod can have a
whole name by `hostnameOverride` (the gate HostnameOverride is on from there), which no DNS server answers to, as in Docker.
Before, a domain of one label can be the `subdomain`, behind which comes the domain of the cluster.
"""

from translator.kube.names import DNS_LABEL, DNS_SUBDOMAIN, dns_label
from translator.kube.versions import minor
from translator.model.origin import Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.stack import Dialect
from translator.render.blueprint import Workload
from translator.render.cause import derived
from translator.render.hostnetwork import in_host_network
from translator.render.pods.placeholders import split
from translator.report.collector import Collector

OVERRIDE_SINCE = 35
_LONGEST = 64
"""Characters of a host name on Linux, and so of `hostnameOverride`."""


@dataclass(frozen=True, slots=True)
class HostView:
    """The three fields of a Pod that name it; `whole`, the override, stands alone."""

    name: Located[str] | None = None
    subdomain: Located[str] | None = None
    whole: Located[str] | None = None


_OWN = HostView()


def hostname(workload: Workload, dialect: Dialect, kubernetes: str, findings: Collector) -> HostView:
    """How the Pods of a workload are named; without any field each has its own name.

    Args:
        kubernetes: the oldest version that is written for.
    """
    service = workload.service
    written, domain = service.hostname, service.domainname
    if written is None and domain is None:
        return _OWN
    problem = _problem(workload, dialect)
    if problem is not None:
        for value, what in ((written, "host name"), (domain, "domain")):
            if value is not None:
                findings.approximate(
                    "T478",
                    f"the {what} {value.value} is not written: {problem}",
                    value.origin,
                    help="see that the program does not rest on its host name",
                )
        return _OWN
    whole = _whole(workload, kubernetes)
    if whole is not None:
        if domain is not None:
            findings.approximate(
                "T478",
                f"the Pod is called {whole.value} as a whole, in its short name too",
                domain.origin,
                help="see that the program takes the whole name for its host name",
            )
        return HostView(whole=whole)
    return HostView(_label(service, findings), None if domain is None else _subdomain(domain, findings))


def _problem(workload: Workload, dialect: Dialect) -> str | None:
    """Why Pods keep their own names, where they do."""
    written = workload.service.hostname
    if written is not None and any(held for _, held in split(written.value, dialect)):
        return "Swarm fills it in for each task; a StatefulSet (a volume per-replica) gives Pods names that stay, such as web-0"
    if in_host_network(workload.service):
        return "in the network of its node a Pod has the name of the node"
    if workload.kind.value == "StatefulSet":
        return f"Pods of a StatefulSet have host names of their own, {workload.name.value}-0 and on"
    return None


def _whole(workload: Workload, kubernetes: str) -> Located[str] | None:
    """The whole name, where there is one that a Pod can have; the service's own name stands for a host name not written."""
    service = workload.service
    written, domain = service.hostname, service.domainname
    first = workload.name if written is None else written
    text = first.value.lower() if domain is None else f"{first.value.lower()}.{domain.value}"
    if "." not in text or minor(kubernetes) < OVERRIDE_SINCE:
        return None
    if len(text) > _LONGEST or not DNS_SUBDOMAIN.accepts(text):
        return None
    if domain is None and text == first.value:
        return first
    return Located(text, derived("hostname and domainname" if domain else "names are in lower case", written, domain))


def _label(service: Service, findings: Collector) -> Located[str] | None:
    written = service.hostname
    if written is None or DNS_LABEL.accepts(written.value):
        return written
    short = dns_label(written.value.partition(".")[0])
    findings.approximate(
        "T478",
        f"the host name {written.value} cannot be that of a Pod, which is one DNS label: {short} is written",
        written.origin,
        help=f"write hostname: {short}, if the program does not rest on the whole name",
    )
    return Located(short, Derived("name rule", (written.origin,)))


def _subdomain(domain: Located[str], findings: Collector) -> Located[str] | None:
    if not DNS_LABEL.accepts(domain.value):
        findings.refuse(
            "T476",
            f"the domain {domain.value} cannot be that of a Pod: before Kubernetes 1.{OVERRIDE_SINCE} it is one DNS label",
            domain.origin,
            help=f"write for Kubernetes 1.{OVERRIDE_SINCE}, or tell the program its name by a variable",
        )
        return None
    findings.approximate(
        "T478",
        f"behind the domain {domain.value} of the Pod comes that of the cluster: {domain.value}.NAMESPACE.svc.cluster.local",
        domain.origin,
        help="see that the program does not rest on its whole name",
    )
    return domain
