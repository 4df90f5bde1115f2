"""Service: the names under which Pods are called, inside the cluster and from outside.

Inside, each name that a service had in Swarm is a ClusterIP Service with the ports of the container. Without any known port,
and for `endpoint_mode: dnsrr`, it is headless: the name gives the addresses of the Pods. A name that several services answer
finds their Pods by a mark. Where the stack mentions `tasks.NAME`, a headless Service `tasks-NAME` gives those addresses.
Published ports are a second Service, `NAME-published`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import ClassVar

from translator.kube.names import dns_1035_label
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.render.answers import Answer
from translator.render.blueprint import Blueprint, KnownPort, Workload
from translator.render.fronts import FrontPort
from translator.render.mentions import TASKS, Mention
from translator.render.naming import free
from translator.render.portnames import port_names
from translator.render.publication import NodePort, Publication, publication
from translator.render.routing import Share
from translator.render.sharing import NAMES, ROUTES, mark
from translator.render.view import Pairs
from translator.report.collector import Collector

_VIRTUAL = Located("ClusterIP", Default("one virtual address for a name, as Swarm's endpoint_mode vip"))
_NO_PORT = Located("None", Default("no port is known, so the name gives the addresses of the Pods"))
_HEADLESS = Default("a headless Service gives the addresses of the Pods")
_EARLY = Located(True, Default("Pods of a StatefulSet find one another before they are ready"))
_ALIAS = Located("ExternalName", Default("another name for a host"))
_ROUTED = Default("the port of a route")
_TCP = Located("TCP", Default("routes are HTTP"))
_INTRANET = Located("intranet", Default("no address on the internet unless exposure.address_type asks for one"))
_ADDRESS_TYPE = Located(
    "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", Default("annotation of the cloud's load balancers")
)

TASKS_PREFIX = "tasks-"


@dataclass(frozen=True, slots=True)
class PortView:
    """One port of a Service. `target` is a number, or the name of a port of the Pods; `node` the port of every node."""

    name: Located[str]
    number: Located[int]
    target: Located[int] | Located[str]
    protocol: Located[str]
    application: Located[str] | None = None
    node: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A Service. `cluster_ip` is None, or Located "None" for a headless one; `early` publishes addresses before readiness."""

    template: ClassVar[str] = "service.yaml.j2"
    service: str | None
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    type: Located[str]
    selector: Pairs
    ports: tuple[PortView, ...]
    cluster_ip: Located[str] | None = None
    early: Located[bool] | None = None
    annotations: Pairs = ()
    external_name: Located[str] | None = None
    class_name: Located[str] | None = None
    affinity: Located[str] | None = None
    families: Located[str] | None = None
    wave: int = 0


def views(blueprint: Blueprint, findings: Collector) -> Iterator[ServiceView]:
    """A view of each Service: names inside the cluster, tasks, governors, shared routes, published ports."""
    services = {service.name.value: service for service in blueprint.stack.services}
    taken = {answer.name.value for answer in blueprint.answers} | {share.name.value for share in blueprint.routing.shares}
    fronts = blueprint.fronts
    taken |= fronts.names
    for answer in blueprint.answers:
        yield _answering(answer, services, blueprint)
    for workload in blueprint.workloads.values():
        if workload.governor is not None:
            yield from _governing(workload, workload.governor, taken, blueprint, findings)
    for share in blueprint.routing.shares:
        yield _sharing(share, blueprint)
    yield from _fronts(blueprint)
    yield from _tasks(taken, blueprint, findings)
    opened: set[NodePort] = set()
    for service in blueprint.stack.services:
        called = blueprint.names.services[service.name.value].value
        published = publication(service, blueprint.settings.exposure, findings, called, opened)
        if published is not None:
            yield _publishing(service, published, taken, blueprint)


def _answering(answer: Answer, services: Mapping[str, Service], blueprint: Blueprint) -> ServiceView:
    """The Service of a name inside the cluster."""
    ports = _ports([blueprint.ports[name] for name in answer.services])
    modes = [services[name].endpoint_mode for name in answer.services]
    type_, cluster_ip = _VIRTUAL, None
    if all(mode is not None and mode.value == "dnsrr" for mode in modes):
        cluster_ip = Located("None", Derived("endpoint_mode dnsrr", tuple(mode.origin for mode in modes if mode is not None)))
    elif not ports:
        cluster_ip = _NO_PORT
    if cluster_ip is None or cluster_ip is _NO_PORT:
        written = tuple(mode.origin for mode in modes if mode is not None)
        type_ = Located("ClusterIP", Derived("endpoint_mode", written)) if written else _VIRTUAL
    only = answer.services[0] if len(answer.services) == 1 else None
    return ServiceView(
        only,
        answer.name,
        blueprint.names.namespace,
        blueprint.names.labels(only),
        type_,
        _selector(answer, blueprint),
        ports,
        cluster_ip,
        families=_families(answer.services, blueprint),
    )


def _families(services: Sequence[str], blueprint: Blueprint) -> Located[str] | None:
    """Both families of addresses where the cluster has them, for services on a network with IPv6; None elsewhere."""
    networks = {network.key.value: network.enable_ipv6 for network in blueprint.stack.networks if network.enable_ipv6}
    if not networks:
        return None
    joined = {each.network.value for one in blueprint.stack.services if one.name.value in services for each in one.networks}
    causes = tuple(written.origin for key, written in networks.items() if key in joined)
    return Located("PreferDualStack", Derived("a network with IPv6", causes)) if causes else None


