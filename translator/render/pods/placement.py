"""Placement: on which nodes the Pods of a service may run, and how they spread.

Swarm's words for nodes are its own; the configuration maps them to labels of Kubernetes nodes (`nodes.labels`,
`nodes.hostnames`). What is not mapped is taken as it is, and said: a Pod that no node fits waits for ever. Constraints are
required, as in Swarm; preferences only prefer.
"""

from translator.kube.names import LABEL_KEY, LABEL_VALUE
from translator.model.deploy import Constraint
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Nodes
from translator.render.blueprint import Workload
from translator.render.view import Pairs
from translator.report.collector import Collector

HOSTNAME_LABEL = "kubernetes.io/hostname"
CONTROL_PLANE = "node-role.kubernetes.io/control-plane"
_ROLE = "node.role"
_PLATFORM = {"node.platform.os": "kubernetes.io/os", "node.platform.arch": "kubernetes.io/arch"}
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "armv7l": "arm", "armv6l": "arm", "i386": "386", "i686": "386"}
_LABEL_PREFIXES = ("node.labels.", "engine.labels.")
WITHOUT_IT = "without one the Pod waits for ever"
"""What comes of a label that a Pod wants of its node, where no node has it."""
NOT_KEPT_OFF = "nodes without it are not kept off"
_LIMIT = Default("max_replicas_per_node counts by node")
_WEIGHT = Located(100, Default("a preference of Swarm has no weight"))


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition on a label of the node. `operator` is In, NotIn, Exists or DoesNotExist; `value` None for the last two."""

    key: Located[str]
    operator: Located[str]
    value: Located[str] | None
    more: tuple[Located[str], ...] = ()
    """Further values, any of which will do."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Pods to run on one node with (`together`), or apart from, told by the values of a label and by further labels."""

    together: bool
    soft: bool
    key: Located[str]
    values: tuple[Located[str], ...]
    labels: Pairs
    topology: Located[str]


@dataclass(frozen=True, slots=True)
class Zones:
    """A spread over the values of `label`; `least` is how many there must be, None where it does not matter."""

    label: Located[str]
    otherwise: Located[str]
    least: Located[int] | None


