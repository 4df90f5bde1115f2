"""A port of a Service is out of range, unnamed, or listed twice.

Ports go from 1 to 65535. With several ports each needs a name of its own, a single DNS label. targetPort is a number or the
name of a port of the container. A nodePort goes with NodePort and LoadBalancer only and lies between 30000 and 32767,
unless the API server was set up otherwise. The protocol is TCP, UDP or SCTP.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.ports import NODE_PORTS, PROTOCOLS
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T583", "bad-service-port", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The ports of a Service."""
    ports = value.get("ports") or ()
    seen: set[str] = set()
    for index, port in enumerate(ports):
        name = port.get("name")
        if name:
            yield from limits.text(at, name, names.DNS_LABEL, "ports", index, "name")
            if name in seen:
                yield at.duplicate("ports", index, "name", value=name, expected="must not be the name of another port")
            seen.add(name)
        elif len(ports) > 1:
            yield at.required("ports", index, "name", expected="must be given where there are several ports")
        yield from _port(port, at, index)
    yield from _on_nodes(value, at)


def _port(port: Mapping[str, Any], at: Visit, index: int) -> Iterator[Fault]:
    yield from limits.port_number(at, port.get("port") or 0, "ports", index, "port")
    protocol = port.get("protocol", "")
    if protocol not in PROTOCOLS:
        yield at.unsupported("ports", index, "protocol", among=PROTOCOLS, value=protocol)
    yield from limits.port(at, port.get("targetPort"), "ports", index, "targetPort")
    if port.get("appProtocol") is not None:
        yield from limits.label_key(at, port["appProtocol"], "ports", index, "appProtocol")


def _on_nodes(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    seen: dict[int, list[Mapping[str, Any]]] = {}
    for index, port in enumerate(value.get("ports") or ()):
        number, here = port.get("nodePort"), ("ports", index, "nodePort")
        if not number:
            continue
        if value.get("type") == "ClusterIP":
            yield at.forbidden(*here, expected="must be left out with the type ClusterIP")
        if value.get("type") in ("ClusterIP", "ExternalName"):
            continue  # neither gets a port of the nodes
        if number not in NODE_PORTS:
            yield at.invalid(*here, expected=f"must be between {NODE_PORTS[0]} and {NODE_PORTS[-1]}", value=number)
        others = seen.setdefault(number, [])
        if any(other.get("protocol") == port.get("protocol") for other in others):
            yield at.duplicate(*here, value=number, expected="must not be that of another port")
        elif any(other.get("port") != port.get("port") for other in others):
            yield at.invalid(*here, expected="must not be that of a port with another number", value=number)
        others.append(port)
