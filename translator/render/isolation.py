"""Isolation: the networks of a stack as NetworkPolicies, where `networks.policies` of the configuration asks for them.

In Docker a container is reached by those with which it shares a network, and by everybody at its published ports; from an
internal network nothing outside is reached. In a cluster every Pod reaches every other until a policy selects it; then only
what some policy allows. So Pods bear a mark for each network, one policy for each network lets its members in, one for each
service lets everybody in at published ports and routes, and one for each service with internal networks alone keeps it inside.
Source: Kubernetes documentation, Network Policies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field

from translator.kube.names import dns_label, hashed
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Network, Stack
from translator.render.naming import Names, free
from translator.render.view import Pairs
from translator.report.collector import Collector

PREFIX = "network.translator/"
"""Before the name of a network in the label by which its Pods are known."""

INGRESS = Located("Ingress", Default("a policy of what may come in"))
EGRESS = Located("Egress", Default("a policy of what may go out"))
_DNS = Default("names must be found, wherever the cluster's DNS runs")
_LOOPBACK = ("127.", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class PolicyPort:
    """A port of a rule."""

    number: Located[int]
    protocol: Located[str]


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is at the other end: Pods with labels in the same namespace, all Pods of some namespaces, or, with neither, all Pods
    of all namespaces."""

    pods: Pairs = ()
    namespaces: tuple[Located[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is allowed: `peers` at `ports`; none of the one, or of the other, means any."""

    peers: tuple[Peer, ...] = ()
    ports: tuple[PolicyPort, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A NetworkPolicy: `direction` is Ingress or Egress; `service` the one that it is for, None for a network."""

    name: Located[str]
    service: str | None
    direction: Located[str]
    selector: Pairs
    rules: tuple[Rule, ...]

    @property
    def inward(self) -> bool:
        """Whether it says what may come in."""
        return self.direction is INGRESS


@dataclass(frozen=True, slots=True)
class Isolation:
    """The policies of a stack, and the marks of the Pods of each service."""

    policies: tuple[Policy, ...] = ()
    marks: Mapping[str, Pairs] = field(default_factory=dict)


def isolation(stack: Stack, settings: Settings, names: Names, findings: Collector) -> Isolation:
    """The policies of the services that are written; none unless the configuration asks for them."""
    wanted = settings.networks.policies
    if wanted is None or wanted.value.lower() != "true":
        return Isolation()
    networks = {network.key.value: network for network in stack.networks}
    services = [service for service in stack.services if service.networks]
    marks = {service.name.value: tuple(_marks(service, networks)) for service in services}
    # Several services may stand in one Pod, which reaches the world if one of them does.
    reaching = {_selected(one, names) for one in services if not _is_closed(one, networks)}
    taken: set[str] = set()
    policies = [
        *(_of_network(networks[key], names, taken) for key in sorted(networks)),
        *(policy for service in services for policy in _published(service, names, taken)),
        *(_closed(one, networks, marks, names, taken) for one in services if _selected(one, names) not in reaching),
    ]
    findings.add(
        "T244",
        f"{len(policies)} NetworkPolicies are written, which hold where the network plugin of the cluster enforces them",
        wanted.origin,
        help="see that it does: flannel alone, for one, does not",
    )
    return Isolation(tuple(policies), marks)


def _mark(network: Network, *origins: Origin) -> tuple[Located[str], Located[str]]:
    """The label of the Pods of a network."""
    key = network.key.value
    label = dns_label(key)
    label = label if label == key else dns_label(f"{label}-{hashed(key)}")
    causes = [network.key.origin, *(part.origin for part in (network.internal, network.external, network.name) if part)]
    rule = Derived("mark of a network", tuple(dict.fromkeys((*causes, *origins))))
    return Located(PREFIX + label, rule), Located("true", rule)


def _marks(service: Service, networks: Mapping[str, Network]) -> Iterator[tuple[Located[str], Located[str]]]:
    for attachment in service.networks:
        if attachment.network.value in networks:
            yield _mark(networks[attachment.network.value], attachment.origin)


def _of_network(network: Network, names: Names, taken: set[str]) -> Policy:
    """Its members let one another in, and those of other stacks that join it."""
    pair = _mark(network)
    selector = (pair, names.part_of)
    peers = [Peer(selector)]
    if network.shared:
        rule = Derived("stacks that share the network", (network.origin,))
        peers.append(Peer(namespaces=tuple(Located(namespace, rule) for namespace in network.shared)))
    elif network.external is not None and network.external.value:
        peers.append(Peer())
    name = Located(free(f"network-{network.key.value}", taken), Derived("name of a network", (network.key.origin,)))
    return Policy(name, None, INGRESS, selector, (Rule(tuple(peers)),))


def _published(service: Service, names: Names, taken: set[str]) -> Iterator[Policy]:
    """Everybody may call what is open to everybody."""
    own = service.name.value
    ports = tuple(_open(service))
    if ports:
        yield Policy(_called(own, "published", names, taken), own, INGRESS, names.selectors[own], (Rule((), ports),))


def _closed(
    service: Service, networks: Mapping[str, Network], marks: Mapping[str, Pairs], names: Names, taken: set[str]
) -> Policy:
    """A service of internal networks alone calls their members, and DNS."""
    own = service.name.value
    joined = _joined(service, networks)
    inside = tuple(Peer((mark, names.part_of)) for mark in marks[own])
    beyond = sorted({namespace for network in joined for namespace in network.shared})
    if beyond:
        rule = Derived("stacks that share the network", tuple(network.origin for network in joined))
        inside = (*inside, Peer(namespaces=tuple(Located(namespace, rule) for namespace in beyond)))
    lookup = Rule((), tuple(PolicyPort(Located(53, _DNS), Located(protocol, _DNS)) for protocol in ("UDP", "TCP")))
    name = _called(own, "internal", names, taken)
    return Policy(name, own, EGRESS, names.selectors[own], (Rule(inside), lookup))


def _is_closed(service: Service, networks: Mapping[str, Network]) -> bool:
    joined = _joined(service, networks)
    return bool(joined) and all(network.internal is not None and network.internal.value for network in joined)


def _joined(service: Service, networks: Mapping[str, Network]) -> list[Network]:
    return [networks[one.network.value] for one in service.networks if one.network.value in networks]


def _selected(service: Service, names: Names) -> tuple[str, ...]:
    """The labels that select the Pods of a service, without their origins."""
    return tuple(f"{key.value}={value.value}" for key, value in names.selectors[service.name.value])


def _called(service: str, what: str, names: Names, taken: set[str]) -> Located[str]:
    name = names.services[service]
    return Located(free(f"{name.value}-{what}", taken), Derived("name of the service", (name.origin,)))


def _open(service: Service) -> Iterator[PolicyPort]:
    """The container ports at which everybody may call: published ones, and those of routes and load balancers."""
    found: dict[tuple[int, str], list[Origin]] = {}
    for port in service.ports:
        local = port.host_ip is not None and port.host_ip.value.startswith(_LOOPBACK)
        if not local and (port.published is not None or port.mode.value == "ingress"):
            found.setdefault((port.target.value, port.protocol.value.upper()), []).append(port.target.origin)
    for route in service.routes:
        found.setdefault((route.port.value, "TCP"), []).append(route.port.origin)
    for listener in service.listeners:
        protocol = "UDP" if listener.scheme.value == "udp" else "TCP"
        found.setdefault((listener.port.value, protocol), []).append(listener.port.origin)
    for passed in service.proxy.tcp_ports if service.proxy is not None else ():
        found.setdefault((passed.value, "TCP"), []).append(passed.origin)
    for (number, protocol), origins in sorted(found.items()):
        rule = Derived("a port that is open to everybody", tuple(dict.fromkeys(origins)))
        yield PolicyPort(Located(number, rule), Located(protocol, rule))
