"""Controllers: what the programs behind an Ingress are told by annotations, each in words of its own.

An Ingress knows hosts, paths and certificates; stickiness, redirects, balancing and weights are up to the program that serves
its class. Known are ingress-nginx and the ALB controller of Alibaba Cloud. Sources: user guide of ingress-nginx, annotations;
ACK user guide, ALB Ingress annotations.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Exposure
from translator.model.traffic import Proxy, Stickiness
from translator.render.cause import carrying
from translator.render.view import Pairs
from translator.report.collector import Collector

T = TypeVar("T")

NGINX, ALB, OTHER = "nginx", "alb", "other"
_PREFIXES = {NGINX: "nginx.ingress.kubernetes.io/", ALB: "alb.ingress.kubernetes.io/"}
_NGINX_LIFE = 8 * 60 * 60  # seconds: the old router's cookie lived that long at most
_ALB_LIFE = 30 * 60  # seconds: and that long after the last request
_NGINX_BALANCE = {"leastconn": "ewma", "roundrobin": "round_robin", "static-rr": "round_robin"}
_ALB_BALANCE = {"leastconn": "wlc", "source": "sch", "roundrobin": "wrr", "static-rr": "wrr"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an Ingress needs beyond its rules. `secure` are the causes of https, `plain` those of http; `order` is for ALB."""

    service: str
    secure: tuple[Origin, ...]
    plain: tuple[Origin, ...]
    redirect: tuple[Origin, ...]
    stickiness: Stickiness | None = None
    proxy: Proxy | None = None
    canary: Located[str] | None = None
    order: Located[str] | None = None
    certified: bool = True
    """Whether any route of the services, on this Ingress or another, is one of https."""
    unforced: bool = False
    """Whether http is to stay http, for nginx."""


def controller(exposure: Exposure) -> str:
    """The program that serves the Ingresses: as the configuration says, else as the name of the class tells."""
    if exposure.controller is not None:
        return exposure.controller.value
    if exposure.alb is not None:
        return ALB
    name = NGINX if exposure.ingress_class is None else exposure.ingress_class.value
    return next((known for known in (NGINX, ALB) if known in name), OTHER)


def annotations(program: str, wishes: Wishes, findings: Collector) -> Pairs:
    """The annotations by which `program` does as it is wished, with a finding for what it does otherwise or cannot do."""
    if program == OTHER:
        for what, origin in _unknown(wishes):
            findings.refuse(
                "T351",
                f"{wishes.service}: the Ingress controller that serves the class has no known annotation for {what}",
                origin,
                help="say which it is: exposure: {controller: nginx} in translator.yaml, or write its own annotation by hand",
            )
        return ()
    made = _nginx(wishes, findings) if program == NGINX else _alb(wishes, findings)
    key = Default(f"annotation of the {program} controller")
    return tuple((Located(_PREFIXES[program] + name, key), value) for name, value in made)


def _unknown(wishes: Wishes) -> Iterator[tuple[str, Origin]]:
    if wishes.stickiness is not None:
        yield "stickiness", wishes.stickiness.on.origin
    if wishes.stickiness is not None and wishes.stickiness.cookie is not None:
        yield "the name of a cookie", wishes.stickiness.cookie.origin
    proxy = wishes.proxy or Proxy()
    settings: tuple[tuple[str, Located[Any] | None], ...] = (
        ("the order of rules", proxy.weight),
        ("balancing", proxy.balance),
        ("a redirect to https", proxy.force_ssl),
        ("compression", proxy.compression),
    )
    for what, setting in settings:
        if setting is not None:
            yield what, setting.origin


def _nginx(wishes: Wishes, findings: Collector) -> Iterator[tuple[str, Located[str]]]:
    proxy = wishes.proxy or Proxy()
    if wishes.canary is not None:
        yield "canary", Located("true", Derived("release in progress", (wishes.canary.origin,)))
        yield "canary-weight", wishes.canary
    if wishes.redirect:
        yield "ssl-redirect", _true("http and https of one host", wishes.redirect)
    elif wishes.unforced and proxy.force_ssl is None:
        yield "ssl-redirect", Located("false", Derived("http of a host with https for others", wishes.plain))
    if proxy.force_ssl is not None and _is_secure(wishes, proxy.force_ssl, findings):
        yield "force-ssl-redirect", _said(proxy.force_ssl)
    if wishes.stickiness is not None:
        yield from _nginx_cookie(wishes.stickiness)
        _say_cookie(wishes, "lives for eight hours from its making, whether requests come or not", findings)
    if proxy.balance is not None:
        if proxy.balance.value == "source":
            yield "upstream-hash-by", Located("$remote_addr", proxy.balance.origin)
        else:
            yield "load-balance", Located(_NGINX_BALANCE[proxy.balance.value], proxy.balance.origin)
        if proxy.balance.value == "leastconn":
            _say_proxy(wishes.service, "nginx counts no connections, so leastconn becomes ewma", proxy.balance.origin, findings)
    if proxy.compression is not None:
        types = " ".join(word for word in proxy.compression.value.split() if word != "text/html")  # always compressed
        snippet = f"gzip on; gzip_types {types};" if types else "gzip on;"
        yield "server-snippet", Located(snippet, proxy.compression.origin)
        findings.approximate(
            "T354",
            f"{wishes.service}: compression is asked for by a snippet, which the controller must allow",
            proxy.compression.origin,
            help="set allow-snippet-annotations: true and annotations-risk-level: Critical in the controller's ConfigMap, or "
            "use-gzip and gzip-types there",
        )
    if proxy.weight is not None:
        _say_proxy(wishes.service, "nginx sorts the rules of its hosts by itself", proxy.weight.origin, findings)


