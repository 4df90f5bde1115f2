"""Proxies: the custom proxy of Container Service (acs/proxy), whose work an Ingress and Services of type LoadBalancer do.

The proxy is recognised by its label. It has no workload here; its TCP ports become a Service under its own name, which programs
inside call, with the Pods of all services that joined it behind them. What its load balancer passed to it as http belongs to
the Ingress controller, whose Service is not part of a stack.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from translator.model.container import Variable
from translator.model.destination import Destination
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.traffic import Listener
from translator.render.balancers import PREFIX, Claim
from translator.render.cause import carrying
from translator.render.fronts import Front, FrontPort
from translator.render.naming import Names, free
from translator.render.view import Pairs
from translator.render.workloads import places
from translator.report.collector import Collector

_TCP = Located("TCP", Default("TCP_PORTS are TCP"))
_INTRANET = Located("intranet", Default("no address on the internet unless exposure.address_type asks for one"))
_GUARDS = {
    "HTTP_BASIC_AUTH": (
        "asked every client for a name and a password",
        "put them into a Secret, and annotate the Ingresses: nginx.ingress.kubernetes.io/auth-type: basic, with auth-secret; "
        "then remove the variable",
    ),
    **dict.fromkeys(
        ("CA_CERT", "CA_CERT_FILE"),
        (
            "let in only clients with a certificate",
            "put the certificate of the authority into a Secret, and annotate the Ingresses: "
            "nginx.ingress.kubernetes.io/auth-tls-secret; then remove the variable",
        ),
    ),
}
"""Variables that kept clients out, each with what it did and what to do."""
_DIFFERENT = {
    "BALANCE": ("chose how all services share their load", "write aliyun.proxy.BALANCE at the services"),
    "TIMEOUT": (
        "set how long HAProxy waits",
        "annotate the Ingresses: nginx.ingress.kubernetes.io/proxy-read-timeout and proxy-send-timeout",
    ),
}
"""Variables by which the proxy did as a router does, but otherwise."""
_EXTRA = "EXTRA_"
"""How the variables begin that the proxy put into HAProxy's configuration as they are."""
_KEY = Located(PREFIX + "address-type", Default("annotation of the cloud's load balancers"))


def say_replaced(proxies: Iterable[Service], findings: Collector) -> None:
    """Says of each proxy why it is left out."""
    for proxy in proxies:
        for place in places(proxy):
            findings.ignore(
                "T352",
                f"{proxy.name.value} is the custom proxy, whose work the Ingress controller of the cluster does",
                place,
                help="remove it from the stack; the Ingress controller has settings of its own",
            )
        host = proxy.hostname
        if host is not None and host.value.lower() != proxy.name.value.lower():
            findings.approximate(
                "T353",
                f"programs could call the proxy {proxy.name.value} by its host name {host.value}, which nothing answers now",
                host.origin,
                help="call the hosts of the Ingresses, which DNS finds, or the Service of the Ingress controller",
            )
        for variable in proxy.environment:
            _say_setting(proxy.name.value, variable, findings)


def _say_setting(proxy: str, variable: Variable, findings: Collector) -> None:
    """Says of a variable of the proxy what is lost with it; most only made it the router that a cluster has."""
    name, value = variable.name.value, variable.value
    if name.startswith(_EXTRA):
        what, help = "gave HAProxy lines of its own", "do the same by annotations or settings of the Ingress controller"
    elif name in _DIFFERENT and value.value.strip() not in ("", "roundrobin"):
        what, help = _DIFFERENT[name]
    elif name in _GUARDS and value.value.strip():
        what, help = _GUARDS[name]
        findings.refuse("T347", f"{name} of the proxy {proxy} {what}, and no Ingress does so now", value.origin, help=help)
        return
    else:
        return
    message = f"{name} of the proxy {proxy} {what}, which no Ingress has"
    findings.approximate("T353", message, value.origin, help=f"{help}, if it is still needed")


def claims(proxies: Sequence[Service], services: Sequence[Service], names: Names, findings: Collector) -> Iterator[Claim]:
    """The listeners of the proxies for TCP ports, with the services behind them. Those for http are told."""
    behind = _behind(services)
    for proxy in proxies:
        for listener in proxy.listeners:
            members = behind.get(listener.port.value)
            if members is not None:
                yield Claim(names.services[proxy.name.value], members, listener)
            else:
                _say_http(proxy, listener, findings)


def _say_http(proxy: Service, listener: Listener, findings: Collector) -> None:
    name = listener.balancer.value
    findings.approximate(
        "T439",
        f"{name} led to the proxy {proxy.name.value} at {listener.scheme.value}:{listener.front.value}, "
        "and must lead to the Ingress controller now",
        listener.origin,
        help=f"annotate the controller's Service with {PREFIX}id and the id of {name}, or move the listener by hand",
    )


def tcp_fronts(
    proxies: Sequence[Service],
    services: Sequence[Service],
    settings: Settings,
    destination: Destination,
    names: Names,
    taken: set[str],
    findings: Collector,
) -> tuple[Front, ...]:
    """A Service for the TCP ports of each set of services, under the name of the proxy where there is one such set.

    Args:
        taken: names of Services; those made here are added.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for port, members in sorted(_behind(services).items()):
        groups.setdefault(members, []).append(port)
    bound = {listener.port.value for proxy in proxies for listener in proxy.listeners}
    made = []
    for members, ports in sorted(groups.items()):
        written = [_written(port, members, services) for port in ports]
        rule = Derived("ports of the custom proxy", tuple(dict.fromkeys(value.origin for value in written)))
        if proxies and len(groups) == 1:
            own = names.services[proxies[0].name.value]
            name = Located(free(own.value, taken), Derived("name of the custom proxy", (own.origin, *rule.parents)))
        else:
            name = Located(free(f"{'-'.join(members)}-tcp", taken), rule)
        inside = set(ports) <= bound
        if not inside:
            _say_published(members, ports, rule, findings)
        made.append(
            Front(
                name,
                members,
                Located("ClusterIP" if inside else "LoadBalancer", rule),
                tuple(_port(value) for value in written),
                () if inside or not destination.ack else _address(settings),
            )
        )
    return tuple(made)


def _behind(services: Iterable[Service]) -> Mapping[int, tuple[str, ...]]:
    """The services behind each TCP port of the proxy, sorted."""
    found: dict[int, list[str]] = {}
    for service in services:
        for port in () if service.proxy is None else service.proxy.tcp_ports:
            found.setdefault(port.value, []).append(service.name.value)
    return {port: tuple(sorted(members)) for port, members in found.items()}


def _written(port: int, members: Sequence[str], services: Iterable[Service]) -> Located[int]:
    """The port, resting on the label of each service behind it."""
    same = [
        one
        for service in services
        if service.proxy is not None and service.name.value in members
        for one in service.proxy.tcp_ports
        if one.value == port
    ]
    return carrying(same[0], "ports of the custom proxy", *same[1:])


def _port(number: Located[int]) -> FrontPort:
    return FrontPort(Located(f"tcp-{number.value}", Default("ports of a Service must have names")), number, number, _TCP)


def _address(settings: Settings) -> Pairs:
    return ((_KEY, settings.exposure.address_type or _INTRANET),)


def _say_published(members: Sequence[str], ports: Sequence[int], rule: Derived, findings: Collector) -> None:
    numbers = ", ".join(map(str, ports))
    findings.approximate(
        "T438",
        f"the cloud makes a load balancer for port {numbers} of {' and '.join(members)}, which the proxy opened on every node",
        rule,
        help="tell clients its address; an aliyun.lb label of the proxy for the port binds it to an instance that exists",
    )
