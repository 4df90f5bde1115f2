"""Ports: their numbers, their names and their protocols in Service and container specifications.

A port name is an IANA service name (RFC 6335, section 5.1), as `IsValidPortName` of k8s.io/apimachinery checks it. Within one
Service or Pod each name may occur once, and a Service of several ports must name them all.
"""

import re

from translator.kube.names import Grammar

LOWEST, HIGHEST = 1, 65535
NODE_PORTS = range(30000, 32768)
"""The API server's default `--service-node-port-range`."""

PROTOCOLS = ("TCP", "UDP", "SCTP")

PORT_NAME = Grammar(
    re.compile(r"(?=[-0-9]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*"),
    15,
    "lower-case letters, digits and single hyphens between them, with at least one letter",
)


def is_port(number: int) -> bool:
    """Whether `number` can be the port of a Service or a container."""
    return LOWEST <= number <= HIGHEST


def port_name(number: int, protocol: str = "tcp") -> str:
    """The name of a port that nobody named, such as `tcp-8080`: unique by number and protocol, always a port name."""
    return f"{protocol.lower()}-{number}"
