"""Ports: at which container ports each service is known to answer, and how those are called.

A Kubernetes Service forwards the ports that it lists and no other, where Swarm's virtual address forwarded all of them; an
image's own ports cannot be seen. So every sign counts: `ports`, `expose`, the healthcheck and the probe, routes, and mentions
of the service, by others or by itself. A port rests on all its signs, the written ones first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from translator.kube.names import LABEL_KEY
from translator.kube.ports import PORT_NAME, is_port
from translator.model.container import Command
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.model.stack import Stack
from translator.render.blueprint import KnownPort
from translator.render.cause import carrying
from translator.render.mentions import Mention, checks
from translator.render.portnames import listed, port_names
from translator.render.routing import PortNames
from translator.report.collector import Collector

_TCP = Located("TCP", Default("TCP unless a port says otherwise"))

_HERE = r"(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])"
_URL = re.compile(rf"\b(https?)://{_HERE}(?::([0-9]{{1,5}}))?(?![\w.:])", re.ASCII)
_ADDRESS = re.compile(rf"(?<![\w./]){_HERE}(?::|\s+)([0-9]{{1,5}})(?![\w.])", re.ASCII)
_SCHEMES = {"http": 80, "https": 443}

_Sign = tuple[Located[int], Located[str], Located[str] | None, Located[str] | None]
"""Number, protocol, name and application protocol of a port."""


def known_ports(
    stack: Stack, spelled: Mapping[str, tuple[str, ...]], mentioned: Iterable[Mention], fixed: PortNames, findings: Collector
) -> Mapping[str, tuple[KnownPort, ...]]:
    """The known ports of every service, by name, each tuple in the order in which the ports were first seen.

    Args:
        spelled: services by the names that mentions may have.
        mentioned: mentions of those names.
        fixed: names that certain ports must have.
    """
    called: dict[str, list[Mention]] = {}
    for mention in mentioned:
        for name in spelled[mention.name]:
            called.setdefault(name, []).append(mention)
    result = {}
    for service in stack.services:
        name = service.name.value
        ports = _joined([*_signs(service), *_mentioned(called.get(name, ()), service)])
        result[name] = _named(name, ports, fixed, findings)
        _say(service, result[name], findings)
    return result


def _signs(service: Service) -> Iterator[_Sign]:
    """What the service itself says of its ports."""
    for port in service.ports:
        protocol = Located(port.protocol.value.upper(), port.protocol.origin)
        yield port.target, protocol, port.name, port.app_protocol
    for exposed in service.expose:
        yield exposed.port, Located(exposed.protocol.value.upper(), exposed.protocol.origin), None, None
    if service.probe is not None and service.probe.port is not None:
        yield service.probe.port, _TCP, None, None
    for route in service.routes:
        yield route.port, _TCP, None, None
    for command in checks(service):
        for number in _asked(command):
            yield number, _TCP, None, None


def _asked(command: Command) -> Iterator[Located[int]]:
    """Ports of its own that a check asks: `curl http://localhost:8080/health`, `nc -z 127.0.0.1 6379`."""
    words = command.words
    text = " ".join(word.value for word in words)
    numbers = [int(digits or _SCHEMES[scheme]) for scheme, digits in _URL.findall(text)]
    numbers += [int(digits) for digits in _ADDRESS.findall(text)]
    origin = Derived("port of the healthcheck", tuple(dict.fromkeys(word.origin for word in words)))
    for number in dict.fromkeys(numbers):
        if is_port(number):
            yield Located(number, origin)


def _mentioned(mentioned: Sequence[Mention], service: Service) -> Iterator[_Sign]:
    """Ports that others name, of the protocol that the service itself gives the port."""
    udp = {port.target.value for port in service.ports if port.protocol.value == "udp"}
    for mention in mentioned:
        if mention.port is not None:
            protocol = "UDP" if mention.port in udp else mention.protocol
            yield (
                Located(mention.port, Derived(f"named by {mention.service}", (mention.origin,))),
                Located(protocol, mention.origin) if protocol == "UDP" else _TCP,
                None,
                None,
            )


def _joined(signs: Iterable[_Sign]) -> list[_Sign]:
    """One sign for each number and protocol, with the causes of all."""
    found: dict[tuple[int, str], list[_Sign]] = {}
    for sign in signs:
        found.setdefault((sign[0].value, sign[1].value), []).append(sign)
    return [
        (
            carrying(same[0][0], "known ports", *(number for number, _, _, _ in same[1:])),
            carrying(same[0][1], "known ports", *(p for _, p, _, _ in same[1:] if type(p.origin) is not Default)),
            _first([name for _, _, name, _ in same]),
            _first([application for _, _, _, application in same]),
        )
        for same in found.values()
    ]


def _first(values: Sequence[Located[str] | None]) -> Located[str] | None:
    """The first that was written, resting on all: a port has one name, however often it is listed."""
    written = [value for value in values if value is not None]
    return carrying(written[0], "known ports", *written[1:]) if written else None


def _named(service: str, signs: Sequence[_Sign], fixed: PortNames, findings: Collector) -> tuple[KnownPort, ...]:
    wanted = []
    for number, protocol, written, _ in signs:
        needed = fixed.get((service, number.value)) if protocol.value == "TCP" else None
        name = written if needed is None else carrying(needed, "shared route", written)
        wanted.append((number.value, protocol.value, name))
    ports = []
    for (number, protocol, _, application), (_, _, name), given in zip(signs, wanted, port_names(wanted), strict=True):
        if name is not None and given is not name:
            reason = PORT_NAME.fault(name.value) or "must be its own, and another port has it"
            findings.ignore(
                "T421",
                f"port {number.value} of {service} cannot be named {name.value}: a port name {reason}",
                name.origin,
                help="choose another name",
            )
        ports.append(KnownPort(number, protocol, given, _application(application, findings)))
    return tuple(ports)


def _application(protocol: Located[str] | None, findings: Collector) -> Located[str] | None:
    if protocol is None or LABEL_KEY.accepts(protocol.value):
        return protocol
    findings.ignore(
        "T421",
        f"app_protocol {protocol.value} is not a name that Kubernetes takes",
        protocol.origin,
        help="write http, https, kubernetes.io/ws or another standard name",
    )
    return None


def _say(service: Service, ports: Sequence[KnownPort], findings: Collector) -> None:
    """What becomes of calls to other ports than the known ones."""
    name = service.name
    if not ports:
        findings.add(
            "T423",
            f"no port of {name.value} is known, so its name leads straight to its Pods, at every port",
            name.origin,
            help="list its ports under expose, so that calls are spread over its replicas as in Swarm",
        )
    elif service.endpoint_mode is None or service.endpoint_mode.value != "dnsrr":
        known = listed(f"{port.number.value}/{port.protocol.value.lower()}" for port in ports)
        findings.add(
            "T422",
            f"{name.value} answers inside the cluster at {known} and at no other port",
            name.origin,
            help="list further ports under expose if programs in the cluster call them",
        )
