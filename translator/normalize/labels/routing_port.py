"""Hosts and paths under which the router reaches a container port.

What it does
    The routing containers of the cluster (HAProxy, behind port 80 and 443 of its load balancer) send requests for each target
    to that port of the service's containers. The port need not be published. Services that carry the same target share its
    load.
Maps to
    One rule of an Ingress for every target, with a back end Service for the port. A prefix needs `exposure.domain` in
    translator.yaml, https the name of a TLS Secret in `exposure.tls`, or for ALB the id of a certificate in
    `exposure.certificates`. A host ending in `.local` is a name inside the cluster: a Service `NAME-local` at port 80, and an
    alias for the name itself (`exposure.local_names`). Where http and https lead to one place, http is redirected.
Grammar
    `aliyun.routing.port_{port}: TARGET[;TARGET]...`, each target `[SCHEME://]HOST[/PATH]`. The scheme is http (taken where
    none is written), https, ws or wss; the host is a domain of one's own, or a prefix, one name without a dot, which the
    cluster's domain completes. Host and path have at most 128 characters. Empty targets are skipped. Examples: `wordpress`,
    `http://apisvc/api`, `wordpress;http://www.example.com;https://www.nice.com`.
Differs from Swarm
    The certificate of an https target lay in the load balancer; an Ingress needs it as a Secret. ws and wss are http and
    https, since routers pass web sockets on. Capitals in a host are lowered: names have none.
Source
    Container Service (Swarm) user guide, "routing"; the schemes ws and wss: the parser of the migration tool.
"""

import re
from collections.abc import Mapping

from translator.model.connection import Route
from translator.model.container import Label
from translator.model.origin import Default, Derived, Located, Origin
from translator.normalize.complaint import bad_value, shown
from translator.normalize.context import Context
from translator.normalize.grammar import domain, integer, url_path
from translator.normalize.grammar.url import Url, split

KEY = "aliyun.routing.port_{port}"
FIELD = "routes"

_EXAMPLE = "wordpress;http://www.example.com/context"
_SCHEMES: Mapping[str | None, str] = {None: "http", "http": "http", "https": "https", "ws": "http", "wss": "https"}
_OLD_DOMAIN = "alicontainer.com"
_PATH = re.compile(r"/[-A-Za-z0-9_/.]{0,127}")
_Address = tuple[str, str, str]


def read(label: Label, hole: Located[str] | None, current: tuple[Route, ...], context: Context) -> tuple[Route, ...]:
    """The routes so far, and one for each target that is right; each target that is wrong is refused for itself."""
    key, value = label.key.value, label.value
    port = _port(hole, label, context)
    if port is None:
        return current
    targets = [target for target in (part.strip() for part in value.value.split(";")) if target]
    if not targets:
        bad_value(label, context, must="name at least one target", example=_EXAMPLE, read=value.value)
    taken = {_address(route): route for route in current}
    written: dict[_Address, str] = {}
    for target in targets:
        url = split(target)
        if (wrong := _fault(url, target)) is not None:
            part, must, quoted = wrong
            bad_value(label, context, must=must, example=_EXAMPLE, read=quoted, part=part)
            continue
        route = _route(port, url, Derived(key, (value.origin,)))
        address = _address(route)
        if address not in taken:
            taken[address], written[address] = route, url.scheme or "http"
        elif written.get(address) in (None, url.scheme or "http"):  # ws beside http is one route, since a router takes both
            owner = taken[address].port.value
            message = f"{key} names the target {shown(target, value)}, which port {owner} of the service has already"
            context.findings.refuse("T309", message, value.origin, help="keep it once")
    return tuple(taken.values())


def _port(hole: Located[str] | None, label: Label, context: Context) -> Located[int] | None:
    number = None if hole is None else integer.parse(hole.value, 1, 65535)
    if number is None:
        found = f", not {shown(hole.value, hole)}" if hole is not None and hole.value else ""
        context.findings.refuse(
            "T303",
            f"aliyun.routing.port_ must be followed by a container port from 1 to 65535{found}",
            label.key.origin,
            help=f"write it like aliyun.routing.port_80: {_EXAMPLE}",
        )
        return None
    return Located(number, Derived(label.key.value, (label.key.origin,)))


def _fault(url: Url, target: str) -> tuple[str, str, str | None] | None:
    """The part that is wrong, what it must be or do, and how it reads (a password is never shown)."""
    quoted = None if "@" in target else target
    if url.scheme not in _SCHEMES:
        return "the scheme", "be http, https, ws or wss, since a router passes nothing else on", url.scheme
    if "," in url.host:
        return "", "separate its targets by semicolons", quoted
    if url.port is not None:
        return "a target", "be without a port, since the router listens on ports of its own", quoted
    if (must := domain.fault(url.host)) is not None:
        return "the host", f"be {must}", None if quoted is None else url.host
    if f".{url.host.lower()}".endswith(f".{_OLD_DOMAIN}"):
        return "the host", f"not lie below {_OLD_DOMAIN}, which belongs to the old cluster: name the prefix alone", url.host
    if domain.is_prefix(url.host) and _SCHEMES[url.scheme] == "https":
        return "a prefix", "stand with http or ws, since https needs a domain of one's own", target
    if url.rest and not _PATH.fullmatch(url.rest):
        return "the path", "be a slash and up to 127 letters, digits and - _ / .", url.rest
    if not url_path.is_plain(url.rest):
        return "the path", f"be one {url_path.PLAIN}", url.rest
    return None


def _route(port: Located[int], url: Url, origin: Origin) -> Route:
    scheme = _SCHEMES[url.scheme]
    made: Origin = origin if url.scheme else Default("a routing target without a scheme is http")
    return Route(
        port=port,
        scheme=Located(scheme, made),
        host=Located(url.host.lower(), origin),
        path=Located(url.rest, origin) if url.rest else None,
        origin=origin,
    )


def _address(route: Route) -> _Address:
    return route.scheme.value, route.host.value, "/" if route.path is None else route.path.value
