"""Routing: the hosts and paths that reach services from outside, grouped into Ingresses.

A service has one Ingress for all its targets. Services that carry the same host and path share its load, as behind the old
router: one Service finds all their Pods by a common mark, and where they listen at different ports, by a port name that all of
them give the port. A release of the configuration takes the place of sharing: an Ingress of its own then gives the new service
its percentage of the requests.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from translator.kube.names import hashed
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Exposure, Release
from translator.model.stack import Stack
from translator.render.cause import carrying
from translator.render.controllers import ALB, NGINX, OTHER, Wishes, annotations, controller, proxied, stickiness
from translator.render.drafts import Draft, unforced
from translator.render.naming import Names, free
from translator.render.precedence import arranged
from translator.render.targets import ANY, Certificates, Target, targets
from translator.render.view import Pairs
from translator.report.collector import Collector

PortNames = Mapping[tuple[str, int], Located[str]]
"""Names that ports must have, by service and number: those at which several services share a route."""

_HTTP = Located(80, Default("HTTP's own port, since the services listen at different ones"))
_NO_CERTIFICATES: Certificates = {}


@dataclass(frozen=True, slots=True)
class Path:
    """Requests below `path` go to `port` of the Service `backend`."""

    path: Located[str]
    kind: Located[str]
    backend: Located[str]
    port: Located[int]


@dataclass(frozen=True, slots=True)
class Rule:
    """The paths of one host, sorted; `host` is None for every host."""

    host: Located[str] | None
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The Secret that holds the certificate of `hosts`, sorted; None where the controller finds it by the host."""

    secret: Located[str] | None
    hosts: tuple[Located[str], ...]


@dataclass(frozen=True, slots=True)
class Ingress:
    """One Ingress. `service` is None where several services share its targets."""

    name: Located[str]
    service: str | None
    rules: tuple[Rule, ...]
    certificates: tuple[Certificate, ...]
    annotations: Pairs = ()


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
class _Plan:
    """What one run of `routing` goes by."""

    services: Mapping[str, Service]
    names: Names
    exposure: Exposure
    program: str
    findings: Collector


def routing(
    stack: Stack,
    exposure: Exposure,
    names: Names,
    taken: Iterable[str],
    findings: Collector,
    certificates: Certificates = _NO_CERTIFICATES,
) -> Routing:
    """How the routes of a stack are laid out; routes that cannot be are refused, the others stand.

    Args:
        taken: names of Services that there are already.
        certificates: Secrets of services whose own labels hold a certificate.
    """
    plan = _Plan({one.name.value: one for one in stack.services}, names, exposure, controller(exposure), findings)
    used = set(taken)
    groups: dict[tuple[tuple[str, int], ...], list[Target]] = {}
    alone: dict[str, list[Target]] = {}
    canaries: dict[str, list[Target]] = {}
    for _, target in sorted(targets(stack.services, exposure, certificates, findings).items()):
        new = _released(target, plan)
        if new is not None:
            old = exposure.releases[new].replaces.value
            alone.setdefault(old, []).append(_only(target, old))
            canaries.setdefault(new, []).append(_only(target, new))
        elif len(target.ports) == 1:
            alone.setdefault(next(iter(target.ports)), []).append(target)
        else:
            groups.setdefault(target.members, []).append(target)
    _say_releases(canaries, plan)
    drafts = [_draft(names.services[service], alone[service], plan) for service in sorted(alone)]
    for service in sorted(canaries):
        name = Located(
            free(f"{names.services[service].value}-canary", used), Derived("release", (names.services[service].origin,))
        )
        weight = exposure.releases[service].weight
        drafts.append(_draft(name, canaries[service], plan, backend=names.services[service], canary=weight))
    shares: list[Share] = []
    port_names: dict[tuple[str, int], Located[str]] = {}
    for members in sorted(groups):
        share = _share(groups[members], used, port_names, findings)
        if share is not None:
            shares.append(share)
            drafts.append(_draft(share.name, groups[members], plan, port=share.port))
    ordered = arranged(drafts, findings) if plan.program == ALB else unforced(drafts) if plan.program == NGINX else drafts
    return Routing(tuple(_ingress(draft, plan) for draft in ordered), tuple(shares), port_names)


def _released(target: Target, plan: _Plan) -> str | None:
    """The new service of a release, where two services share a target and one replaces the other."""
    if len(target.ports) != 2 or plan.program == OTHER:
        return None
    for new in target.ports:
        release = plan.exposure.releases.get(new)
        if release is not None and release.replaces.value in target.ports and release.replaces.value != new:
            return new
    return None


def _only(target: Target, service: str) -> Target:
    ports = {service: target.ports[service]}
    return Target(target.host, target.path, target.exact, ports, target.secret, target.plain, target.secure)


