"""Scheduling: entries of `environment` by which standalone Swarm and Container Service chose a container's node.

`constraint:` compares labels of nodes, `affinity:` looks at the containers that run there, `availability:az` spreads over
zones; a `~` behind the operator only prefers. Swarm acts on new containers alone, and so does the scheduler of Kubernetes.
Numbers of nodes (`aliyun.node_index`) mean nothing outside of the old cluster, so the configuration must name a label for each.
Source: Container Service user guide, scheduling (help pages 56446, 56411 and 48490); Docker Swarm, scheduler filters.
"""

from dataclasses import replace

from translator.kube.names import LABEL_KEY, LABEL_VALUE
from translator.model.deploy import Order
from translator.model.origin import Default, Derived, Located
from translator.model.settings import Nodes
from translator.render.blueprint import Blueprint, Workload
from translator.render.naming import NAME
from translator.render.pods.placement import (
    HOSTNAME_LABEL,
    NOT_KEPT_OFF,
    WITHOUT_IT,
    Neighbour,
    PlacementView,
    Requirement,
    Zones,
)
from translator.report.collector import Collector

_INDEX, _NODE = "aliyun.node_index", "node"
_ZONE = "topology.kubernetes.io/zone"
_KEY = Located(NAME, Default("label of the Pods of a service"))
_Compared = tuple[Located[str], tuple[Located[str], ...]]
"""A label of nodes, and the values that it is compared with."""
_NOT_A_PATTERN = "a label of a node is compared as it is, so it cannot be a pattern"


def scheduled(view: PlacementView, workload: Workload, blueprint: Blueprint, findings: Collector) -> PlacementView:
    """The placement with what the orders of a service add to it; orders that have no counterpart are refused."""
    hard, soft = list(view.requirements), list(view.preferred)
    neighbours = list(view.neighbours)
    zones = view.zones
    for order in workload.service.orders:
        if order.kind == "constraint":
            (soft if order.soft else hard).extend(_constraint(order, blueprint.settings.nodes, findings))
        elif order.kind == "affinity":
            neighbour = _affinity(order, blueprint, findings)
            if neighbour is not None:
                neighbours.append(neighbour)
        elif order.kind == "availability":
            zones = _availability(order, workload, blueprint.settings.nodes, findings) or zones
        else:
            _say_rescheduled(order, findings)
    return replace(view, requirements=tuple(hard), preferred=tuple(soft), neighbours=tuple(neighbours), zones=zones)


def _written(order: Order) -> str:
    sign = ("==" if order.equal else "!=") + ("~" if order.soft else "")
    values = order.values[0] if len(order.values) == 1 else f"({'|'.join(order.values)})"
    return f"{order.kind}:{order.subject}{sign}{values}"


def _constraint(order: Order, nodes: Nodes, findings: Collector) -> tuple[Requirement, ...]:
    """The conditions on labels of the node, all of which must hold; empty where there is none, which a finding says."""
    if any(_is_pattern(value) for value in order.values):
        _refuse(order, _NOT_A_PATTERN, "name each value: (a|b|c)", findings)
        return ()
    found = _numbered(order, nodes, findings) if order.subject == _INDEX else (_labelled(order, nodes, findings),)
    for key, values in found:
        fault = LABEL_KEY.fault(key.value) or next(filter(None, (LABEL_VALUE.fault(value.value) for value in values)), None)
        if fault is not None:
            _refuse(order, f"the label of a node {fault}", "map it in translator.yaml: nodes: {labels: {...}}", findings)
            return ()
    operator = Located("In" if order.equal else "NotIn", Derived("constraint of Swarm", (order.origin,)))
    return tuple(Requirement(key, operator, values[0], values[1:]) for key, values in found)


def _is_pattern(value: str) -> bool:
    return "*" in value or "?" in value or value.startswith("/")


def _numbered(order: Order, nodes: Nodes, findings: Collector) -> tuple[_Compared, ...]:
    """The labels by which the nodes of an order are known, sorted, with their values. A node can be kept off by each of several
    labels, and be one of those by a single one."""
    unknown = [value for value in order.values if value not in nodes.index]
    if unknown:
        rows = ", ".join(f'"{value}": {{{HOSTNAME_LABEL}: NODE}}' for value in unknown)
        findings.refuse(
            "T377",
            f"node {' and '.join(unknown)} of the old cluster has no label that the configuration names",
            order.origin,
            help=f"add to translator.yaml: nodes: {{index: {{{rows}}}}}",
        )
        return ()
    found: dict[str, list[Located[str]]] = {}
    for label, value in (nodes.index[value] for value in order.values):
        found.setdefault(label, []).append(Located(value.value, Derived("nodes.index", (order.origin, value.origin))))
    if order.equal and len(found) > 1:
        findings.refuse(
            "T377",
            f"{_written(order)} names nodes that are known by {len(found)} labels, {' and '.join(sorted(found))}",
            order.origin,
            help="give all of them one label, with a value for each, below nodes.index in translator.yaml",
        )
        return ()
    rule = Derived("nodes.index", (order.origin,))
    return tuple((Located(label, rule), tuple(values)) for label, values in sorted(found.items()))


