"""Publication: which ports of a service are reached from outside the cluster, and how.

Swarm opened a published port on every node. Here it is a Service of its own beside the one for callers inside, so that nothing
becomes public by being named. Ports of the container alone, of the loopback address, and of single hosts are not part of it.
A published port from the range of node ports is opened on every node under its own number; for any other the cluster chooses.
"""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from translator.kube.names import LABEL_KEY, dns_1035_label
from translator.kube.ports import NODE_PORTS
from translator.model.connection import Port
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Exposure
from translator.render.cause import carrying
from translator.render.hostnetwork import in_host_network
from translator.render.portnames import port_names
from translator.report.collector import Collector

NODE_PORT, LOAD_BALANCER, NONE = "node-port", "load-balancer", "none"
_TYPES = {NODE_PORT: "NodePort", LOAD_BALANCER: "LoadBalancer"}
_DEFAULT = Located(NODE_PORT, Default("opened on the nodes, as in Swarm, unless exposure.published says otherwise"))
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  # the addresses that mean every interface


NodePort = tuple[int, str]
"""A port that the nodes open, and its protocol in lower case."""


class PublishedPort(NamedTuple):
    """`number` outside leads to `target` of the container; `node` is that number where the nodes open it too."""

    name: Located[str]
    number: Located[int]
    target: Located[int]
    protocol: Located[str]
    application: Located[str] | None
    node: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """`type` is NodePort or LoadBalancer."""

    type: Located[str]
    ports: tuple[PublishedPort, ...]


def publication(
    service: Service, exposure: Exposure, findings: Collector, called: str | None = None, opened: set[NodePort] | None = None
) -> Publication | None:
    """How a service is published; None where no port of it is, with a finding for each port that Swarm did publish.

    Args:
        called: the name of its Service inside the cluster, where that is not the service's own.
        opened: the ports that other services open on the nodes, to which those of this one are added.
    """
    name = service.name.value
    called = called or name
    if in_host_network(service):
        return None  # the Pod says so at each port
    # A port behind a load balancer of its own was mapped to the host for that alone.
    to_balancers = {(one.port.value, "udp" if one.scheme.value == "udp" else "tcp") for one in service.listeners}
    ports = [
        port
        for port in service.ports
        if (port.target.value, port.protocol.value) not in to_balancers and _published(name, called, port, findings)
    ]
    if not ports:
        return None
    way = exposure.services.get(name) or exposure.published or _DEFAULT
    if way.value == NONE:
        for port in ports:
            findings.ignore(
                "T426",
                f"port {_number(port)} of {name} is not published: the configuration says none",
                _unpublished(port),
                help="remove exposure.published: none to publish it",
            )
        return None
    kept: set[NodePort] = set()
    if way.value == NODE_PORT:
        opened = set() if opened is None else opened
        kept = {_node_port(port) for port in ports if _number(port) in NODE_PORTS} - opened
        opened |= kept
        published = dns_1035_label(f"{called}-published")
        for port in ports:
            if _node_port(port) in kept:
                continue
            findings.approximate(
                "T427",
                f"port {_number(port)} of {name} is published at a node port that the cluster chooses",
                port.published.origin if port.published is not None else port.origin,
                help=f"kubectl get service {published} shows it; for the port itself write into translator.yaml: "
                f"exposure: {{services: {{{name}: load-balancer}}}}",
            )
    return Publication(Located(_TYPES[way.value], way.origin), tuple(_ports(name, ports, kept, findings)))


def _published(service: str, called: str, port: Port, findings: Collector) -> bool:
    """Whether callers outside reached the port in Swarm, through any node."""
    if port.mode.value == "host":
        return False  # a port of the node on which a Pod runs: hostPort, in the Pod
    if port.published is None:
        findings.add(
            "T424",
            f"port {port.target.value} of {service} has no published port, so it is reached inside the cluster only",
            port.origin,
            help="write PUBLISHED:TARGET if it is to be reached from outside; Docker chose a free port of the node",
        )
        return False
    address = "" if port.host_ip is None else port.host_ip.value.strip("[]")
    if address.startswith("127.") or address in ("::1", "localhost"):
        findings.ignore(
            "T425",
            f"port {_number(port)} of {service} was published at {address}, for programs on the node itself, "
            "and is reached inside the cluster only",
            _unpublished(port),
            help=f"kubectl port-forward service/{called} {_number(port)}:{port.target.value} opens it for one person",
        )
        return False
    if address not in _EVERYWHERE and port.host_ip is not None:
        findings.approximate(
            "T428",
            f"port {_number(port)} of {service} was published at {address} only, and is at every address of the nodes",
            port.host_ip.origin,
            help="remove the address, or limit who may call with a NetworkPolicy or loadBalancerSourceRanges",
        )
    return True


def _node_port(port: Port) -> NodePort:
    return _number(port), port.protocol.value


def _number(port: Port) -> int:
    return port.target.value if port.published is None else port.published.value


def _unpublished(port: Port) -> Origin:
    """Where it stands that a port is published."""
    parts = (value.origin for value in (port.published, port.host_ip, port.mode) if value is not None)
    return Derived("published port", tuple(dict.fromkeys(origin for origin in parts if not isinstance(origin, Default))))


def _ports(service: str, ports: Sequence[Port], opened: Container[NodePort], findings: Collector) -> Iterator[PublishedPort]:
    """Each published number once, in the order written."""
    found: dict[tuple[int, str], Port] = {}
    for port in ports:
        key = (_number(port), port.protocol.value.upper())
        if found.setdefault(key, port) is not port:
            findings.refuse(
                "T430",
                f"{service} publishes port {key[0]}/{key[1].lower()} twice, and a Service has it once",
                port.origin,
                help="publish one of the two at another port: a Service cannot tell addresses of a node apart",
            )
    names = port_names([(*key, port.name) for key, port in found.items()])
    for ((_, protocol), port), name in zip(found.items(), names, strict=True):
        assert port.published is not None
        number = carrying(port.published, "published port", port.host_ip, _said(port.mode))
        application = port.app_protocol if port.app_protocol is None or LABEL_KEY.accepts(port.app_protocol.value) else None
        node = Located(number.value, Derived("node port", (number.origin,))) if _node_port(port) in opened else None
        yield PublishedPort(name, number, port.target, Located(protocol, port.protocol.origin), application, node)


def _said(mode: Located[str]) -> Located[str] | None:
    return None if isinstance(mode.origin, Default) else mode
