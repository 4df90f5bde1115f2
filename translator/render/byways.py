"""Byways: what the old platform had beyond routes, in the order in which names of Services are given away.

Names inside the cluster, TCP ports of the custom proxy, what is outside, links that lead out of the stack, load balancers.
"""

from collections.abc import Sequence
from dataclasses import replace

from translator.model.destination import Destination
from translator.model.service import Service
from translator.model.settings import Settings
from translator.render.balancers import Claim, balancers
from translator.render.crosslinks import Surroundings, cross_links
from translator.render.fronts import Fronts
from translator.render.localnames import local_names
from translator.render.naming import Names
from translator.render.outside import outside
from translator.render.proxies import claims, tcp_fronts
from translator.render.reach import Parted
from translator.render.routing import Routing
from translator.report.collector import Collector


def byways(
    parts: Parted,
    services: Sequence[Service],
    settings: Settings,
    destination: Destination,
    names: Names,
    routes: Routing,
    taken: set[str],
    findings: Collector,
) -> tuple[Routing, Fronts]:
    """The routes, with the port names that local names need, and all other Services.

    Args:
        services: those that run.
        taken: names of Services; those made here are added.
    """
    port_names = dict(routes.port_names)
    local = local_names(services, settings.exposure, names, taken, port_names, findings)
    tcp = tcp_fronts(parts.proxies, services, settings, destination, names, taken, findings)
    aliases, endpoints = outside(parts.outside, parts.links, names, taken, findings)
    around = Surroundings(
        frozenset(rule.host.value for one in routes.ingresses for rule in one.rules if rule.host is not None),
        local.hosts,
        {proxy.name.value: next(iter(tcp), None) if proxy is parts.proxies[0] else None for proxy in parts.proxies},
        {proxy.hostname.value: proxy.name.value for proxy in parts.proxies if proxy.hostname is not None},
    )
    crossing, crossed = cross_links(parts.external, parts.links, around, taken, findings)
    wanted = [
        *(
            Claim(names.services[service.name.value], (service.name.value,), listener)
            for service in services
            for listener in service.listeners
        ),
        *claims(parts.proxies, services, names, findings),
    ]
    bound = balancers(wanted, settings, destination, taken, findings)
    return (
        replace(routes, port_names=port_names),
        Fronts((*local.fronts, *tcp, *crossing, *bound), (*local.aliases, *aliases, *crossed), endpoints),
    )
