"""Joining: what is said of each service of a crew, and is one thing for a Pod, becomes the leader's.

What can stand together does: lines of the hosts file, name servers, labels, constraints, kernel parameters, what is waited for.
Of what a Pod has once the leader's counts, and another value of a companion is told. A companion keeps what is its container's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from translator.model.connection import Dependency
from translator.model.container import Label
from translator.model.deploy import Placement
from translator.model.origin import Derived, Located, Origin
from translator.model.service import Service
from translator.model.stack import Stack
from translator.render.blueprint import Workload
from translator.render.cause import carrying
from translator.render.crews import Crew
from translator.render.naming import NAME, Names
from translator.render.view import Pairs
from translator.report.collector import Collector

_TOGETHER = (
    "extra_hosts",
    "dns",
    "dns_search",
    "dns_options",
    "orders",
    "sysctls",
    "group_add",
)
_KEYED = ("labels", "annotations", "deploy_labels")
_ONCE = (
    "mode",
    "replicas",
    "restart",
    "restart_policy",
    "update_config",
    "rollback_config",
    "hostname",
    "domainname",
    "auto_scaling",
    "monitoring",
    "platform",
    "runtime",
    "userns_mode",
    "init",
    "network_mode",
    "pid",
    "ipc",
    "uts",
)
_SHARES = ("network_mode", "pid", "ipc")
_ANYWHERE = Placement()


def joined(stack: Stack, crews: Sequence[Crew], findings: Collector) -> Stack:
    """The stack, in which the leader of each crew says what is said of its Pod."""
    services = {service.name.value: service for service in stack.services}
    for crew in crews:
        for name in crew.members[1:]:
            services[crew.leader], services[name] = _merged(services[crew.leader], services[name], findings)
        _join_dependencies(crew, services, findings)
    return replace(stack, services=tuple(services[service.name.value] for service in stack.services))


def selected(names: Names, crews: Sequence[Crew]) -> Names:
    """The names, with one selector for all services of a crew."""
    selectors = dict(names.selectors)
    for crew in crews:
        for name in crew.members:
            selectors[name] = tuple((key, crew.name if key.value == NAME else value) for key, value in selectors[name])
    return replace(names, selectors=selectors)


def manned(workloads: Mapping[str, Workload], crews: Sequence[Crew]) -> Mapping[str, Workload]:
    """The workloads, in which those of companions are part of their leader's."""
    result = dict(workloads)
    for crew in crews:
        leader = replace(result[crew.leader], name=crew.name, chosen=crew.chosen)
        companions = tuple(
            replace(
                result[name],
                kind=leader.kind,
                name=leader.name,
                replicas=leader.replicas,
                waits=(),
                scaler=None,
                inside=crew.leader,
                chosen=crew.chosen,
            )
            for name in crew.members[1:]
        )
        result |= {companion.service.name.value: companion for companion in companions}
        result[crew.leader] = replace(leader, companions=companions)
    return result


def labelled(labels: Mapping[str, Pairs], crews: Sequence[Crew]) -> Mapping[str, Pairs]:
    """The labels of Pods, in which a crew has all those of its members."""
    result = dict(labels)
    for crew in crews:
        together: dict[str, tuple[Located[str], Located[str]]] = {}
        for name in crew.members:
            for key, value in labels[name]:
                other = together.setdefault(key.value, (key, value))
                if other[1].value == value.value:
                    together[key.value] = (other[0], carrying(other[1], "services of one Pod", key, value))
        result |= dict.fromkeys(crew.members, tuple(together.values()))
    return result


def _merged(leader: Service, companion: Service, findings: Collector) -> tuple[Service, Service]:
    """Both services, after the companion has handed over what is the Pod's."""
    lead: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for field in _TOGETHER:
        if getattr(companion, field):
            lead[field] = (*getattr(leader, field), *getattr(companion, field))
            rest[field] = ()
    for field in _KEYED:
        if getattr(companion, field):
            lead[field] = _labels(field, leader, companion, findings)
            rest[field] = ()
    for field in _ONCE:
        value = getattr(companion, field)
        if value is None or (field in _SHARES and value.scope.value == "service" and field != "pid"):
            continue  # whom it shares with is why it stands here, and its container says so
        rest[field] = None
        if getattr(leader, field) is None and field not in ("replicas", "mode", "auto_scaling"):
            lead[field] = value
        else:
            _say_once(field, leader, companion, value, findings)
    if companion.placement != _ANYWHERE:
        lead["placement"], rest["placement"] = _placement(leader, companion, findings), _ANYWHERE
    if companion.stop_grace_period is not None:
        lead["stop_grace_period"], rest["stop_grace_period"] = _grace(leader, companion, findings), None
    return replace(leader, **lead), replace(companion, **rest)