@dataclass(frozen=True, slots=True)
class PlacementView:
    """`requirements` all hold for the node; `apart` is the label by which no two Pods share a node; `spread` are labels over
    which the Pods spread; `control_plane` lets them run on the nodes that run Kubernetes itself."""

    requirements: tuple[Requirement, ...] = ()
    apart: Located[str] | None = None
    spread: tuple[Located[str], ...] = ()
    control_plane: Located[str] | None = None
    preferred: tuple[Requirement, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    zones: Zones | None = None

    @property
    def affine(self) -> bool:
        """Whether there is anything for `affinity`."""
        return bool(self.requirements or self.preferred or self.neighbours) or self.apart is not None

    @property
    def near(self) -> tuple[Neighbour, ...]:
        """The Pods to run with."""
        return tuple(one for one in self.neighbours if one.together)

    @property
    def far(self) -> tuple[Neighbour, ...]:
        """The Pods to run apart from."""
        return tuple(one for one in self.neighbours if not one.together)

    @property
    def weight(self) -> Located[int]:
        """How strongly soft orders prefer."""
        return _WEIGHT


_ANYWHERE = PlacementView()


def placement(workload: Workload, nodes: Nodes, findings: Collector) -> PlacementView:
    """The placement of a workload's Pods."""
    written = workload.service.placement
    if not written.constraints and not written.spread and written.max_replicas_per_node is None:
        return _ANYWHERE
    found = [requirement for c in written.constraints if (requirement := _requirement(c, nodes, findings)) is not None]
    manager = next((r.key for r in found if r.key.value == CONTROL_PLANE and r.operator.value == "Exists"), None)
    everywhere = workload.kind.value == "DaemonSet"
    if everywhere:
        _say_everywhere(workload.service, findings)
    return PlacementView(
        tuple(found),
        None if everywhere else _apart(workload.service, findings),
        () if everywhere else _spread(workload.service, nodes, findings),
        manager,
    )


def _requirement(constraint: Constraint, nodes: Nodes, findings: Collector) -> Requirement | None:
    """The condition for one constraint; None where there is none, which a finding says."""
    attribute, origin = constraint.attribute, constraint.origin
    if attribute == _ROLE and _ROLE not in nodes.labels:
        return _role(constraint, findings)
    found = _label(constraint, nodes)
    if found is None:
        _refuse(constraint, "no label of a node says it", findings)
        return None
    key, value, mapped = found
    fault = LABEL_KEY.fault(key.value) or LABEL_VALUE.fault(value)
    if fault is not None:
        _refuse(constraint, f"the label of a node {fault}", findings)
        return None
    if not mapped:
        findings.approximate(
            "T480",
            f"{attribute} is taken for the node label {key.value}, and nothing says that a node has it; "
            f"{WITHOUT_IT if constraint.equal else NOT_KEPT_OFF}",
            origin,
            help=f"kubectl label node NODE {key.value}={value}, or map it in translator.yaml under nodes:",
        )
    operator = "In" if constraint.equal else "NotIn"
    rule = "constraint == of Swarm" if constraint.equal else "constraint != of Swarm"
    return Requirement(key, Located(operator, Derived(rule, (origin,))), Located(value, key.origin))


def _label(constraint: Constraint, nodes: Nodes) -> tuple[Located[str], str, bool] | None:
    """Key and value of the node label for a constraint, and whether the configuration or Kubernetes vouches for it."""
    attribute, value, origin = constraint.attribute, constraint.value, constraint.origin
    if attribute in ("node.hostname", "node.id"):
        named = nodes.hostnames.get(value)
        if named is not None:
            return Located(HOSTNAME_LABEL, Derived("nodes.hostnames", (origin, named.origin))), named.value, True
        if attribute == "node.hostname" and attribute not in nodes.labels:
            return Located(HOSTNAME_LABEL, origin), value, False
    if attribute in _PLATFORM and attribute not in nodes.labels:
        plain = value.lower()  # Swarm compares without regard to case
        return Located(_PLATFORM[attribute], origin), _ARCHITECTURES.get(plain, plain), True
    label = next((attribute.removeprefix(p) for p in _LABEL_PREFIXES if attribute.startswith(p)), None)
    mapped = nodes.labels.get(attribute) or (None if label is None else nodes.labels.get(label))
    if mapped is not None:
        return Located(mapped.value, Derived("nodes.labels", (origin, mapped.origin))), value, True
    return None if label is None else (Located(label, origin), value, False)


def _role(constraint: Constraint, findings: Collector) -> Requirement | None:
    """Swarm's managers are the nodes of the control plane, which carry a label without a value."""
    if constraint.value not in ("manager", "worker"):
        _refuse(constraint, "a role is manager or worker", findings)
        return None
    origin = constraint.origin
    manager = (constraint.value == "manager") == constraint.equal
    if manager:
        findings.approximate(
            "T480",
            "managers are taken for the nodes of the control plane; a managed cluster has none that run Pods, and there the "
            "Pod waits for ever",
            origin,
            help="remove the constraint, or name a node label for it: nodes: {labels: {node.role: example.com/role}}",
        )
    operator = Located("Exists" if manager else "DoesNotExist", Derived("role of the node", (origin,)))
    return Requirement(Located(CONTROL_PLANE, origin), operator, None)


def _apart(service: Service, findings: Collector) -> Located[str] | None:
    most = service.placement.max_replicas_per_node
    if most is None:
        return None
    if most.value == 1:
        origins: tuple[Origin, ...] = (most.origin, _LIMIT)
        return Located(HOSTNAME_LABEL, Derived("at most one Pod on a node", origins))
    findings.refuse(
        "T481",
        f"at most {most.value} Pods of {service.name.value} may run on a node, and Kubernetes bounds only one or none",
        most.origin,
        help="write 1, or remove it and let requests of resources spread the Pods",
    )
    return None


def _spread(service: Service, nodes: Nodes, findings: Collector) -> tuple[Located[str], ...]:
    keys: dict[str, Located[str]] = {}
    for attribute in service.placement.spread:
        key = _each_node(attribute, nodes) or _label(Constraint(attribute.value, True, "", attribute.origin), nodes)
        if key is None or LABEL_KEY.fault(key[0].value) is not None:
            findings.refuse(
                "T479",
                f"Pods cannot spread over {attribute.value}, for which a node has no label",
                attribute.origin,
                help="map it to a label of the nodes in translator.yaml: nodes: {labels: {...}}",
            )
            continue
        if not key[2]:
            findings.approximate(
                "T480",
                f"Pods spread over the node label {key[0].value}; nodes without it are left out of the count",
                attribute.origin,
                help=f"kubectl label node NODE {key[0].value}=VALUE, or map it in translator.yaml under nodes:",
            )
        keys.setdefault(key[0].value, key[0])
    return tuple(keys.values())


def _each_node(attribute: Located[str], nodes: Nodes) -> tuple[Located[str], str, bool] | None:
    """The label that tells each node from every other, as its id and its host name do; None for other attributes, and where
    the configuration says otherwise."""
    if attribute.value not in ("node.id", "node.hostname") or attribute.value in nodes.labels:
        return None
    return Located(HOSTNAME_LABEL, Derived("each node has a name of its own", (attribute.origin,))), "", True


def _say_everywhere(service: Service, findings: Collector) -> None:
    written = service.placement
    values = (*written.spread, *(() if written.max_replicas_per_node is None else (written.max_replicas_per_node,)))
    for value in values:
        findings.ignore("T462", f"{service.name.value} runs once on every node, so nothing is left to spread", value.origin)


def _refuse(constraint: Constraint, reason: str, findings: Collector) -> None:
    sign = "==" if constraint.equal else "!="
    findings.refuse(
        "T479",
        f"the constraint {constraint.attribute} {sign} {constraint.value} cannot be kept: {reason}",
        constraint.origin,
        help="map it to a label of the nodes in translator.yaml (nodes: {labels: {...}, hostnames: {...}}), or remove it",
    )
