"""Publication: which ports of a service are reached from outside the cluster, and how.

Swarm opened a published port on every node. Here it is a Service of its own beside the one for callers inside, so that nothing
becomes public by being named. Ports of the container alone, of the loopback address, and of single hosts are not part of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from translator.kube.ports import PORT_NAME, port_name
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.service import Port, Service
from translator.model.settings import Exposure
from translator.render.cause import carrying
from translator.report.collector import Collector

NODE_PORT, LOAD_BALANCER, NONE = "node-port", "load-balancer", "none"
_TYPES = {NODE_PORT: "NodePort", LOAD_BALANCER: "LoadBalancer"}
_DEFAULT = Located(NODE_PORT, Default("opened on the nodes, as in Swarm, unless exposure.published says otherwise"))
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  # the addresses that mean every interface
_INVENTED = Default("ports of a Service must have names")


class PublishedPort(NamedTuple):
    """`number` outside leads to `target` of the container."""

    name: Located[str]
    number: Located[int]
    target: Located[int]
    protocol: Located[str]
    application: Located[str] | None


@dataclass(frozen=True, slots=True)
class Publication:
    """`type` is NodePort or LoadBalancer."""

    type: Located[str]
    ports: tuple[PublishedPort, ...]


def publication(service: Service, exposure: Exposure, findings: Collector) -> Publication | None:
    """How a service is published; None where no port of it is, with a finding for each port that Swarm did publish."""
    name = service.name.value
    ports = [port for port in service.ports if _published(name, port, findings)]
    if not ports:
        return None
    way = exposure.services.get(name) or exposure.published or _DEFAULT
    numbers = ", ".join(str(port.published.value) for port in ports if port.published is not None)
    if way.value == NONE:
        for port in ports:
            findings.ignore(
                "T426",
                f"port {_number(port)} of {name} is not published: the configuration says none",
                _unpublished(port),
                help="remove exposure.published: none to publish it",
            )
        return None
    if way.value == NODE_PORT:
        findings.approximate(
            "T427",
            f"{name} is published at node ports that the cluster chooses, not at {numbers}",
            Derived("published ports", tuple(port.published.origin for port in ports if port.published is not None)),
            help=f"kubectl get service {name}-published shows them; for the ports themselves write into translator.yaml: "
            f"exposure: {{services: {{{name}: load-balancer}}}}",
        )
    return Publication(Located(_TYPES[way.value], way.origin), tuple(_ports(ports)))


def _published(service: str, port: Port, findings: Collector) -> bool:
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
            help=f"kubectl port-forward service/{service} {_number(port)}:{port.target.value} opens it for one person",
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


def _number(port: Port) -> int:
    return port.target.value if port.published is None else port.published.value


def _unpublished(port: Port) -> Origin:
    """Where it stands that a port is published."""
    parts = (value.origin for value in (port.published, port.host_ip, port.mode) if value is not None)
    return Derived("published port", tuple(dict.fromkeys(origin for origin in parts if not isinstance(origin, Default))))


def _ports(ports: Sequence[Port]) -> Iterable[PublishedPort]:
    taken: set[str] = set()
    for port in ports:
        assert port.published is not None
        protocol = Located(port.protocol.value.upper(), port.protocol.origin)
        written = port.name
        if written is None or written.value in taken or not PORT_NAME.accepts(written.value):
            written = Located(port_name(port.published.value, protocol.value), _INVENTED)
        taken.add(written.value)
        number = carrying(port.published, "published port", port.host_ip, _said(port.mode))
        yield PublishedPort(written, number, port.target, protocol, port.app_protocol)


def _said(mode: Located[str]) -> Located[str] | None:
    return None if isinstance(mode.origin, Default) else mode