def _say_once(field: str, leader: Service, companion: Service, value: Any, findings: Collector) -> None:
    origin, name = _origin(value), companion.name.value
    if _plain(value) == _plain(getattr(leader, field)):
        findings.ignore("T462", f"{field} of {name} says what {leader.name.value} says for their Pod", origin)
    else:
        findings.approximate(
            "T449",
            f"{field} of {name} is that of the Pod, which {leader.name.value} decides",
            origin,
            help=f"write it at {leader.name.value} if it is to hold for both",
        )


def _plain(value: Any) -> Any:
    """A value without the places that it comes from."""
    if isinstance(value, Located):
        return _plain(value.value)
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return tuple(_plain(getattr(value, field.name)) for field in fields(value) if field.name != "origin")
    return value


def _origin(value: Any) -> Origin:
    found = getattr(value, "origin", None)
    if found is not None:
        return found  # type: ignore[no-any-return]  # every field of that name is an Origin
    parts = (getattr(value, field.name) for field in fields(value))
    return Derived("parts of one value", tuple(part.origin for part in parts if isinstance(part, Located)))


def _labels(field: str, leader: Service, companion: Service, findings: Collector) -> tuple[Label, ...]:
    known = {label.key.value: label.value.value for label in getattr(leader, field)}
    added = []
    for label in getattr(companion, field):
        key = label.key.value
        if key not in known:
            added.append(label)
        elif known[key] == label.value.value:
            findings.ignore("T462", f"{leader.name.value} has the label {key} for their Pod already", label.value.origin)
        else:
            findings.approximate(
                "T449",
                f"the label {key} of {companion.name.value} has another value at {leader.name.value}, which counts for the Pod",
                label.value.origin,
                help="give the label another name in one of the two",
            )
    return (*getattr(leader, field), *added)


def _placement(leader: Service, companion: Service, findings: Collector) -> Placement:
    own, other = leader.placement, companion.placement
    most = own.max_replicas_per_node or other.max_replicas_per_node
    if own.max_replicas_per_node is not None and other.max_replicas_per_node is not None:
        _say_most(leader, companion, other.max_replicas_per_node, findings)
    return Placement((*own.constraints, *other.constraints), (*own.spread, *other.spread), most)


def _say_most(leader: Service, companion: Service, most: Located[int], findings: Collector) -> None:
    findings.approximate(
        "T449",
        f"max_replicas_per_node of {companion.name.value} is that of the Pod, which {leader.name.value} decides",
        most.origin,
        help=f"write it at {leader.name.value}",
    )


def _grace(leader: Service, companion: Service, findings: Collector) -> Any:
    """The longer of two grace periods: the Pod stops when all its containers have."""
    one, other = leader.stop_grace_period, companion.stop_grace_period
    if one is None or other is None:
        return one or other
    longer, shorter = (one, other) if one.value >= other.value else (other, one)
    findings.ignore("T462", "the containers of a Pod have one grace period, the longest", shorter.origin)
    return longer


def _join_dependencies(crew: Crew, services: dict[str, Service], findings: Collector) -> None:
    """The leader waits for what any member waits for. Who waits for a companion waits for the leader, too."""
    wanted: list[Dependency] = []
    for name in crew.members:
        for dependency in services[name].depends_on:
            if dependency.service.value in crew.members:
                findings.approximate(
                    "T449",
                    f"{name} and {dependency.service.value} stand in one Pod and start together; neither waits for the other",
                    dependency.origin,
                    help="let the program try again until the other one answers",
                )
            else:
                wanted.append(dependency)
    services[crew.leader] = replace(services[crew.leader], depends_on=tuple(wanted))
    for name in crew.members[1:]:
        reason = crew.reasons[name]
        started = Located("service_started", reason)
        beside = Dependency(Located(crew.leader, reason), started, reason)
        services[name] = replace(services[name], depends_on=(beside,))
