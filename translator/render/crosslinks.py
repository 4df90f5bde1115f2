"""Cross links: `external_links`, and links to the custom proxy, which lead to no workload of the stack.

A name that is one of this stack after all is a link like another. A `.local` name needs nothing: the stack that routes it is
found by every Pod of the cluster. A host that an Ingress of the stack serves is found in DNS.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from translator.kube.names import DNS_1035_LABEL
from translator.model.connection import Link
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.fronts import Alias, Front
from translator.render.naming import free
from translator.render.targets import LOCAL
from translator.report.collector import Collector

_INSIDE = Located("ClusterIP", Default("a name inside the cluster"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What links can lead to: `hosts` that Ingresses serve, `local` names of the stack, `fronts` of proxies by service, None
    where it has no TCP ports, and proxies by their host names (`called`)."""

    hosts: frozenset[str]
    local: frozenset[str]
    fronts: Mapping[str, Front | None]
    called: Mapping[str, str]

    def serve(self, host: str) -> bool:
        """Whether an Ingress serves a host, perhaps by a wildcard for its first name."""
        return host in self.hosts or f"*.{host.partition('.')[2]}" in self.hosts


def adopted(services: Sequence[Service]) -> tuple[tuple[Service, ...], tuple[tuple[Service, Link], ...]]:
    """The services with those of their external links that lead to a neighbour as links; and the other external links."""
    called = {name: one.name for one in reversed(services) for name in _names(one)}
    kept: list[Service] = []
    others: list[tuple[Service, Link]] = []
    for service in services:
        inside = tuple(link for link in service.external_links if _is_inside(link, called))
        others.extend((service, link) for link in service.external_links if link not in inside)
        links = tuple(Link(Located(called[link.service.value].value, link.service.origin), link.alias) for link in inside)
        kept.append(replace(service, links=(*service.links, *links)) if links else service)
    return tuple(kept), tuple(others)


def _names(service: Service) -> Iterable[str]:
    """What a service is called: by its neighbours, and by those who knew its container."""
    return (one.value for one in (service.name, service.container_name, service.hostname) if one is not None)


def _is_inside(link: Link, called: Mapping[str, Located[str]]) -> bool:
    return link.service.value in called and DNS_1035_LABEL.accepts(link.alias.value.lower())


def cross_links(
    external: Iterable[tuple[Service, Link]],
    leaving: Iterable[Link],
    around: Surroundings,
    taken: set[str],
    findings: Collector,
) -> tuple[tuple[Front, ...], tuple[Alias, ...]]:
    """Services for the aliases of links, with a finding for each link that needs none, or can have none."""
    fronts: list[Front] = []
    aliases: list[Alias] = []
    for link in leaving:
        if link.service.value in around.fronts:
            front = _to_proxy(link.service.value, link, around, taken, findings)
            fronts.extend(() if front is None else (front,))
    for service, link in external:
        proxy = around.called.get(link.service.value)
        if proxy is not None:
            front = _to_proxy(proxy, link, around, taken, findings)
            fronts.extend(() if front is None else (front,))
            continue
        alias = _to_outside(service, link, around, taken, findings)
        if alias is not None:
            aliases.append(alias)
    return tuple(fronts), tuple(aliases)


def _to_proxy(proxy: str, link: Link, around: Surroundings, taken: set[str], findings: Collector) -> Front | None:
    alias = link.alias.value.lower()
    if around.serve(alias):
        _say_routed(link, findings)
        return None
    front = around.fronts[proxy]
    if front is None:
        findings.refuse(
            "T358",
            f"{proxy} is the custom proxy, which is left out, and no route of the stack has the host {alias}",
            link.alias.origin,
            help="call a host that is routed, or the Service behind it",
        )
    elif alias == front.name.value:
        findings.ignore("T352", f"{alias} answers as a Service at the TCP ports of the proxy", link.alias.origin)
    elif DNS_1035_LABEL.accepts(alias):
        name = Located(free(alias, taken), Derived("link to the custom proxy", (link.alias.origin,)))
        return Front(name, front.services, _INSIDE, front.ports)
    else:
        findings.refuse(
            "T411",
            f"the link alias {link.alias.value} of {proxy} cannot be the name of a Service: it {DNS_1035_LABEL.fault(alias)}",
            link.alias.origin,
            help=f"call {front.name.value}, or an alias of letters, digits and hyphens",
        )
    return None


def _to_outside(service: Service, link: Link, around: Surroundings, taken: set[str], findings: Collector) -> Alias | None:
    name, alias = link.service.value.lower(), link.alias.value.lower()
    if name.endswith(LOCAL) and alias in (name, name.removesuffix(LOCAL) + LOCAL):
        later = "" if name in around.local else ", once the stack that routes it is there"
        findings.ignore(
            "T348",
            f"{name} is found by every Pod of the cluster{later}",
            link.service.origin,
            help="remove this link" if name in around.local else f"convert the stack with the routing target {name} too",
        )
    elif name.endswith(LOCAL) and DNS_1035_LABEL.accepts(alias):
        rule = Derived("external link to a local name", (link.service.origin,))
        return Alias(Located(free(alias, taken), rule), None, Located(f"{name}.svc.cluster.local", rule), service.name.value)
    elif around.serve(alias):
        _say_routed(link, findings)
    else:
        _refuse(link, findings)
    return None


def _say_routed(link: Link, findings: Collector) -> None:
    alias = link.alias.value
    findings.approximate(
        "T346",
        f"{alias} is a host of an Ingress of this stack: the link is not needed where DNS knows the host",
        link.alias.origin,
        help=f"to stay inside the cluster, add to the Corefile: rewrite name exact {alias} NAME.NAMESPACE.svc.cluster.local, "
        "with the Service of the Ingress controller",
    )


def _refuse(link: Link, findings: Collector) -> None:
    name, alias = link.service.value, link.alias.value
    findings.refuse(
        "T358",
        f"{name} is not in this stack, so nothing is known that {alias} could lead to",
        link.service.origin,
        help=f"write a service {alias} with external: {{host: ADDRESS}} in its place, "
        "where ADDRESS may be SERVICE.NAMESPACE.svc.cluster.local",
    )