def _nginx_cookie(stickiness: Stickiness) -> Iterator[tuple[str, Located[str]]]:
    origin = stickiness.on.origin
    yield "affinity", Located("cookie", origin)
    if stickiness.cookie is not None:
        yield "session-cookie-name", stickiness.cookie
    for name in ("session-cookie-max-age", "session-cookie-expires"):
        yield name, Located(str(_NGINX_LIFE), Derived("the old router's cookie lived eight hours at most", (origin,)))


def _alb(wishes: Wishes, findings: Collector) -> Iterator[tuple[str, Located[str]]]:
    proxy = wishes.proxy or Proxy()
    force = proxy.force_ssl if proxy.force_ssl is not None and _is_secure(wishes, proxy.force_ssl, findings) else None
    if wishes.canary is not None:
        yield "canary", Located("true", Derived("release in progress", (wishes.canary.origin,)))
        yield "canary-weight", wishes.canary
    if wishes.secure:
        ports = [{"HTTP": 80}, {"HTTPS": 443}] if wishes.plain or force is not None else [{"HTTPS": 443}]
        yield "listen-ports", Located(json.dumps(ports), Derived("listeners of http and https", wishes.secure))
    redirect = (*wishes.redirect, *(() if force is None else (force.origin,)))
    if redirect:
        yield "ssl-redirect", _true("http and https of one host", redirect)
    if wishes.stickiness is not None:
        origins = tuple(value.origin for value in (wishes.stickiness.on, wishes.stickiness.cookie) if value is not None)
        yield "sticky-session", _true("stickiness", origins)
        yield "sticky-session-type", Located("Insert", Derived("the router sets the cookie", origins))
        yield "cookie-timeout", Located(str(_ALB_LIFE), Derived("half an hour after the last request", origins))
        _say_cookie(wishes, "lives for thirty minutes after the last request, however long that goes on", findings)
    if proxy.balance is not None:
        yield "backend-scheduler", Located(_ALB_BALANCE[proxy.balance.value], proxy.balance.origin)
    if proxy.compression is not None:
        _say_proxy(
            wishes.service, "ALB compresses where its listener says so (gzipEnabled)", proxy.compression.origin, findings
        )
    if wishes.order is not None:
        yield "order", wishes.order


def _is_secure(wishes: Wishes, force: Located[bool], findings: Collector) -> bool:
    """Whether there is https to redirect to: the custom proxy redirected only where it had a certificate itself."""
    if not wishes.certified:
        findings.ignore(
            "T343",
            f"{wishes.service} has no address of https to which clients of http could be redirected",
            force.origin,
            help="write https:// before an address of aliyun.proxy.VIRTUAL_HOST, or remove this label",
        )
    return wishes.certified


def _true(rule: str, origins: tuple[Origin, ...]) -> Located[str]:
    return Located("true", Derived(rule, tuple(dict.fromkeys(origins))))


def _said(truth: Located[bool]) -> Located[str]:
    return Located(str(truth.value).lower(), truth.origin)


def _say_cookie(wishes: Wishes, life: str, findings: Collector) -> None:
    assert wishes.stickiness is not None
    what = "the cookie of the router, which stands for that of the application," if wishes.stickiness.foreign else "the cookie"
    findings.approximate(
        "T350",
        f"{wishes.service}: {what} {life}",
        wishes.stickiness.on.origin,
        help="change the times in the annotations of the Ingress if that is not what sessions need",
    )


def _say_proxy(service: str, what: str, origin: Origin, findings: Collector) -> None:
    findings.approximate(
        "T353", f"{service}: {what}", origin, help="see that the new order or balance suits, or remove the label"
    )


def stickiness(services: Sequence[Service]) -> Stickiness | None:
    """The stickiness of a route of several services, resting on all that ask for it."""
    kept = [one.stickiness for one in services if one.stickiness is not None]
    if not kept:
        return None
    on = carrying(kept[0].on, "services of one route", *(one.on for one in kept[1:]))
    return Stickiness(on, _first([one.cookie for one in kept]), any(one.foreign for one in kept))


def proxied(services: Sequence[Service]) -> Proxy | None:
    """The settings of the custom proxy for a route of several services."""
    found = [one.proxy for one in services if one.proxy is not None]
    if not found:
        return None
    return Proxy(
        weight=_first([one.weight for one in found]),
        balance=_first([one.balance for one in found]),
        force_ssl=_first([one.force_ssl for one in found]),
        compression=_first([one.compression for one in found]),
    )


def _first(values: Sequence[Located[T] | None]) -> Located[T] | None:
    """The first that was written, resting on all: what one service of a route asks for holds for the route."""
    written = [value for value in values if value is not None]
    return carrying(written[0], "services of one route", *written[1:]) if written else None
