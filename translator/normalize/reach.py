"""Reach: what `aliyun.lb`, `aliyun.proxy` and stickiness mean together with the ports and routes of the same service.

Source: Container Service (Swarm) user guide. A load balancer reached a container through a host port, which `ports` had to
name, and which could not be one of the cluster's own. The custom proxy spread requests over every port of a service.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from translator.model.connection import ExposedPort, Port, Route
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.traffic import Listener, Proxy, Stickiness
from translator.normalize.context import Context

RESERVED = {9080: "the router", 2376: "the Docker daemon", 3376: "the Swarm manager"}
"""Ports of a node that the old cluster used itself."""

_HTTP = 80
_ANY = Located("*", Default("the custom proxy's default service takes every host"))


def settle(fields: dict[str, Any], context: Context) -> None:
    """Completes the listeners, turns the addresses of the custom proxy into routes, and drops what has no effect, in place."""
    if fields.get("listeners"):
        fields["listeners"] = tuple(_reachable(fields["listeners"], fields.get("ports", ()), context))
    if isinstance(proxy := fields.get("proxy"), Proxy):
        routes = tuple(_routes(proxy, fields, context))
        fields["routes"] = (*fields.get("routes", ()), *routes)
        if not routes:
            _say_unused(proxy, context)
    if isinstance(stickiness := fields.get("stickiness"), Stickiness):
        fields["stickiness"] = _kept(stickiness, bool(fields.get("routes")), context)


def unpublish(fields: dict[str, Any], context: Context) -> None:
    """Refuses to publish a service at a port of the host that was the old cluster's own; it is still exposed, in place."""
    kept: list[Port] = []
    for port in fields["ports"]:
        number = port.published
        if number is None or number.value not in RESERVED or port.protocol.value != "tcp":
            kept.append(port)
            continue
        context.findings.refuse(
            "T341",
            f"port {number.value} of the host, at which {context.service} is published, was {RESERVED[number.value]}'s",
            port.origin,
            help=f"publish it at another port, such as {number.value + 10000}:{port.target.value}",
        )
        fields["expose"] = (*fields.get("expose", ()), ExposedPort(port.target, port.protocol))
    fields["ports"] = tuple(kept)


def _reachable(listeners: Sequence[Listener], ports: Sequence[Port], context: Context) -> Iterator[Listener]:
    """The listeners whose container port had a port of the host."""
    for listener in listeners:
        number, udp = listener.port.value, listener.scheme.value == "udp"
        mapped = [port for port in ports if port.target.value == number and (port.protocol.value == "udp") is udp]
        if not mapped:
            context.findings.refuse(
                "T340",
                f"aliyun.lb.port_{number} needs the port in ports, through which the load balancer reached it, "
                f"and {number}{'/udp' if udp else ''} is not there",
                listener.origin,
                help=f'add it to the service: ports: ["{listener.front.value}:{number}{"/udp" if udp else ""}"]',
            )
            continue
        published = mapped[0].published
        if published is not None and published.value in RESERVED:
            context.findings.refuse(
                "T341",
                f"aliyun.lb.port_{number} goes through port {published.value} of the host, "
                f"which {RESERVED[published.value]} of the cluster had",
                listener.origin,
                help=f"map the container port to another port of the host, such as {listener.front.value + 10000}:{number}",
            )
            continue
        yield replace(listener, published=published)


def _routes(proxy: Proxy, fields: dict[str, Any], context: Context) -> Iterator[Route]:
    """A route for each address of the custom proxy, and one without a host for its default service."""
    required = proxy.required is not None and proxy.required.value
    passed = {port.value for port in proxy.tcp_ports}
    closed = passed | {port.value for port in proxy.excluded}
    ports = {port: origin for port, origin in _tcp_ports(fields) if port not in closed}
    default = required and not proxy.hosts and (bool(ports) or not passed)
    if proxy.required is not None and not default:
        context.findings.ignore(
            "T305", "aliyun.proxy.required has no effect beside what else joins the service to the proxy", proxy.required.origin
        )
    if not proxy.hosts and not default:
        return
    origin = proxy.hosts[0].origin if proxy.hosts else proxy.required.origin if proxy.required else None
    port = _port(ports, origin, context)
    if port is None:
        return
    closing = tuple(one.origin for one in proxy.excluded)
    port = Located(port.value, Derived("port of the custom proxy", (port.origin, *closing))) if closing else port
    for host in proxy.hosts:
        yield Route(port, host.scheme, host.host, host.path, host.origin, host.exact)
    if default and proxy.required is not None:
        http = Located("http", Default("the custom proxy listens for http"))
        rule = Derived("aliyun.proxy.required", (proxy.required.origin,))
        yield Route(port, http, Located(_ANY.value, rule), None, rule)


def _say_unused(proxy: Proxy, context: Context) -> None:
    """Settings that only addresses could have made use of."""
    settings = (proxy.weight, proxy.balance, proxy.force_ssl, proxy.compression, proxy.certificate, *proxy.excluded)
    for setting in settings:
        if setting is not None:
            context.findings.ignore(
                "T343",
                "there is no address of the custom proxy to which this setting could apply",
                setting.origin,
                help="add one, such as aliyun.proxy.VIRTUAL_HOST: http://shop.example.com, or remove this label",
            )


def _tcp_ports(fields: dict[str, Any]) -> Iterator[tuple[int, Origin]]:
    ports: Sequence[Port] = fields.get("ports", ())
    exposed: Sequence[ExposedPort] = fields.get("expose", ())
    for port in ports:
        if port.protocol.value == "tcp":
            yield port.target.value, port.target.origin
    for one in exposed:
        if one.protocol.value == "tcp":
            yield one.port.value, one.port.origin


def _port(ports: dict[int, Origin], at: Origin | None, context: Context) -> Located[int] | None:
    """The port to which the addresses lead: the only one, else 80, else the lowest."""
    if not ports:
        context.findings.refuse(
            "T344",
            f"no port of {context.service} is known to which the addresses of the custom proxy could lead",
            at,
            help="add the container port: expose: [80]",
        )
        return None
    chosen = _HTTP if _HTTP in ports else min(ports)
    if len(ports) > 1:
        others = ", ".join(str(port) for port in sorted(ports) if port != chosen)
        context.findings.approximate(
            "T345",
            f"the custom proxy spread requests over every port of {context.service}; they go to {chosen} now, not to {others}",
            at,
            help=f'say which port is meant by leaving the others out: aliyun.proxy.EXCLUDE_PORTS: "{others}"',
        )
    return Located(chosen, ports[chosen])


def _kept(stickiness: Stickiness, routed: bool, context: Context) -> Stickiness | None:
    if not stickiness.on.value:
        message = "aliyun.routing.session_sticky has the value that holds without the label"
        context.findings.ignore("T304", message, stickiness.on.origin)
        return None
    if not routed:
        context.findings.ignore(
            "T343",
            "there is no route of this service on which a client could be kept",
            stickiness.on.origin,
            help="add a routing label, such as aliyun.routing.port_80: shop, or remove this one",
        )
        return None
    return stickiness
