"""A rule of a NetworkPolicy has a peer, a port or a range that is none.

A peer is an ipBlock, or a podSelector, a namespaceSelector or both; an empty peer is refused. Ranges are written like
10.0.0.0/8, and each except lies inside of cidr and is smaller. endPort goes with a number as port and is not below it.
policyTypes are Ingress and Egress.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import addresses
from translator.kube.fault import Fault, Step
from translator.kube.ports import PROTOCOLS
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T587", "bad-network-policy", __doc__),)

_TYPES = ("Ingress", "Egress")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The rules in both directions, and the types."""
    for field, peers in (("ingress", "from"), ("egress", "to")):
        for index, rule in enumerate(value.get(field) or ()):
            for position, port in enumerate(rule.get("ports") or ()):
                yield from _port(port, at, field, index, "ports", position)
            for position, peer in enumerate(rule.get(peers) or ()):
                yield from _peer(peer, at, field, index, peers, position)
    types = value.get("policyTypes") or ()
    if len(types) > len(_TYPES):
        yield at.invalid("policyTypes", expected="must have at most two types", value=types)
        return
    for index, each in enumerate(types):
        if each not in _TYPES:
            yield at.unsupported("policyTypes", index, among=_TYPES, value=each)


def _port(port: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    protocol, number, end = port.get("protocol"), port.get("port"), port.get("endPort")
    if protocol is not None and protocol not in PROTOCOLS:
        yield at.unsupported(*steps, "protocol", among=PROTOCOLS, value=protocol)
    if number is not None:
        yield from limits.port(at, number, *steps, "port")
    if end is None:
        return
    if number is None:
        yield at.required(*steps, "port", expected="must be given when endPort is")
    elif isinstance(number, str):
        yield at.invalid(*steps, "endPort", expected="must be left out when port is a name", value=end)
    else:
        yield from limits.port_number(at, end, *steps, "endPort")
        if end < number:
            yield at.invalid(*steps, "endPort", expected=f"must be at least {number}, the port", value=end)


def _peer(peer: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    found = [field for field in ("podSelector", "namespaceSelector", "ipBlock") if field in peer]
    if not found:
        yield at.required(*steps, expected="must have a podSelector, a namespaceSelector or an ipBlock")
    elif len(found) > 1 and "ipBlock" in peer:
        yield at.forbidden(*steps, expected="must not have an ipBlock beside a selector")
    block = peer.get("ipBlock")
    if block is None:
        return
    whole = addresses.loose_network(block.get("cidr") or "")
    if not block.get("cidr"):
        yield at.required(*steps, "ipBlock", "cidr")
    else:
        yield from limits.address_range(at, block["cidr"], *steps, "ipBlock", "cidr")
    for index, text in enumerate(block.get("except") or ()):
        part, here = addresses.loose_network(text), (*steps, "ipBlock", "except", index)
        yield from limits.address_range(at, text, *here)
        if part is None:
            continue
        if whole is not None and not _inside(part, whole):
            yield at.invalid(*here, expected=f"must lie inside of {block['cidr']} and be smaller", value=text)


def _inside(part: addresses.Network, whole: addresses.Network) -> bool:
    same = part.version == whole.version and part.prefixlen > whole.prefixlen
    return same and part.network_address in whole
