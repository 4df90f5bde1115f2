"""Ports of a container: every port at which its service is known to answer, and the ports of the node that it takes.

`mode: host` publishes a port on the node that runs the container, past Swarm's balancer: hostPort. Every other way of
publishing is a Service.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from translator.model.origin import Located
from translator.model.service import Port, Service
from translator.render.blueprint import KnownPort
from translator.render.cause import carrying
from translator.render.pods.hosts import is_address


@dataclass(frozen=True, slots=True)
class PortView:
    """A port of the container; `name` None for a second entry of one port."""

    number: Located[int]
    protocol: Located[str]
    name: Located[str] | None = None
    host_port: Located[int] | None = None
    host_ip: Located[str] | None = None


def ports(service: Service, known: tuple[KnownPort, ...]) -> tuple[PortView, ...]:
    """The ports of a service's container, those known in their order."""
    on_host: dict[tuple[int, str], list[Port]] = {}
    for port in service.ports:
        if port.mode.value == "host" and port.published is not None:
            on_host.setdefault((port.target.value, port.protocol.value.upper()), []).append(port)
    views: list[PortView] = []
    for found in known:
        published = on_host.get((found.number.value, found.protocol.value)) if on_host else None
        if published:
            views.extend(_published(found, published))
        else:
            views.append(PortView(found.number, found.protocol, found.name))
    return tuple(views)


def _published(known: KnownPort, published: list[Port]) -> Iterator[PortView]:
    name: Located[str] | None = known.name
    for port in published:
        assert port.published is not None
        address = port.host_ip if port.host_ip is not None and is_address(port.host_ip.value) else None
        yield PortView(known.number, known.protocol, name, carrying(port.published, "mode host", port.mode), address)
        name = None