def _labelled(order: Order, nodes: Nodes, findings: Collector) -> _Compared:
    """The label of the nodes that an order compares, and its values."""
    values = tuple(Located(value, order.origin) for value in order.values)
    if order.subject == _NODE:
        named = [nodes.hostnames.get(value) for value in order.values]
        known = tuple(Located(one.value, Derived("nodes.hostnames", (order.origin, one.origin))) for one in named if one)
        if len(known) == len(values):
            return Located(HOSTNAME_LABEL, order.origin), known
        key = Located(HOSTNAME_LABEL, order.origin)
    else:
        mapped = nodes.labels.get(order.subject)
        if mapped is not None:
            return Located(mapped.value, Derived("nodes.labels", (order.origin, mapped.origin))), values
        key = Located(order.subject, order.origin)
    otherwise = "without one nothing is preferred" if order.soft else WITHOUT_IT if order.equal else NOT_KEPT_OFF
    findings.approximate(
        "T480",
        f"{order.kind}:{order.subject} is taken for the node label {key.value}, and nothing says that a node has it; "
        f"{otherwise}",
        order.origin,
        help=f"kubectl label node NODE {key.value}={order.values[0]}, or map it in translator.yaml under nodes:",
    )
    return key, values


def _affinity(order: Order, blueprint: Blueprint, findings: Collector) -> Neighbour | None:
    """The Pods to run beside or apart from; None where the stack has none, which a finding says."""
    names = [blueprint.names.services[name].value for name in order.services if name in blueprint.names.services]
    if not names:
        if order.equal and not order.soft:
            _refuse(order, "no service of the stack is meant by it", "name a service of the stack", findings)
            return None
        findings.ignore(
            "T379", f"{_written(order)} has no effect: no service of the stack is meant by it", order.origin, help="remove it"
        )
        return None
    if order.subject != "service" or names != list(order.values):
        findings.approximate(
            "T378",
            f"{_written(order)} means {' and '.join(names)} of this stack, and no other Pods of the cluster",
            order.origin,
            help="see that those are the services that were meant",
        )
    rule = Derived("affinity of Swarm", (order.origin,))
    return Neighbour(
        order.equal,
        order.soft,
        _KEY,
        tuple(Located(name, rule) for name in names),
        (blueprint.names.part_of,),
        Located(HOSTNAME_LABEL, Derived("affinities of Swarm look at one node", (order.origin,))),
    )


def _availability(order: Order, workload: Workload, nodes: Nodes, findings: Collector) -> Zones | None:
    if workload.kind.value == "DaemonSet":
        findings.ignore(
            "T462", f"{workload.service.name.value} runs once on every node, so nothing is left to spread", order.origin
        )
        return None
    count = order.values[0] if len(order.values) == 1 else ""
    if (
        order.subject != "az"
        or not order.equal
        or not (count.isascii() and count.isdigit() and len(count) < 5 and int(count) > 0)
    ):
        _refuse(order, "it spreads over a number of zones", "write availability:az==3 or availability:az==~3", findings)
        return None
    mapped = nodes.labels.get("az")
    label = _ZONE if mapped is None else mapped.value
    origins = (order.origin,) if mapped is None else (order.origin, mapped.origin)
    findings.approximate(
        "T378",
        f"{_written(order)} counts zones by the label {label} of the nodes"
        + (", evenly, as far as there are any" if order.soft else ", and Pods wait where there are fewer"),
        order.origin,
        help="see that nodes in so many zones carry it",
    )
    rule = Derived("availability:az", origins)
    if order.soft:
        return Zones(Located(label, rule), Located("ScheduleAnyway", rule), None)
    return Zones(Located(label, rule), Located("DoNotSchedule", rule), Located(int(count), rule))


def _say_rescheduled(order: Order, findings: Collector) -> None:
    findings.ignore(
        "T379",
        f"{order.kind}:{order.subject} needs no counterpart: Kubernetes replaces the Pods of a failed node by itself",
        order.origin,
        help="remove it; the time until then is five minutes, by a toleration of node.kubernetes.io/unreachable",
    )


def _refuse(order: Order, reason: str, remedy: str, findings: Collector) -> None:
    findings.refuse("T380", f"{_written(order)} cannot be kept: {reason}", order.origin, help=remedy)
