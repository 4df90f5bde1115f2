"""A port of a container is out of range, has a wrong name, or is listed twice.

Ports go from 1 to 65535. The name has up to 15 lower-case letters, digits and hyphens with at least one letter, and is
unique in the container. The protocol is TCP, UDP or SCTP. Two containers of a Pod cannot have the same port of the node.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.ports import PORT_NAME, PROTOCOLS
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T572", "bad-container-port", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The ports of a container."""
    ports = value.get("ports")
    if not ports:
        return
    seen: set[str] = set()
    for index, port in enumerate(ports):
        name, protocol = port.get("name"), port.get("protocol", "")
        if name:
            if not PORT_NAME.accepts(name):
                yield from limits.text(at, name, PORT_NAME, "ports", index, "name")
            elif name in seen:
                yield at.duplicate("ports", index, "name", value=name, expected="must not be the name of another port")
            seen.add(name)
        number = port.get("containerPort") or 0
        if number:
            yield from limits.port_number(at, number, "ports", index, "containerPort")
        else:
            yield at.required("ports", index, "containerPort")
        if port.get("hostPort"):
            yield from limits.port_number(at, port["hostPort"], "ports", index, "hostPort")
        if protocol not in PROTOCOLS:
            yield at.unsupported("ports", index, "protocol", among=PROTOCOLS, value=protocol)
    yield from _on_node(ports, at)


def _on_node(ports: Any, at: Visit) -> Iterator[Fault]:
    """Ports of the node that this container or an earlier one has already."""
    mine = [(index, _key(port)) for index, port in enumerate(ports) if port.get("hostPort")]
    if not mine or at.parent is None or at.field == "ephemeralContainers":
        return
    position = at.steps[1]
    assert isinstance(position, int)
    # Init containers run one by one, so that each has the ports of the node for itself.
    earlier = at.parent.value["containers"][:position] if at.field == "containers" else ()
    taken = {_key(port) for each in earlier for port in each.get("ports") or () if port.get("hostPort")}
    for index, key in mine:
        if key in taken:
            expected = "must not be a port of the node that the Pod has already"
            yield at.duplicate("ports", index, "hostPort", value=key[0], expected=expected)
        taken.add(key)


def _key(port: Mapping[str, Any]) -> tuple[Any, ...]:
    return port.get("hostPort"), port.get("protocol") or "TCP", port.get("hostIP") or ""