def _selector(answer: Answer, blueprint: Blueprint) -> Pairs:
    """What finds the Pods of a name: the selector of its one service, or the mark of several."""
    if len(answer.services) == 1:
        return blueprint.names.selectors[answer.services[0]]
    return _marked(NAMES, answer.name, blueprint)


def _marked(prefix: str, name: Located[str], blueprint: Blueprint) -> Pairs:
    return (mark(prefix, name.value, name.origin), blueprint.names.part_of)


def _ports(services: Sequence[tuple[KnownPort, ...]]) -> tuple[PortView, ...]:
    """The ports of one service under their names; of several, all ports of all under names of their own."""
    found: dict[tuple[int, str], KnownPort] = {}
    for port in chain.from_iterable(services):
        found.setdefault((port.number.value, port.protocol.value), port)
    alone = len(services) == 1
    names = [port.name for port in found.values()] if alone else port_names([(*key, None) for key in found])
    return tuple(
        PortView(name, port.number, port.number, port.protocol, port.application)
        for name, port in zip(names, found.values(), strict=True)
    )


def _governing(
    workload: Workload, governor: Located[str], taken: set[str], blueprint: Blueprint, findings: Collector
) -> Iterator[ServiceView]:
    """The headless Service of a StatefulSet: its Pods find one another by it, also before they are ready."""
    service = workload.service.name.value
    if governor.value in taken:
        findings.refuse(
            "T402",
            f"{governor.value} is a name in the stack, and that of the headless Service which the volumes of {service} need",
            workload.service.name.origin,
            help=f"rename what is called {governor.value} in the stack",
        )
        return
    yield replace(
        _headless(governor, service, blueprint.names.selectors[service], blueprint),
        ports=_ports([blueprint.ports[service]]),
        early=_EARLY,
    )


def _headless(name: Located[str], service: str | None, selector: Pairs, blueprint: Blueprint) -> ServiceView:
    names = blueprint.names
    families = None if service is None else _families((service,), blueprint)
    labels, headless = names.labels(service), Located("None", _HEADLESS)
    return ServiceView(service, name, names.namespace, labels, _VIRTUAL, selector, (), headless, families=families)


def _sharing(share: Share, blueprint: Blueprint) -> ServiceView:
    """The Service behind a route of several services."""
    port = PortView(Located("http", _ROUTED), share.port, share.target, _TCP)
    names = blueprint.names
    selector = _marked(ROUTES, share.name, blueprint)
    return ServiceView(None, share.name, names.namespace, names.labels(None), _VIRTUAL, selector, (port,))


def _fronts(blueprint: Blueprint) -> Iterator[ServiceView]:
    """The Services of load balancers, `.local` names, the custom proxy, and what is outside."""
    names = blueprint.names
    for front in blueprint.fronts.fronts:
        only = front.services[0] if len(front.services) == 1 else None
        yield ServiceView(
            only,
            front.name,
            names.namespace,
            names.labels(only),
            front.type,
            _marked(ROUTES, front.name, blueprint) if only is None else names.selectors[only],
            _front_ports(front.ports),
            annotations=front.annotations,
            class_name=front.class_name,
            affinity=front.affinity,
        )
    for alias in blueprint.fronts.aliases:
        space = alias.namespace or names.namespace
        labels, ports = names.labels(alias.service), _front_ports(alias.ports)
        yield ServiceView(alias.service, alias.name, space, labels, _ALIAS, (), ports, external_name=alias.target)
    for endpoint in blueprint.fronts.endpoints:
        labels, ports = names.labels(endpoint.service), _front_ports(endpoint.ports)
        yield ServiceView(endpoint.service, endpoint.name, names.namespace, labels, _VIRTUAL, (), ports)


def _front_ports(ports: Sequence[FrontPort]) -> tuple[PortView, ...]:
    return tuple(PortView(port.name, port.number, port.target, port.protocol) for port in ports)


def _tasks(taken: set[str], blueprint: Blueprint, findings: Collector) -> Iterator[ServiceView]:
    """A headless Service for each name whose tasks are mentioned, with a finding at each mention."""
    answering = {answer.name.value: answer for answer in blueprint.answers}
    called: dict[str, list[Mention]] = {}
    for mention in blueprint.mentions:
        if mention.tasks:
            called.setdefault(dns_1035_label(mention.name), []).append(mention)
    for label in sorted(called):
        answer = answering[label]
        name = free(f"{TASKS_PREFIX}{label}", taken)
        for mention in called[label]:
            findings.approximate(
                "T429",
                f"{mention.service} mentions {TASKS}{mention.name}, which no cluster answers; {name} gives the addresses",
                mention.origin,
                help=f"write {name} instead",
            )
        origin = Derived("tasks of a service", tuple(dict.fromkeys(mention.origin for mention in called[label])))
        only = answer.services[0] if len(answer.services) == 1 else None
        yield _headless(Located(name, origin), only, _selector(answer, blueprint), blueprint)


def _publishing(service: Service, published: Publication, taken: set[str], blueprint: Blueprint) -> ServiceView:
    names = blueprint.names
    name = service.name.value
    called = Located(
        free(f"{names.services[name].value}-published", taken),
        Derived("name of published ports", (names.services[name].origin,)),
    )
    annotations: Pairs = ()
    if published.type.value == "LoadBalancer" and blueprint.destination.ack:
        annotations = ((_ADDRESS_TYPE, blueprint.settings.exposure.address_type or _INTRANET),)
    return ServiceView(
        name,
        called,
        names.namespace,
        names.labels(name),
        published.type,
        names.selectors[name],
        tuple(PortView(*port) for port in published.ports),
        annotations=annotations,
        families=_families((name,), blueprint),
    )
