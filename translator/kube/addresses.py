"""Addresses: IP addresses and ranges as the API server takes them.

Go's `net.ParseIP` and `ParseCIDR` with what `pkg/util/validation` (k8s.io/apimachinery, ip.go) adds: no zone, no leading
zeros.
"""

import ipaddress

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def ip(text: str) -> IP | None:
    """The address that a text is; None for another text."""
    if "%" in text:
        return None
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def network(text: str) -> Network | None:
    """The range that a text such as 10.0.0.0/8 is; bits beyond the prefix do not count. None for another text."""
    address, slash, length = text.partition("/")
    if not slash or ip(address) is None or not (length.isascii() and length.isdigit()):
        return None
    try:
        return ipaddress.ip_network(f"{address}/{int(length)}", strict=False)
    except ValueError:
        return None


def unusable(address: IP) -> str | None:
    """Why an address cannot be that of an endpoint or an external one, as the rest of a sentence; None where it can."""
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
