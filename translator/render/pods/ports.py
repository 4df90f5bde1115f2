"""Ports of a container: every port at which its service is known to answer, and the ports of the node that it takes.

`mode: host` publishes a port on the node that runs the container, past Swarm's balancer: hostPort. Every other way of
publishing is a Service. A port of the container can have one port of the node: server-side apply knows ports by number and
protocol.
"""

from translator.model.connection import Port
from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.blueprint import KnownPort
from translator.render.cause import carrying
from translator.render.hostnetwork import in_host_network, say_discarded
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class PortView:
    """A port of the container."""

    number: Located[int]
    protocol: Located[str]
    name: Located[str]
    host_port: Located[int] | None = None
    host_ip: Located[str] | None = None


def ports(service: Service, known: tuple[KnownPort, ...], findings: Collector) -> tuple[PortView, ...]:
    """The ports of a service's container, those known in their order."""
    on_host: dict[tuple[int, str], list[Port]] = {}
    shared = in_host_network(service)
    if shared:
        say_discarded(service, findings)
    for port in () if shared else service.ports:
        if port.mode.value == "host" and port.published is not None:
            on_host.setdefault((port.target.value, port.protocol.value.upper()), []).append(port)
    views: list[PortView] = []
    for found in known:
        published = on_host.get((found.number.value, found.protocol.value)) if on_host else None
        if published:
            views.append(_published(service, found, published, findings))
        else:
            views.append(PortView(found.number, found.protocol, found.name))
    return tuple(views)


def _published(service: Service, known: KnownPort, published: list[Port], findings: Collector) -> PortView:
    """The port with the first port of the node that is asked for."""
    port, *others = published
    for other in others:
        assert other.published is not None
        findings.refuse(
            "T471",
            f"port {known.number.value} of {service.name.value} is to be port {other.published.value} of the node, too",
            other.origin,
            help="publish one of the two by mode: ingress, or let a Service lead there",
        )
    assert port.published is not None
    return PortView(known.number, known.protocol, known.name, carrying(port.published, "mode host", port.mode), port.host_ip)
