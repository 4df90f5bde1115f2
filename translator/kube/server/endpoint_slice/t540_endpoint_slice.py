"""An EndpointSlice has an address that is none of its type, or a port with a wrong name.

addressType is IPv4, IPv6 or FQDN, and each endpoint has 1 to 100 addresses of it, none of which is a loopback or a
link-local one. Names of ports are single DNS labels, each once; the protocol is TCP, UDP or SCTP. Hints name up to eight zones
and nodes, each once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import addresses, names
from translator.kube.fault import Fault, Reason, Step
from translator.kube.ports import PROTOCOLS
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T540", "bad-endpoint-slice", __doc__),)

_TYPES = ("FQDN", "IPv4", "IPv6")
_VERSIONS = {"IPv4": 4, "IPv6": 6}
_ENDPOINTS, _ADDRESSES, _PORTS, _HINTS = 1000, 100, 20_000, 8


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Type, endpoints and ports."""
    kind = value.get("addressType") or ""
    if not kind:
        yield at.required("addressType")
    elif kind not in _TYPES:
        yield at.unsupported("addressType", among=_TYPES, value=kind)
    endpoints = value.get("endpoints") or ()
    if len(endpoints) > _ENDPOINTS:
        yield at.fault(Reason.TOO_MANY, ("endpoints",), f"must have at most {_ENDPOINTS} items, not {len(endpoints)}")
    for index, endpoint in enumerate(endpoints):
        yield from _endpoint(endpoint, kind, at, index)
    seen: set[str] = set()
    if len(value.get("ports") or ()) > _PORTS:
        yield at.fault(Reason.TOO_MANY, ("ports",), f"must have at most {_PORTS} items")
    for index, port in enumerate(value.get("ports") or ()):
        name, protocol = port.get("name") or "", port.get("protocol")
        yield from limits.optional(at, name, names.DNS_LABEL, "ports", index, "name")
        if name in seen:
            yield at.duplicate("ports", index, "name", value=name, expected="must not be the name of another port")
        seen.add(name)
        if protocol not in PROTOCOLS:
            yield at.unsupported("ports", index, "protocol", among=PROTOCOLS, value=protocol)
        if port.get("appProtocol") is not None:
            yield from limits.label_key(at, port["appProtocol"], "ports", index, "appProtocol")


def _endpoint(endpoint: Mapping[str, Any], kind: str, at: Visit, index: int) -> Iterator[Fault]:
    found = endpoint.get("addresses") or ()
    if not found:
        yield at.required("endpoints", index, "addresses", expected="must have at least one address")
    elif len(found) > _ADDRESSES:
        expected = f"must have at most {_ADDRESSES} addresses, not {len(found)}"
        yield at.fault(Reason.TOO_MANY, ("endpoints", index, "addresses"), expected)
    for position, text in enumerate(found):
        here = ("endpoints", index, "addresses", position)
        address = addresses.loose(text)
        if kind == "FQDN":
            if "." not in text or not names.DNS_SUBDOMAIN.accepts(text.removesuffix(".")):
                yield at.invalid(*here, expected="must be a full DNS name", value=text)
        elif kind in _VERSIONS:
            if address is None:
                yield at.invalid(*here, expected="must be an IP address", value=text)
                continue
            yield from limits.address(at, text, *here)
            if address.version != _VERSIONS[kind]:
                yield at.invalid(*here[:-1], expected=f"must be an {kind} address", value=text, inner=(position,))
            elif addresses.unusable(address) is not None:
                yield at.invalid(*here, expected=addresses.unusable(address) or "", value=text)
    if endpoint.get("hostname") is not None:
        yield from limits.text(at, endpoint["hostname"], names.DNS_LABEL, "endpoints", index, "hostname")
    if endpoint.get("nodeName") is not None:
        yield from limits.text(at, endpoint["nodeName"], names.DNS_SUBDOMAIN, "endpoints", index, "nodeName")
    yield from _hints(endpoint.get("hints") or {}, at, "endpoints", index, "hints")


def _hints(hints: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    for field, grammar in (("forZones", names.LABEL_VALUE), ("forNodes", names.DNS_SUBDOMAIN)):
        given = hints.get(field) or ()
        if len(given) > _HINTS:
            yield at.fault(Reason.TOO_MANY, (*steps, field), f"must have at most {_HINTS} items, not {len(given)}")
            continue
        seen: set[str] = set()
        for index, each in enumerate(given):
            name = each.get("name") or ""
            if name in seen:
                yield at.duplicate(*steps, field, index, "name", value=name)
            seen.add(name)
            yield from limits.text(at, name, grammar, *steps, field, index, "name")
