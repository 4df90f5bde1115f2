"""Addresses: IP addresses and ranges as the API server takes them.

Since Kubernetes 1.36 (StrictIPCIDRValidation, on by default) a text must stand for one address only: no leading zeros, no IPv4
address in the form of an IPv6 one, no bits beyond the prefix of a range. Before, Go's `ParseIPSloppy` and `ParseCIDRSloppy`
decided, which is what `loose` and `loose_network` are. A zone is refused by both (k8s.io/apimachinery `pkg/util/validation`,
ip.go).
"""

import ipaddress
import re

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_QUAD = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){3}")


def ip(text: str) -> IP | None:
    """The address that a text is in the one form that stands for it; None for another text."""
    found = loose(text)
    mapped = isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None
    return None if mapped or _plain(text) != text else found


def loose(text: str) -> IP | None:
    """The address that a text is, leading zeros or not; None for another text."""
    if "%" in text or "/" in text or not text.isascii():
        return None
    try:
        return ipaddress.ip_address(_plain(text))
    except ValueError:
        return None


def _plain(text: str) -> str:
    """An IPv4 address without leading zeros; another text as it is."""
    return ".".join(str(int(part)) for part in text.split(".")) if _QUAD.fullmatch(text) else text


def network(text: str) -> Network | None:
    """The range that a text such as 10.0.0.0/8 is in the one form that stands for it; None for another text."""
    address, _, length = text.partition("/")
    found = loose_network(text)
    exact = found is not None and ip(address) == found.network_address and str(int(length)) == length
    return found if exact else None


def loose_network(text: str) -> Network | None:
    """The range that a text is; bits beyond the prefix do not count. None for another text."""
    address, slash, length = text.partition("/")
    found = loose(address)
    if not slash or found is None or not (length.isascii() and length.isdigit()):
        return None
    try:
        return ipaddress.ip_network(f"{found}/{int(length)}", strict=False)
    except ValueError:
        return None


def unusable(address: IP) -> str | None:
    """Why an address cannot be that of an endpoint or an external one, as the rest of a sentence; None where it can."""
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = inner or address
    if address.is_unspecified:
        return "must not be the unspecified address"
    if address.is_loopback:
        return "must not be a loopback address"
    if address.is_link_local:
        return "must not be a link-local address"
    if address.is_multicast and address in (_LOCAL_MULTICAST_4 if address.version == 4 else _LOCAL_MULTICAST_6):
        return "must not be a link-local multicast address"
    return None


_LOCAL_MULTICAST_4 = ipaddress.ip_network("224.0.0.0/24")
_LOCAL_MULTICAST_6 = ipaddress.ip_network("ff02::/16")
