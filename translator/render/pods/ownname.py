"""Own names: those by which a program calls itself before its Pod is ready.

In Docker the name of a service leads to a container as soon as it runs. In Kubernetes it leads to Pods that are ready: a health
check that asks for `http://web:8080/health` in `web` itself, or a broker that must reach its own listener first, would wait for
itself for ever. So inside its Pod such a name means the Pod: it is the host name, which stands in the hosts file with the
Pod's address, or, where the Pod has another host name, a name of the loopback address. Source: Kubernetes documentation,
"Adding entries to Pod /etc/hosts with HostAliases".
"""

from collections.abc import Mapping

from translator.kube.names import DNS_LABEL, DNS_SUBDOMAIN
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.render.blueprint import Workload
from translator.render.hostnetwork import in_host_network
from translator.render.mentions import Mention, asked, mentions
from translator.render.pods.hostname import HostView
from translator.render.pods.hosts import HostAlias
from translator.report.collector import Collector

_RULE = "called by itself before it is ready"
_LOOPBACK = Located("127.0.0.1", Default("where a Pod reaches itself"))


def reaching_itself(
    host: HostView, lines: tuple[HostAlias, ...], workload: Workload, called: Located[str], findings: Collector
) -> tuple[HostView, tuple[HostAlias, ...]]:
    """The host names and the lines of the hosts file by which the Pods of a workload with a readiness probe reach themselves.

    Args:
        called: the name that the service has in the cluster.
    """
    if workload.inside is not None or workload.companions:
        return host, lines  # the services of one Pod have such lines anyway
    left = _own_calls(workload.service, called.value)
    for known in (host.name, host.whole, *(name for line in lines for name in line.names)):
        if known is not None:
            left.pop(known.value.lower(), None)
    if not left:
        return host, lines
    if host == HostView() and workload.kind.value != "StatefulSet" and not in_host_network(workload.service):
        name = next((name for name in (called.value, *sorted(left)) if name in left and DNS_LABEL.accepts(name)), None)
        if name is not None:
            call = left.pop(name)
            host = HostView(Located(name, Derived(_RULE, (call.origin,))))
            _say_shared(name, call, workload, findings)
    for name, call in sorted(left.items()):
        lines = _with(lines, Located(name, Derived(_RULE, (call.origin,))))
        findings.approximate(
            "T478",
            f"{workload.service.name.value} calls itself {name}, which is 127.0.0.1 inside its Pod, since its Service does not "
            "answer before the Pod is ready",
            call.origin,
            help="see that the program listens at all addresses, or write localhost there",
        )
    return host, lines


def _own_calls(service: Service, called: str) -> dict[str, Mention]:
    """The first call of each name of its own that a hosts file can have, by that name in lower case."""
    names = {service.name.value.lower(), called}
    names.update(alias.value.lower() for attachment in service.networks for alias in attachment.aliases)
    if service.container_name is not None:
        names.add(service.container_name.value.lower())
    found: dict[str, Mention] = {}
    for mention in (*asked(service, names), *mentions((service,), names)):
        if not mention.tasks and DNS_SUBDOMAIN.accepts(mention.name):
            found.setdefault(mention.name, mention)
    return found


def _say_shared(name: str, call: Mention, workload: Workload, findings: Collector) -> None:
    if workload.replicas is not None and workload.replicas.value <= 1:
        return
    findings.approximate(
        "T478",
        f"every Pod of {workload.service.name.value} has the host name {name}, by which it reaches itself before it is ready",
        call.origin,
        help="see that the program does not rest on its host name, or write localhost there",
    )


def _with(lines: tuple[HostAlias, ...], name: Located[str]) -> tuple[HostAlias, ...]:
    """The lines with one more name of the loopback address, which has one line: the API server tells them apart by address."""
    known: Mapping[str, HostAlias] = {line.ip.value: line for line in lines}
    line = known.get(_LOOPBACK.value, HostAlias(_LOOPBACK, ()))
    others = tuple(one for one in lines if one.ip.value != _LOOPBACK.value)
    return (*others, HostAlias(line.ip, (*line.names, name)))
