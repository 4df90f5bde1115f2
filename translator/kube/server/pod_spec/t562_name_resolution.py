"""How the Pod resolves names is wrong: its DNS settings or its host aliases.

With dnsPolicy None a Pod needs dnsConfig with a name server. There may be three name servers, which are IP addresses, and
32 search domains of 2048 characters together. Options have names. Host aliases give an IP address DNS names.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T562", "bad-name-resolution", __doc__),)

_SERVERS, _DOMAINS, _LENGTH = 3, 32, 2048
_RELAXED_SEARCHES = range(33, 1000)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """dnsConfig and hostAliases of a Pod."""
    config = value.get("dnsConfig")
    if value.get("dnsPolicy") == "None":
        if config is None:
            yield at.required("dnsConfig", expected="must be given when dnsPolicy is None")
        elif not config.get("nameservers"):
            yield at.required("dnsConfig", "nameservers", expected="must name a server when dnsPolicy is None")
    if config is not None:
        yield from _config(config, at)
    for index, alias in enumerate(value.get("hostAliases") or ()):
        yield from limits.address(at, alias.get("ip", ""), "hostAliases", index, "ip")
        for position, host in enumerate(alias.get("hostnames") or ()):
            yield from limits.text(at, host, names.DNS_SUBDOMAIN, "hostAliases", index, "hostnames", position)


def _config(config: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    servers, searches = config.get("nameservers") or (), config.get("searches") or ()
    if len(servers) > _SERVERS:
        yield at.invalid("dnsConfig", "nameservers", expected=f"must have at most {_SERVERS} servers, not {len(servers)}")
    for index, server in enumerate(servers):
        yield from limits.address(at, server, "dnsConfig", "nameservers", index)
    if len(searches) > _DOMAINS:
        yield at.invalid("dnsConfig", "searches", expected=f"must have at most {_DOMAINS} domains, not {len(searches)}")
    if len(" ".join(searches)) > _LENGTH:
        yield at.invalid("dnsConfig", "searches", expected=f"must have at most {_LENGTH} characters together")
    for index, search in enumerate(searches):
        here = ("dnsConfig", "searches", index)
        domain = search if search == "." else search.removesuffix(".")
        yield from limits.versioned(at, domain, names.DNS_SUBDOMAIN, names.SEARCH_DOMAIN, _RELAXED_SEARCHES, *here)
    for index, option in enumerate(config.get("options") or ()):
        if not option.get("name"):
            yield at.required("dnsConfig", "options", index, expected="must have a name")
