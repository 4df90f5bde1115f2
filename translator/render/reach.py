"""Reach: every way by which services are called beyond their own names, planned in the order in which names are given away.

Routes and their Ingresses first; what the old platform had beyond them is in `byways.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from translator.kube import pem
from translator.model.connection import Link
from translator.model.destination import Destination
from translator.model.origin import Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render.filemap import FileEntry, FileMap, file_map
from translator.render.fronts import Fronts
from translator.render.naming import Names
from translator.render.routing import Routing, routing
from translator.render.targets import LOCAL
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class Parted:
    """A stack in parts: `stack` has the services that run; the others are the custom proxies, and names for what is outside.

    `links` lead from services that run to those that do not, `external` to what is in another stack.
    """

    stack: Stack
    proxies: tuple[Service, ...]
    outside: tuple[Service, ...]
    links: tuple[Link, ...]
    external: tuple[tuple[Service, Link], ...]

    @property
    def whole(self) -> bool:
        """Whether all services run, and no link leads out of the stack."""
        return not (self.proxies or self.outside or self.external)


@dataclass(frozen=True, slots=True)
class Reach:
    """The Ingresses, the other Services, and the Secrets with certificates from labels."""

    routing: Routing
    fronts: Fronts
    file_maps: tuple[FileMap, ...]


def parted(stack: Stack, findings: Collector) -> Parted:
    """The parts of a stack, with findings for what others say of services that run nowhere."""
    proxies = tuple(one for one in stack.services if one.addon is not None)
    beyond = tuple(one for one in stack.services if one.external is not None and one.addon is None)
    gone = {one.name.value: "T352" for one in proxies} | {one.name.value: "T357" for one in beyond}
    if not gone and not any(one.external_links for one in stack.services):
        return Parted(stack, (), (), (), ())
    # Imported here, as `byways` is below: most stacks have none of it, and pay for it at every start otherwise.
    from translator.render.crosslinks import adopted
    from translator.render.outside import without
    from translator.render.proxies import say_replaced

    running, links = without((one for one in stack.services if one.name.value not in gone), gone, findings)
    running, external = adopted(running)
    say_replaced(proxies, findings)
    outside = {one.name.value for one in beyond}
    links = (*links, *(link for _, link in external if link.service.value in outside))
    others = tuple((service, link) for service, link in external if link.service.value not in outside)
    return Parted(replace(stack, services=running), proxies, beyond, links, others)


def reach(
    parts: Parted,
    stack: Stack,
    settings: Settings,
    destination: Destination,
    names: Names,
    taken: frozenset[str],
    findings: Collector,
) -> Reach:
    """How the services of `stack`, those of `parts.stack` that something runs, are reached.

    Args:
        taken: names of Services that there are already.
    """
    used = set(taken)
    certificates = _certificates(stack.services, parts.proxies)
    secrets = {service: made.name for service, made in certificates.items()}
    routes = routing(stack, settings.exposure, names, used | _own(parts, names), findings, secrets)
    used |= {share.name.value for share in routes.shares}
    fronts = Fronts()
    if not parts.whole or any(map(_is_reached_otherwise, stack.services)):
        from translator.render.byways import byways

        routes, fronts = byways(parts, stack.services, settings, destination, names, routes, used, findings)
    _say_unused(stack.services, routes, fronts, findings)
    if stack.outside:
        from translator.render.neighbours import neighbours

        beyond = neighbours(stack.outside, used | fronts.names, findings)
        fronts = replace(fronts, aliases=(*fronts.aliases, *beyond))
    made = {one.name.value: one for one in certificates.values()}
    return Reach(routes, fronts, tuple(made.values()))


def _is_reached_otherwise(service: Service) -> bool:
    """Whether anything but routes and its own names leads to a service."""
    return bool(
        service.listeners
        or (service.proxy is not None and service.proxy.tcp_ports)
        or any(route.host.value.endswith(LOCAL) for route in service.routes)
    )


def _own(parts: Parted, names: Names) -> set[str]:
    """Names of services that run nothing, which their Services are to have."""
    return {
        names.services[one.name.value].value for one in (*parts.proxies, *parts.outside) if one.name.value in names.services
    }


def _certificates(services: Sequence[Service], proxies: Sequence[Service]) -> Mapping[str, FileMap]:
    """The TLS Secret of each service whose labels hold key and certificate, or that its custom proxy served with its own."""
    default = next((made for proxy in proxies if (made := _default_certificate(proxy)) is not None), None)
    found = {}
    for service in services:
        text = None if service.proxy is None else service.proxy.certificate
        made = None if text is None else _certificate(service, text, service.name.value)
        if made is None and service.proxy is not None and any(route.scheme.value == "https" for route in service.routes):
            made = default
        if made is not None:
            found[service.name.value] = made
    return found


def _default_certificate(proxy: Service) -> FileMap | None:
    """The TLS Secret of key and certificate in the environment of a custom proxy; its name has no service that runs."""
    variable = next((one for one in proxy.environment if one.name.value == "DEFAULT_SSL_CERT"), None)
    if variable is None:
        return None
    return _certificate(proxy, Located(variable.value.value.replace("\\n", "\n"), variable.value.origin), None)


def _certificate(owner: Service, text: Located[str], service: str | None) -> FileMap | None:
    """The TLS Secret of a text that holds key and certificate; None where it does not."""
    both = pem.parts(text.value)
    if both is None:
        return None
    entries = [
        FileEntry(Located(key, text.origin), Located(content.encode(), text.origin))
        for key, content in zip((pem.CERTIFICATE, pem.KEY), both, strict=True)
    ]
    stem = Located(f"{owner.name.value}-tls", Derived("certificate of the custom proxy", (owner.name.origin,)))
    return replace(file_map(stem, entries, secret=True, service=service), type="kubernetes.io/tls")


def _say_unused(services: Sequence[Service], routes: Routing, fronts: Fronts, findings: Collector) -> None:
    """Settings of a router at services whose routes were all refused, or lead to names inside the cluster."""
    routed = {name for share in routes.shares for name in share.services} | {one.service for one in routes.ingresses}
    kept = {name for front in fronts.fronts if front.affinity is not None for name in front.services}
    for service in services:
        if service.name.value in routed:
            continue
        proxy = service.proxy
        settings = [] if proxy is None else [proxy.weight, proxy.balance, proxy.force_ssl, proxy.compression]
        if service.stickiness is not None and service.name.value not in kept:
            settings.append(service.stickiness.on)
        for setting in settings:
            if setting is not None:
                findings.ignore(
                    "T343",
                    f"no route of {service.name.value} is written to which this setting could apply",
                    setting.origin,
                    help="correct what keeps the route from the output, or remove this label",
                )
