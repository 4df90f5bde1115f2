"""Outside: services of a stack that are names for something beyond it (`external`), and links to such names.

A host name becomes a Service of type ExternalName; an address a Service without a selector, with an EndpointSlice that holds
it. Links of other services to such a service, and to the custom proxy, are answered by Services of the same kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from translator.kube import addresses
from translator.kube.names import DNS_1035_LABEL, DNS_SUBDOMAIN
from translator.model.connection import Link
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.render.fronts import Alias, Endpoint, FrontPort
from translator.render.naming import Names, free
from translator.render.workloads import places
from translator.report.collector import Collector

_TCP = Located("TCP", Default("ports of an outside service are TCP"))


def outside(
    services: Iterable[Service], links: Sequence[Link], names: Names, taken: set[str], findings: Collector
) -> tuple[tuple[Alias, ...], tuple[Endpoint, ...]]:
    """The Services for what is outside, and for the names by which others link to it.

    Args:
        services: those that have `external`.
        links: links of other services to them.
        taken: names of Services; those made here are added.
    """
    aliases: list[Alias] = []
    endpoints: list[Endpoint] = []
    for service in services:
        own = names.services[service.name.value]
        same = [link for link in links if link.service.value == service.name.value]
        called: dict[str, list[Located[Any]]] = {own.value: [own]}
        for link in same:
            label = link.alias.value.lower() if link.alias.value != link.service.value else own.value
            if DNS_1035_LABEL.accepts(label):
                called.setdefault(label, []).append(link.alias)
            else:
                _refuse_alias(link, findings)
        for label, causes in called.items():
            name = Located(free(label, taken), Derived("names of one service", tuple(dict.fromkeys(c.origin for c in causes))))
            made = _made(service, name, findings)
            if isinstance(made, Alias):
                aliases.append(made)
            elif made is not None:
                endpoints.append(made)
        for place in places(service):
            findings.ignore("T357", f"{service.name.value} is a name for what is outside, and runs nothing", place)
    return tuple(aliases), tuple(endpoints)


def _refuse_alias(link: Link, findings: Collector) -> None:
    fault = DNS_1035_LABEL.fault(link.alias.value.lower())
    findings.refuse(
        "T411",
        f"the link alias {link.alias.value} of {link.service.value} cannot be the name of a Service: it {fault}",
        link.alias.origin,
        help="call the service by its own name, or by an alias of letters, digits and hyphens",
    )


def _made(service: Service, name: Located[str], findings: Collector) -> Alias | Endpoint | None:
    external = service.external
    assert external is not None
    ports = tuple(FrontPort(_name(port), port, port, _TCP) for port in external.ports)
    address = addresses.ip(external.host.value)
    if address is None:
        host = Located(external.host.value.rstrip(".").lower(), external.host.origin)
        fault = DNS_SUBDOMAIN.fault(host.value)
        if fault is None:
            return Alias(name, None, host, service.name.value, ports)
    else:
        fault = addresses.unusable(address) or ("" if ports else "needs ports, which a Service that leads to an address lists")
        if not fault:
            family = Located(f"IPv{address.version}", external.host.origin)
            return Endpoint(name, service.name.value, Located(str(address), external.host.origin), family, ports)
    findings.refuse(
        "T349",
        f"{service.name.value}: the outside host {external.host.value} {fault}",
        external.origin,
        help="write it like external: {host: db.example.com, ports: [3306]}",
    )
    return None


def _name(port: Located[int]) -> Located[str]:
    return Located(f"tcp-{port.value}", Default("ports of a Service must have names"))


def without(
    services: Iterable[Service], gone: Mapping[str, str], findings: Collector
) -> tuple[tuple[Service, ...], tuple[Link, ...]]:
    """The services without links to, and without waiting for, those that run nowhere; and these links.

    Args:
        gone: the names of those that run nowhere, each with the code of the finding that says why.
    """
    kept: list[Service] = []
    links: list[Link] = []
    for service in services:
        waits = [one for one in service.depends_on if one.service.value in gone]
        cut = [link for link in service.links if link.service.value in gone]
        for one in waits:
            name = one.service.value
            message = f"{service.name.value} does not wait for {name}, which runs nothing here"
            findings.ignore(gone[name], message, one.origin)
        links.extend(cut)
        kept.append(_cut(service, gone) if cut or waits else service)
    return tuple(kept), tuple(links)


def _cut(service: Service, gone: Mapping[str, str]) -> Service:
    return replace(
        service,
        links=tuple(link for link in service.links if link.service.value not in gone),
        depends_on=tuple(one for one in service.depends_on if one.service.value not in gone),
    )
