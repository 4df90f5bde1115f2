"""AlbConfig: the ALB instance that serves the Ingresses, where the configuration describes one.

Its listeners are what the routes need: http at 80, and https at 443 with the certificates that the configuration names. One of
them must be the default; where none is named, ALB finds them by the hosts. Source: ACK user guide, ALB Ingress and AlbConfig.
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Default, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.controllers import ALB, controller
from translator.render.view import Pairs
from translator.report.collector import Collector

_INTRANET = Located("Intranet", Default("no address on the internet unless exposure.alb.address_type asks for one"))
_HTTP = Default("where http is served")
_HTTPS = Default("where https is served")
_FIRST = Located(True, Default("a listener of https must have one certificate for clients who name no host"))
_KEPT = Located(False, Default("listeners of an instance that exists may serve others"))


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate by its id. `default` is None but for the one that serves clients who name no host, or another."""

    id: Located[str]
    default: Located[bool] | None


@dataclass(frozen=True, slots=True)
class ListenerView:
    """A listener with its certificates."""

    port: Located[int]
    protocol: Located[str]
    certificates: tuple[CertificateView, ...] = ()


@dataclass(frozen=True, slots=True)
class AlbConfigView:
    """An AlbConfig. `id` binds an instance that exists, of which `override` tells what becomes of its listeners."""

    template: ClassVar[str] = "albconfig.yaml.j2"
    service: str | None
    name: Located[str]
    labels: Pairs
    id: Located[str] | None
    override: Located[bool] | None
    address_type: Located[str] | None
    vswitches: tuple[Located[str], ...]
    listeners: tuple[ListenerView, ...]
    wave: int = 0


def views(blueprint: Blueprint, findings: Collector) -> Iterator[AlbConfigView]:
    """The view of the instance, where the configuration describes one and there are routes for it."""
    exposure, routes = blueprint.settings.exposure, blueprint.routing.ingresses
    alb = exposure.alb
    if alb is None or controller(exposure) != ALB or not routes:
        return
    if alb.id is None and len(alb.vswitches) < 2:
        findings.add(
            "T499",
            f"a new ALB instance {alb.name.value} needs vSwitches in two zones at least, and {len(alb.vswitches)} are named",
            alb.name.origin,
            help="add to exposure.alb in translator.yaml: vswitches: [vsw-aaaa, vsw-bbbb], or the id of an instance",
        )
        return
    listeners = [ListenerView(Located(80, _HTTP), Located("HTTP", _HTTP))]
    if any(one.certificates for one in routes):
        known = {value.value: value for value in exposure.certificates.values()}
        listeners.append(
            ListenerView(
                Located(443, _HTTPS),
                Located("HTTPS", _HTTPS),
                tuple(CertificateView(known[key], None if number else _FIRST) for number, key in enumerate(sorted(known))),
            )
        )
    yield AlbConfigView(
        None,
        alb.name,
        blueprint.names.labels(None),
        alb.id,
        None if alb.id is None else _KEPT,
        (alb.address_type or _INTRANET) if alb.id is None else alb.address_type,
        alb.vswitches if alb.id is None else (),
        tuple(listeners),
    )
