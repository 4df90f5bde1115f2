"""Local names: hosts that end in `.local`, which the routing containers answered at port 80 inside the old cluster.

For `shop.local` a Service `shop-local` has port 80. The name itself has a dot, which no Service can have. The search path of
Pods (`NAMESPACE.svc.cluster.local svc.cluster.local ...`) makes `shop.local` the Service `shop` in a namespace `local`: there
an ExternalName Service stands that leads back. Or the DNS of the cluster rewrites the name (`exposure.local_names: coredns`).
"""

from collections.abc import Iterable, Sequence

from translator.kube.names import DNS_1035_LABEL
from translator.model.connection import Route
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Exposure
from translator.render.cause import carrying
from translator.render.fronts import Alias, Front, FrontPort
from translator.render.naming import Names, free
from translator.render.routing import shared_port
from translator.render.targets import LOCAL, ROOT
from translator.report.collector import Collector

NAMESPACE = Located("local", Default("the search path of Pods finds NAME.local in this namespace"))
_PORT = Located(80, Default("the routing containers listened at 80"))
_HTTP = Located("http", Default("routes are HTTP"))
_TCP = Located("TCP", Default("routes are HTTP"))
_TYPE = Located("ClusterIP", Default("a name inside the cluster"))
_DOMAIN = "svc.cluster.local"


@dataclass(frozen=True, slots=True)
class LocalNames:
    """The Services behind the names, and the names themselves."""

    fronts: tuple[Front, ...]
    aliases: tuple[Alias, ...]
    hosts: frozenset[str]


def local_names(
    services: Iterable[Service],
    exposure: Exposure,
    names: Names,
    taken: set[str],
    port_names: dict[tuple[str, int], Located[str]],
    findings: Collector,
) -> LocalNames:
    """How the `.local` names of a stack answer; those that cannot are refused.

    Args:
        taken: names of Services; those made here are added.
        port_names: names that ports must have; those needed here are added.
    """
    asked: dict[str, list[tuple[Service, Route]]] = {}
    for service in services:
        for route in service.routes:
            if route.host.value.endswith(LOCAL):
                asked.setdefault(route.host.value, []).append((service, route))
    fronts, aliases = [], []
    for host in sorted(asked):
        front = _front(host, asked[host], taken, port_names, findings)
        if front is None:
            continue
        alias = _alias(host, front, exposure, names, asked[host], findings)
        if alias is not None:
            aliases.append(alias)
        fronts.append(front)
    return LocalNames(tuple(fronts), tuple(aliases), frozenset(asked))


def _front(
    host: str,
    asked: Sequence[tuple[Service, Route]],
    taken: set[str],
    port_names: dict[tuple[str, int], Located[str]],
    findings: Collector,
) -> Front | None:
    members: dict[str, Located[int]] = {}
    for service, route in asked:
        name = service.name.value
        if route.scheme.value == "https":
            _refuse(host, route, "asked for over https, and its certificate lay outside the cluster", "write http", findings)
            continue
        if (route.path or ROOT).value != "/":
            if len(asked) > 1:
                reason = f"a name of which {(route.path or ROOT).value} alone led here, and a Service knows no paths"
                _refuse(host, route, reason, "remove the path, or give each service a name of its own", findings)
                continue
            _say_path(host, route, findings)
        other = members.setdefault(name, route.port)
        if other.value != route.port.value:
            _refuse(host, route, f"a name for port {other.value} of {name} already", "keep one of the two ports", findings)
            continue
        members[name] = carrying(other, "routes to one port", route.port)
    if not members:
        return None
    rule = Derived("name inside the cluster", tuple(dict.fromkeys(route.origin for _, route in asked)))
    name = free(f"{host.removesuffix(LOCAL)}-local", taken)
    ordered = tuple((service, port.value) for service, port in sorted(members.items()))
    port = shared_port(name, ordered, rule, host, port_names, findings)
    if port is None:
        return None
    target = carrying(port, "ports of a local name", *members.values())
    return Front(
        Located(name, rule),
        tuple(service for service, _ in ordered),
        _TYPE,
        (FrontPort(_HTTP, _PORT, target, _TCP),),
        affinity=_affinity(host, [service for service, _ in asked], findings),
    )


def _affinity(host: str, services: Sequence[Service], findings: Collector) -> Located[str] | None:
    """Stickiness of a name inside: by the address of the client, since no router is there to set a cookie."""
    kept = {one.name.value: one.stickiness for one in services if one.stickiness is not None}
    if not kept:
        return None
    origin = Derived("stickiness", tuple(one.on.origin for one in kept.values()))
    findings.approximate(
        "T350",
        f"{host}: a client is kept at a Pod by its address, not by a cookie",
        origin,
        help="nothing to do, unless many users share one client in the cluster",
    )
    return Located("ClientIP", origin)


def _alias(
    host: str, front: Front, exposure: Exposure, names: Names, asked: Sequence[tuple[Service, Route]], findings: Collector
) -> Alias | None:
    """The dotted name itself, with a finding that says how it is found."""
    origin = front.name.origin
    called = f"{front.name.value}.{'NAMESPACE' if names.namespace is None else names.namespace.value}.{_DOMAIN}"
    if exposure.local_names is not None and exposure.local_names.value == "coredns":
        findings.approximate(
            "T420",
            f"{host} is found once the cluster's DNS rewrites it to {called}",
            origin,
            help=f"add to the Corefile, in the ConfigMap coredns of kube-system: rewrite name exact {host} {called}",
        )
        return None
    stem = host.removesuffix(LOCAL)
    advice = "add to translator.yaml: exposure: {local_names: coredns}, or call the Service by its own name"
    if not DNS_1035_LABEL.accepts(stem):
        for _, route in asked:
            _refuse(host, route, f"no name that the search path finds: {stem} is no name of a Service", advice, findings)
        return None
    if names.namespace is None:
        for _, route in asked:
            reason = "a name whose alias must say in which namespace the service is"
            _refuse(host, route, reason, "add to translator.yaml: target: {namespace: shop}", findings)
        return None
    findings.add(
        "T418",
        f"{host} is the ExternalName Service {stem} in the namespace local, which must be there, and leads to {called} at port "
        "80",
        origin,
        help="kubectl create namespace local, once for a cluster; or exposure: {local_names: coredns} in translator.yaml "
        "chooses a rewrite in the cluster's DNS",
    )
    target = Located(called, Derived("name inside the cluster", (origin, names.namespace.origin)))
    return Alias(Located(stem, origin), NAMESPACE, target)


def _say_path(host: str, route: Route, findings: Collector) -> None:
    findings.approximate(
        "T419",
        f"{host} leads to the service for every path, not for {(route.path or ROOT).value} alone",
        route.origin,
        help="remove the path, which a Service does not know",
    )


def _refuse(host: str, route: Route, reason: str, advice: str, findings: Collector) -> None:
    findings.refuse("T431", f"{host} is {reason}", route.origin, help=advice)
