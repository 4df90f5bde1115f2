"""Waves: the start order of a stack. A service is one wave above the highest of those that it waits for.

`apply` brings up one wave after the other. An order with a circle in it is none: as `docker compose` does, every dependency
that is part of a circle is refused; the others keep their meaning.
"""

from collections.abc import Iterable, Mapping, Sequence

from translator.model.connection import Dependency
from translator.model.service import Service
from translator.report.collector import Collector

Graph = Mapping[str, tuple[Dependency, ...]]
"""Service -> what it waits for, among the services that are written."""


def dependencies(services: Iterable[Service], findings: Collector) -> Graph:
    """What each service waits for, by name; what cannot hold is left out, with a finding."""
    graph = {service.name.value: service.depends_on for service in services}
    result: dict[str, tuple[Dependency, ...]] = {}
    circle = _circles(graph) if any(graph.values()) else {}
    for name, wanted in graph.items():
        kept = []
        for dependency in wanted:
            other = dependency.service.value
            if other not in graph:
                findings.approximate(
                    "T459",
                    f"{name} waits for {other}, which is not in the output, so it waits for nothing",
                    dependency.origin,
                    help=f"correct what keeps {other} from the output, or remove the dependency",
                )
            elif name in circle and circle[name] == circle.get(other):
                findings.refuse(
                    "T454",
                    f"{name} waits for {other}, and {other} waits for {name}" if name != other else f"{name} waits for itself",
                    dependency.origin,
                    help="remove one dependency of the circle: no order of starting satisfies it",
                )
            else:
                kept.append(dependency)
        result[name] = tuple(kept)
    return result


def depths(graph: Graph) -> Mapping[str, int]:
    """The wave of each service of a graph without circles, from 0."""
    result: dict[str, int] = {}
    for start in graph:
        stack = [start]
        while stack:
            name = stack[-1]
            open_ones = [d.service.value for d in graph[name] if d.service.value not in result]
            if open_ones:
                stack.extend(open_ones)
            else:
                result[name] = max((result[d.service.value] + 1 for d in graph[name]), default=0)
                stack.pop()
    return result


def _circles(graph: Graph) -> Mapping[str, int]:
    """The number of the circle for each name that lies on one: strongly connected components, by Tarjan, without recursion."""
    edges: dict[str, Sequence[str]] = {
        name: [d.service.value for d in wanted if d.service.value in graph] for name, wanted in graph.items()
    }
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_names: dict[str, None] = {}
    circles: dict[str, int] = {}
    for root in edges:
        work = [] if root in index else [(root, iter(edges[root]))]
        while work:
            name, rest = work[-1]
            if name not in index:
                index[name] = low[name] = len(index)
                open_names[name] = None
            following = next(rest, None)
            if following is not None:
                if following not in index:
                    work.append((following, iter(edges[following])))
                elif following in open_names:
                    low[name] = min(low[name], index[following])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[name])
            if low[name] == index[name]:
                _close(name, open_names, edges, circles)
    return circles


def _close(name: str, open_names: dict[str, None], edges: Mapping[str, Sequence[str]], circles: dict[str, int]) -> None:
    """Takes the component that begins with `name` off the open names; alone, it is a circle only if it names itself."""
    members: list[str] = []
    while not members or members[-1] != name:
        members.append(open_names.popitem()[0])
    if len(members) > 1 or name in edges[name]:
        number = len(circles)
        circles.update(dict.fromkeys(members, number))
