"""Addresses of the custom proxy: `[SCHEME://]DOMAIN[:PORT][/PATH]` with `*` in domain and path, as its HAProxy matched them.

A path without `*` is that path alone, `/path/*` everything below it. A router of a cluster knows hosts, hosts one level below
a name (`*.example.com`), any host, paths and prefixes; another pattern is not expressible.
"""

import re

from translator.model.record import dataclass
from translator.normalize.grammar import domain, url_path
from translator.normalize.grammar.url import split

SCHEMES = {None: "http", "http": "http", "https": "https", "ws": "http", "wss": "https"}
_PORTS = {"http": "80", "https": "443"}
_PATH = re.compile(r"/[-A-Za-z0-9_/.~%+@:]*")
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address. `host` may begin with `*.` or be `*`; `path` is empty where every path is meant."""

    scheme: str
    host: str
    path: str
    exact: bool


def parse(text: str) -> Address | str:
    """The address, or what is wrong with it, as the rest of a sentence that begins with "must"."""
    url = split(text)
    if url.scheme not in SCHEMES:
        return "begin with http, https, ws or wss where it has a scheme"
    scheme = SCHEMES[url.scheme]
    if url.port is not None and url.port != _PORTS[scheme]:
        return f"be without a port, or with {_PORTS[scheme]}, since the router of a cluster listens at 80 and 443"
    host = url.host.lower()
    if host != _ANY and (must := domain.fault(host.removeprefix("*."))) is not None:
        return "have * as the first part of its domain or as all of it" if _ANY in host else f"have a domain that is {must}"
    path, exact = url.rest, True
    if path in ("", "/", "/*"):
        path, exact = "", False
    elif path.endswith("/*"):
        path, exact = path.removesuffix("/*"), False
    if path and not _PATH.fullmatch(path):
        return "have * at the end of its path alone, and letters, digits and - _ / . before it"
    if not url_path.is_plain(path):
        return f"have a path {url_path.PLAIN}"
    return Address(scheme, host, path, exact)
