"""Targets: every host and path that a stack asks to be reached at, with the services that answer there.

Hosts that end in `.local` are names inside the cluster (`localnames.py`) and are not among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field

from translator.kube.names import DNS_SUBDOMAIN, WILDCARD_HOST, dns_label
from translator.model.connection import Route
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Exposure
from translator.render.cause import carrying
from translator.render.controllers import ALB, controller
from translator.report.collector import Collector

LOCAL = ".local"
ANY = "*"
"""The host of a route that takes every host."""

ROOT = Located("/", Default("a route without a path takes every path"))
_OF_THE_CONTROLLER = Located("", Default("every host is served with the controller's own certificate"))
_FOUND_BY_ALB = Located("", Default("ALB finds the certificate by the host"))

Certificates = Mapping[str, Located[str]]
"""Service -> the Secret with the certificate that its own labels hold."""


@dataclass(slots=True)
class Target:
    """A host and path, with the port that each service answers it at.

    `secret` is the TLS Secret where https is asked for, empty where the controller finds the certificate; `plain` and `secure`
    are what asks for http and for https.
    """

    host: Located[str]
    path: Located[str]
    exact: bool
    ports: dict[str, Located[int]] = field(default_factory=dict)
    secret: Located[str] | None = None
    plain: list[Origin] = field(default_factory=list)
    secure: list[Origin] = field(default_factory=list)

    @property
    def members(self) -> tuple[tuple[str, int], ...]:
        """The services with their ports, sorted."""
        return tuple((service, port.value) for service, port in sorted(self.ports.items()))


def targets(
    services: Iterable[Service], exposure: Exposure, certificates: Certificates, findings: Collector
) -> Mapping[tuple[str, str, bool], Target]:
    """Every host and path that can be routed, by host, path and whether the path alone is meant."""
    found: dict[tuple[str, str, bool], Target] = {}
    for service in services:
        name = service.name.value
        for route in service.routes:
            host = None if route.host.value.endswith(LOCAL) else _host(name, route, exposure, findings)
            if host is None:
                continue
            secret = None
            if route.scheme.value == "https":
                secret = _secret(name, host, exposure, certificates)
                if host.value == ANY:
                    _say_default(name, route, certificates, findings)
                elif secret is None:
                    _refuse_https(name, host, route, exposure, findings)
                    continue
            path = route.path or ROOT
            target = found.setdefault((host.value, path.value, route.exact), Target(host, path, route.exact))
            target.host = carrying(target.host, "routes of one host and path", route.origin, host)
            target.secret = target.secret or secret
            (target.plain if secret is None else target.secure).append(route.origin)
            other = target.ports.setdefault(name, route.port)
            if other.value != route.port.value:
                _refuse_port(name, route, other, findings)
            else:
                target.ports[name] = carrying(other, "routes to one port", route.port)
    return found


def _host(service: str, route: Route, exposure: Exposure, findings: Collector) -> Located[str] | None:
    """The full host name of a route."""
    host = Located(route.host.value.lower(), route.host.origin)
    if host.value == ANY:
        return host
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
    fault = (WILDCARD_HOST if host.value.startswith("*") else DNS_SUBDOMAIN).fault(host.value)
    if fault is not None:
        findings.refuse(
            "T433", f"{service}: the host {host.value} {fault}", route.origin, help="choose a host name that DNS can have"
        )
        return None
    if host.value.startswith("*."):
        findings.approximate(
            "T355",
            f"{service}: {host.value} stands for one name before {host.value[1:]}, not for several",
            route.origin,
            help="add deeper names as addresses of their own where they are used",
        )
    return host


def _secret(service: str, host: Located[str], exposure: Exposure, certificates: Certificates) -> Located[str] | None:
    """The certificate of a host: its own, that of the wildcard one name above it, or that in the labels of the service.

    For every host it is the one that the controller has for clients who name no host, which is nothing of an Ingress.
    """
    if host.value == ANY:
        return _OF_THE_CONTROLLER
    wildcard = "*." + host.value.partition(".")[2]
    named = exposure.tls.get(host.value) or exposure.tls.get(wildcard)
    if named is not None:
        return named
    if controller(exposure) == ALB and (host.value in exposure.certificates or wildcard in exposure.certificates):
        return _FOUND_BY_ALB
    return certificates.get(service)


def _say_default(service: str, route: Route, certificates: Certificates, findings: Collector) -> None:
    made = certificates.get(service)
    which = "the certificate" if made is None else f"the Secret {made.value}"
    findings.approximate(
        "T394",
        f"{service}: https for every host is served with the certificate that the Ingress controller has for hosts without one",
        route.origin,
        help=f"give the controller {which}: --default-ssl-certificate=NAMESPACE/NAME of ingress-nginx, or the default one of "
        "the listener of ALB",
    )


def _refuse_https(service: str, host: Located[str], route: Route, exposure: Exposure, findings: Collector) -> None:
    secret = dns_label(f"{host.value.replace('*', 'any')}-tls")
    cloud = f'; or, for ALB, the id of one in Alibaba Cloud: exposure: {{certificates: {{"{host.value}": ID}}}}'
    findings.refuse(
        "T434",
        f"{service}: https for {host.value} needs a certificate, which lay in the load balancer and is not in the stack",
        route.origin,
        help=f"put it into a Secret of type kubernetes.io/tls, and its name into translator.yaml: "
        f'exposure: {{tls: {{"{host.value}": {secret}}}}}{cloud if controller(exposure) == ALB else ""}',
    )


def _refuse_port(service: str, route: Route, other: Located[int], findings: Collector) -> None:
    findings.refuse(
        "T435",
        f"{service}: {route.host.value}{(route.path or ROOT).value} leads to port {other.value} already, "
        f"and to {route.port.value} too",
        route.origin,
        help="keep one of the two: an Ingress sends a path to one port of a service",
    )