def _say_releases(used: Mapping[str, object], plan: _Plan) -> None:
    releases: Mapping[str, Release] = plan.exposure.releases
    for new, release in releases.items():
        if new not in used:
            plan.findings.add(
                "T359",
                f"the release of {new} fits no route that {new} and {release.replaces.value}, and nobody else, share",
                release.replaces.origin,
                help="give both services the same routing target, or remove the release",
            )


def _share(
    group: Sequence[Target], taken: set[str], port_names: dict[tuple[str, int], Located[str]], findings: Collector
) -> Share | None:
    """The Service of targets that the same ports of the same services answer; adds the port's name where they differ."""
    first = group[0]
    what = f"{first.host.value}{first.path.value}"
    name = free(f"route-{what.replace(ANY, 'any')}".rstrip("/"), taken)
    rule = Derived("services that share a route", _origins(group))
    port = shared_port(name, first.members, rule, what, port_names, findings)
    if port is None:
        return None
    own = port if isinstance(port.value, int) else _HTTP
    return Share(Located(name, rule), tuple(service for service, _ in first.members), Located(int(own.value), own.origin), port)


def shared_port(
    name: str,
    members: Sequence[tuple[str, int]],
    rule: Derived,
    what: str,
    port_names: dict[tuple[str, int], Located[str]],
    findings: Collector,
) -> Located[int] | Located[str] | None:
    """The port behind a Service for several services: their number where it is one, else a name that is added to `port_names`.

    None, with a finding, where one of the ports has such a name already.
    """
    numbers = {number for _, number in members}
    if len(numbers) == 1:
        return Located(numbers.pop(), rule)
    named = [member for member in members if member in port_names]
    if named:
        findings.refuse(
            "T436",
            f"{what}: port {named[0][1]} of {named[0][0]} takes part in two groups of services "
            "that share a route at different ports",
            rule,
            help="let the services listen at one port, or give all of them the same targets",
        )
        return None
    label = Located(f"route-{hashed(name)}", rule)
    port_names.update(dict.fromkeys(members, label))
    return label


def _origins(group: Sequence[Target]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for t in group for origin in (t.host.origin, *(p.origin for p in t.ports.values()))))


def _draft(
    name: Located[str],
    group: Sequence[Target],
    plan: _Plan,
    *,
    backend: Located[str] | None = None,
    port: Located[int] | None = None,
    canary: Located[str] | None = None,
) -> Draft:
    """The Ingress-to-be of targets, which are sorted by host and path."""
    proxy = proxied([plan.services[service] for service in sorted({one for target in group for one in target.ports})])
    weight, force = (None, None) if proxy is None else (proxy.weight, proxy.force_ssl)
    return Draft(name, tuple(group), backend or name, port, canary, weight, forced=force is not None)


def _ingress(draft: Draft, plan: _Plan) -> Ingress:
    rules: dict[str, tuple[Located[str], list[Path]]] = {}
    secrets: dict[str, tuple[Located[str], dict[str, Located[str]]]] = {}
    for target in draft.targets:
        port = draft.port or next(iter(target.ports.values()))
        paths = rules.setdefault(target.host.value, (target.host, []))[1]
        word = "Exact" if target.exact else "Prefix"
        kind = Located(word, Default("the old router took a path and all below it" if word == "Prefix" else "a path without *"))
        paths.append(Path(carrying(target.path, "path of a route", target.host), kind, draft.backend, port))
        if target.secret is not None and target.host.value != ANY:
            hosts = secrets.setdefault(target.secret.value, (target.secret, {}))[1]
            hosts[target.host.value] = target.host
    members = sorted({service for target in draft.targets for service in target.ports})
    return Ingress(
        draft.name,
        members[0] if len(members) == 1 else None,
        tuple(Rule(None if host.value == ANY else host, tuple(paths)) for host, paths in rules.values()),
        tuple(Certificate(secrets[key][0] if key else None, tuple(secrets[key][1].values())) for key in sorted(secrets)),
        annotations(plan.program, _wishes(members, draft, plan), plan.findings),
    )


def _wishes(members: Sequence[str], draft: Draft, plan: _Plan) -> Wishes:
    """What the services of an Ingress ask for."""
    group = draft.targets
    services = [plan.services[name] for name in members]
    secure = tuple(dict.fromkeys(origin for target in group for origin in target.secure))
    plain = tuple(dict.fromkeys(origin for target in group for origin in target.plain))
    redirect = tuple(origin for target in group if target.plain and target.secure for origin in (*target.plain, *target.secure))
    kept, proxy = stickiness(services), proxied(services)
    certified = any(route.scheme.value == "https" for service in services for route in service.routes)
    return Wishes(
        " and ".join(members), secure, plain, redirect, kept, proxy, draft.canary, draft.order, certified, draft.plain
    )
