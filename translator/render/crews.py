"""Crews: services whose containers stand in one Pod.

The configuration asks for it (`pods: {web: [nginx, php-fpm]}`), or the stack itself: a container that has the network, the
processes or the shared memory of another service can only stand beside it. The first service leads: the Pod is that of its
workload. A service that can run no container is in no crew.
"""

from collections.abc import Mapping, Sequence

from translator.model.origin import Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render.naming import Names
from translator.render.pods.image import image
from translator.report.collector import Collector

_SHARED = (("network_mode", "the network"), ("pid", "the processes"), ("ipc", "the shared memory"))


@dataclass(frozen=True, slots=True)
class Crew:
    """Services of one Pod, the leader first. `name` is that of the workload; `reasons` say why a companion stands in it;
    `chosen` that the configuration put them there."""

    name: Located[str]
    members: tuple[str, ...]
    reasons: Mapping[str, Origin]
    chosen: bool

    @property
    def leader(self) -> str:
        """The service whose workload it is."""
        return self.members[0]


@dataclass(slots=True)
class _Group:
    """A crew in the making. `pod` is its name in the configuration."""

    pod: str | None
    members: list[str]
    reasons: dict[str, Origin]


def crews(stack: Stack, settings: Settings, names: Names, findings: Collector) -> tuple[Crew, ...]:
    """The crews of a stack, sorted by their leaders; what cannot stand in one is refused, and stands alone."""
    if not settings.pods and not any(_peers(service) for service in stack.services):
        return ()
    services = {one.name.value: one for one in stack.services if _runs(one, settings)}
    groups = _configured(services, settings, findings)
    _add_sharers(stack, services, groups, findings)
    found = []
    for group in groups:
        kept = _compatible(group, services, findings)
        if len(kept) > 1:
            reasons = {one: group.reasons[one] for one in kept[1:]}
            found.append(Crew(_name(group, kept, names, findings), tuple(kept), reasons, group.pod is not None))
    return tuple(sorted(found, key=lambda crew: crew.leader))


def _peers(service: Service) -> list[tuple[str, str, Origin]]:
    """The services that a service shares something with: their names, what, and where that stands."""
    found = []
    for field, what in _SHARED:
        sharing = getattr(service, field)
        if sharing is not None and sharing.peer is not None:
            found.append((sharing.peer, what, sharing.scope.origin))
    return found


def _runs(service: Service, settings: Settings) -> bool:
    job = service.mode is not None and service.mode.value == "global-job"
    return not job and image(service, settings.images, Collector()) is not None  # what is missing is told by the workloads


def _configured(services: Mapping[str, Service], settings: Settings, findings: Collector) -> list[_Group]:
    groups: list[_Group] = []
    taken: dict[str, str] = {}
    for pod, written in settings.pods.items():
        members: dict[str, Origin] = {}
        for item in written:
            if item.value not in services:
                problem, remedy = (
                    f"no container of a service {item.value} is written",
                    "write the name of a service of the stack",
                )
            elif item.value in taken:
                problem, remedy = f"{item.value} stands in the Pod {taken[item.value]}", "name each service once"
            else:
                taken[item.value] = pod
                members[item.value] = item.origin
                continue
            findings.refuse("T235", f"pods.{pod} names {item.value}, but {problem}", item.origin, help=remedy)
        if members:
            groups.append(_Group(pod, list(members), members))
    return groups


def _add_sharers(stack: Stack, services: Mapping[str, Service], groups: list[_Group], findings: Collector) -> None:
    """Puts services beside those that they share with. One that nobody leads leads, so peers come first."""
    for service in stack.services:
        name = service.name.value
        for peer, what, origin in _peers(service) if name in services else ():
            if peer not in services:
                findings.refuse(
                    "T235", f"{name} shares {what} of {peer}, which is not in the output", origin, help=f"correct {peer} first"
                )
                continue
            own, other = _group_of(name, groups), _group_of(peer, groups)
            if own is not None and other is not None and own is not other and own.pod is not None and other.pod is not None:
                findings.refuse(
                    "T235",
                    f"{name} shares {what} of {peer}, and the configuration puts them into the Pods {own.pod} and {other.pod}",
                    origin,
                    help="put both into one Pod",
                )
                continue
            _unite(name, peer, origin, groups)


