"""Routing: the hosts and paths that reach services from outside, grouped into Ingresses.

A service has one Ingress for all its targets. Services that carry the same host and path share its load, as behind the old
router: one Service finds all their Pods by a common mark, and where they listen at different ports, by a port name that all of
them give the port.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from translator.kube.names import DNS_SUBDOMAIN, hashed
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.service import Route, Service
from translator.model.settings import Exposure
from translator.model.stack import Stack
from translator.render.cause import carrying
from translator.render.naming import Names, free
from translator.report.collector import Collector

PortNames = Mapping[tuple[str, int], Located[str]]
"""Names that ports must have, by service and number: those at which several services share a route."""

_ROOT = Located("/", Default("a route without a path takes every path"))
_HTTP = Located(80, Default("HTTP's own port, since the services listen at different ones"))


@dataclass(frozen=True, slots=True)
class Path:
    """Requests below `path` go to `port` of the Service `backend`."""

    path: Located[str]
    backend: Located[str]
    port: Located[int]


@dataclass(frozen=True, slots=True)
class Rule:
    """The paths of one host, sorted."""

    host: Located[str]
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The Secret that holds the certificate of `hosts`, sorted."""

    secret: Located[str]
    hosts: tuple[Located[str], ...]


@dataclass(frozen=True, slots=True)
class Ingress:
    """One Ingress. `service` is None where several services share its targets."""

    name: Located[str]
    service: str | None
    rules: tuple[Rule, ...]
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A Service for the Pods of several services: `port` is its own, `target` the number or the name of theirs."""

    name: Located[str]
    services: tuple[str, ...]
    port: Located[int]
    target: Located[int] | Located[str]


@dataclass(frozen=True, slots=True)
class Routing:
    """All Ingresses, the Services that share them, and the names that ports must have for it."""

    ingresses: tuple[Ingress, ...] = ()
    shares: tuple[Share, ...] = ()
    port_names: PortNames = field(default_factory=dict)


@dataclass(slots=True)
class _Target:
    """A host and path, with the port that each service answers it at, and the certificate where it is asked for."""

    host: Located[str]
    path: Located[str]
    ports: dict[str, Located[int]]
    secret: Located[str] | None = None

    @property
    def members(self) -> tuple[tuple[str, int], ...]:
        return tuple((service, port.value) for service, port in sorted(self.ports.items()))


def routing(stack: Stack, exposure: Exposure, names: Names, taken: Iterable[str], findings: Collector) -> Routing:
    """How the routes of a stack are laid out; routes that cannot be are refused, the others stand.

    Args:
        taken: names of Services that there are already.
    """
    used = set(taken)
    groups: dict[tuple[tuple[str, int], ...], list[_Target]] = {}
    alone: dict[str, list[_Target]] = {}
    targets = _targets(stack.services, names.services, exposure, findings)
    for key in sorted(targets):
        target = targets[key]
        if len(target.ports) == 1:
            alone.setdefault(next(iter(target.ports)), []).append(target)
        else:
            groups.setdefault(target.members, []).append(target)
    ingresses = [_ingress(names.services[service], service, alone[service], None) for service in sorted(alone)]
    shares: list[Share] = []
    port_names: dict[tuple[str, int], Located[str]] = {}
    for members in sorted(groups):
        share = _share(groups[members], used, port_names, findings)
        if share is not None:
            shares.append(share)
            ingresses.append(_ingress(share.name, None, groups[members], share))
    return Routing(tuple(ingresses), tuple(shares), port_names)


def _targets(
    services: Iterable[Service], called: Mapping[str, Located[str]], exposure: Exposure, findings: Collector
) -> Mapping[tuple[str, str], _Target]:
    """Every host and path that can be routed, with all that is said of it."""
    targets: dict[tuple[str, str], _Target] = {}
    for service in services:
        name = service.name.value
        for route in service.routes:
            host = _host(name, called[name].value, route, exposure, findings)
            if host is None:
                continue
            secret = None
            if route.scheme.value == "https":
                secret = _secret(host, exposure)
                if secret is None:
                    _refuse_https(name, host, route, findings)
                    continue
            path = route.path or _ROOT
            target = targets.setdefault((host.value, path.value), _Target(host, path, {}))
            target.host = carrying(target.host, "routes of one host and path", route.origin, host)
            target.secret = target.secret or secret
            other = target.ports.setdefault(name, route.port)
            if other.value != route.port.value:
                _refuse_port(name, route, other, findings)
    return targets


def _host(service: str, called: str, route: Route, exposure: Exposure, findings: Collector) -> Located[str] | None:
    """The full host name of a route; `called` is the name of the service inside the cluster."""
    host = Located(route.host.value.lower(), route.host.origin)
    if host.value.endswith(".local"):
        findings.refuse(
            "T431",
            f"{service}: {host.value} was a name inside the cluster, answered by its router, and no Ingress answers there",
            route.origin,
            help=f"call the service as {called}:{route.port.value}, its own name inside the cluster, and remove this target",
        )
        return None
    if "." not in host.value:
        if exposure.domain is None:
            findings.refuse(
                "T432",
                f"{service}: {host.value} is a prefix of the old cluster's domain, and the domain of the new one is not known",
                route.origin,
                help="add to translator.yaml: exposure: {domain: apps.example.com}",
            )
            return None
        full = f"{host.value}.{exposure.domain.value.strip('.')}"
        host = Located(full, Derived("prefix under exposure.domain", (host.origin, exposure.domain.origin)))
    fault = DNS_SUBDOMAIN.fault(host.value)
    if fault is not None:
        findings.refuse(
            "T433", f"{service}: the host {host.value} {fault}", route.origin, help="choose a host name that DNS can have"
        )
        return None
    return host


def _secret(host: Located[str], exposure: Exposure) -> Located[str] | None:
    """The certificate of a host: its own, or that of the wildcard one name above it."""
    return exposure.tls.get(host.value) or exposure.tls.get("*." + host.value.partition(".")[2])


def _refuse_https(service: str, host: Located[str], route: Route, findings: Collector) -> None:
    findings.refuse(
        "T434",
        f"{service}: https for {host.value} needs a certificate, which lay in the load balancer and is not in the stack",
        route.origin,
        help=f"put it into a Secret of type kubernetes.io/tls, and its name into translator.yaml: "
        f'exposure: {{tls: {{"{host.value}": NAME}}}}',
    )


def _refuse_port(service: str, route: Route, other: Located[int], findings: Collector) -> None:
    findings.refuse(
        "T435",
        f"{service}: {route.host.value}{(route.path or _ROOT).value} leads to port {other.value} already, "
        f"and to {route.port.value} too",
        route.origin,
        help="keep one of the two: an Ingress sends a path to one port of a service",
    )


def _share(
    targets: Sequence[_Target], taken: set[str], port_names: dict[tuple[str, int], Located[str]], findings: Collector
) -> Share | None:
    """The Service of targets that the same ports of the same services answer; adds the port's name where they differ."""
    first = targets[0]
    members = first.members
    name = free(f"route-{first.host.value}{first.path.value}".rstrip("/"), taken)
    rule = Derived("services that share a route", _origins(targets))
    services = tuple(service for service, _ in members)
    numbers = {number for _, number in members}
    if len(numbers) == 1:
        port = Located(numbers.pop(), rule)
        return Share(Located(name, rule), services, port, port)
    label = Located(f"route-{hashed(name)}", rule)
    named = [member for member in members if member in port_names]
    if named:
        findings.refuse(
            "T436",
            f"{first.host.value}{first.path.value}: port {named[0][1]} of {named[0][0]} takes part in two groups of services "
            "that share a route at different ports",
            rule,
            help="let the services listen at one port, or give all of them the same targets",
        )
        return None
    port_names.update(dict.fromkeys(members, label))
    return Share(Located(name, rule), services, _HTTP, label)


def _origins(targets: Sequence[_Target]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for t in targets for origin in (t.host.origin, *(p.origin for p in t.ports.values()))))


def _ingress(name: Located[str], service: str | None, targets: Sequence[_Target], share: Share | None) -> Ingress:
    """The Ingress of targets, which are sorted by host and path."""
    rules: dict[str, tuple[Located[str], list[Path]]] = {}
    secrets: dict[str, tuple[Located[str], dict[str, Located[str]]]] = {}
    for target in targets:
        port = share.port if share is not None else next(iter(target.ports.values()))
        paths = rules.setdefault(target.host.value, (target.host, []))[1]
        paths.append(Path(carrying(target.path, "path of a route", target.host), name, port))
        if target.secret is not None:
            hosts = secrets.setdefault(target.secret.value, (target.secret, {}))[1]
            hosts[target.host.value] = target.host
    return Ingress(
        name,
        service,
        tuple(Rule(host, tuple(paths)) for host, paths in rules.values()),
        tuple(Certificate(secrets[key][0], tuple(secrets[key][1].values())) for key in sorted(secrets)),
    )
