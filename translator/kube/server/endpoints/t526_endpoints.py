"""Endpoints have a subset without addresses, or an address or a port that cannot be one.

Each subset has addresses or notReadyAddresses, which are IP addresses that are neither loopback nor link-local. Ports go from 1
to 65535, have names where there are several, and the protocol TCP, UDP or SCTP. EndpointSlices have taken the place of
Endpoints.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import addresses, names
from translator.kube.fault import Fault, Step
from translator.kube.ports import PROTOCOLS
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T526", "bad-endpoints", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The subsets."""
    for index, subset in enumerate(value.get("subsets") or ()):
        if not subset.get("addresses") and not subset.get("notReadyAddresses"):
            yield at.required("subsets", index, expected="must have addresses or notReadyAddresses")
        for field in ("addresses", "notReadyAddresses"):
            for position, address in enumerate(subset.get(field) or ()):
                yield from _address(address, at, "subsets", index, field, position)
        ports = subset.get("ports") or ()
        for position, port in enumerate(ports):
            yield from _port(port, at, len(ports) > 1, "subsets", index, "ports", position)


def _address(address: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    text = address.get("ip") or ""
    found = addresses.loose(text)
    yield from limits.address(at, text, *steps, "ip")
    expected = None if found is None else addresses.unusable(found)
    if expected is not None:
        yield at.invalid(*steps, "ip", expected=expected, value=text)
    yield from limits.optional(at, address.get("hostname"), names.DNS_LABEL, *steps, "hostname")
    if address.get("nodeName") is not None:
        yield from limits.text(at, address["nodeName"], names.DNS_SUBDOMAIN, *steps, "nodeName")


def _port(port: Mapping[str, Any], at: Visit, several: bool, *steps: Step) -> Iterator[Fault]:
    if several and not port.get("name"):
        yield at.required(*steps, "name", expected="must be given where there are several ports")
    yield from limits.optional(at, port.get("name"), names.DNS_LABEL, *steps, "name")
    yield from limits.port_number(at, port.get("port") or 0, *steps, "port")
    if (port.get("protocol") or "TCP") not in PROTOCOLS:
        yield at.unsupported(*steps, "protocol", among=PROTOCOLS, value=port["protocol"])
    if port.get("appProtocol") is not None:
        yield from limits.label_key(at, port["appProtocol"], *steps, "appProtocol")