def _group_of(name: str, groups: Sequence[_Group]) -> _Group | None:
    return next((group for group in groups if name in group.members), None)


def _unite(name: str, peer: str, origin: Origin, groups: list[_Group]) -> None:
    """Joins the groups of two services; that of the configuration keeps its order, else the one that is shared with leads."""
    own, other = _group_of(name, groups), _group_of(peer, groups)
    if own is None:
        own = _Group(None, [name], {name: origin})
        groups.append(own)
    own.reasons.setdefault(name, origin)
    if other is None:
        other = _Group(None, [peer], {peer: origin})
        groups.append(other)
    if own is other:
        return
    first, second = (own, other) if own.pod is not None else (other, own)
    first.members += second.members
    first.reasons |= {one: reason for one, reason in second.reasons.items() if one not in first.reasons}
    if name in second.members:
        first.reasons[name] = origin
    groups.remove(second)


def _compatible(group: _Group, services: Mapping[str, Service], findings: Collector) -> list[str]:
    """The members that can stand beside the first one."""
    kept = group.members[:1]
    for name in group.members[1:]:
        fault = _mode(services[kept[0]], services[name])
        fault = fault or next((found for one in kept if (found := _fault(services[one], services[name])) is not None), None)
        if fault is None:
            kept.append(name)
        else:
            findings.refuse(
                "T235",
                f"{name} cannot stand in the Pod of {kept[0]}: {fault}",
                group.reasons[name],
                help="give it another port, or let it stand alone",
            )
    return kept


def _mode(leader: Service, other: Service) -> str | None:
    """A companion without a mode follows its leader."""
    if other.mode is None or (leader.mode is not None and leader.mode.value == other.mode.value):
        return None
    return f"its mode is {other.mode.value}" if "global" in (other.mode.value, leader.mode and leader.mode.value) else None


def _fault(one: Service, other: Service) -> str | None:
    if _network(one) != _network(other) and not (other.network_mode is not None and other.network_mode.peer is not None):
        return "only one of the two has a network of its own"
    if any(_ends(service) for service in (one, other)):
        return "one of the two runs to its end"
    common = sorted(_ports(one) & _ports(other))
    if common:
        return f"{one.name.value} listens at {common[0][0]}/{common[0][1]}, too"
    return None


def _network(service: Service) -> str:
    """The word by which a service has no network of its own, that of the node or none; else the empty text."""
    sharing = service.network_mode
    return "" if sharing is None or sharing.peer is not None else sharing.scope.value


def _ends(service: Service) -> bool:
    return service.batch is not None or (service.mode is not None and service.mode.value.endswith("-job"))


def _ports(service: Service) -> set[tuple[int, str]]:
    found = {(port.target.value, port.protocol.value) for port in service.ports}
    return found | {(exposed.port.value, exposed.protocol.value) for exposed in service.expose}


def _name(group: _Group, kept: Sequence[str], names: Names, findings: Collector) -> Located[str]:
    """The workload's name: that of the Pod in the configuration, unless a service that stands elsewhere has it."""
    leader = names.services[kept[0]]
    if group.pod is None:
        return leader
    origins = tuple(dict.fromkeys(group.reasons[one] for one in kept))
    holder = next(
        (service for service, name in names.services.items() if name.value == group.pod and service not in kept), None
    )
    if holder is None:
        return Located(group.pod, Derived("pods of the configuration", origins))
    findings.refuse(
        "T235",
        f"the Pod {group.pod} has the name of the service {holder}, which does not stand in it",
        origins[0],
        help=f"give the Pod another name; it is called {leader.value}",
    )
    return leader
