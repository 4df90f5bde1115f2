"""The order of starting, and the circles in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.render.stacks import at, here, rendered, service, stack
from translator.model.connection import Dependency
from translator.model.finding import Verdict
from translator.model.service import Service
from translator.render.waves import dependencies, depths
from translator.report.collector import Collector


def after(name: str, *others: str) -> Service:
    """A service that waits for others."""
    place = ("services", name, "depends_on")
    waits = tuple(Dependency(here(o, *place, o), here("service_started", *place, o), at(*place, o)) for o in others)
    return service(name, depends_on=waits)


def test_a_service_is_one_wave_above_the_highest_that_it_waits_for() -> None:
    findings = Collector()
    graph = dependencies([after("db"), after("api", "db"), after("web", "api", "db")], findings)
    assert depths(graph) == {"db": 0, "api": 1, "web": 2}
    assert len(findings) == 0


def test_each_dependency_of_a_circle_is_refused_and_the_others_hold() -> None:
    findings = Collector()
    graph = dependencies([after("a", "b"), after("b", "c"), after("c", "a", "db"), after("db"), after("web", "a")], findings)
    assert {name: [d.service.value for d in kept] for name, kept in graph.items()} == {
        "a": [],
        "b": [],
        "c": ["db"],
        "db": [],
        "web": ["a"],
    }
    refused = [(finding.code, finding.verdict, finding.source and finding.source.path[1:]) for finding in findings]
    assert refused == [
        ("T454", Verdict.REFUSED, ("a", "depends_on", "b")),
        ("T454", Verdict.REFUSED, ("b", "depends_on", "c")),
        ("T454", Verdict.REFUSED, ("c", "depends_on", "a")),
    ]


def test_a_service_that_waits_for_itself_is_a_circle() -> None:
    findings = Collector()
    assert depths(dependencies([after("a", "a")], findings)) == {"a": 0}
    assert [finding.code for finding in findings] == ["T454"]


def test_a_dependency_between_two_circles_holds() -> None:
    findings = Collector()
    graph = dependencies([after("a", "b"), after("b", "a", "c"), after("c", "d"), after("d", "c")], findings)
    assert [d.service.value for d in graph["b"]] == ["c"]
    assert len(findings) == 4


def test_what_is_not_written_is_not_awaited() -> None:
    findings = Collector()
    assert dependencies([after("web", "gone")], findings) == {"web": ()}
    assert [(finding.code, finding.verdict) for finding in findings] == [("T459", Verdict.APPROXIMATED)]


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    names = [f"s{number:05}" for number in range(5_000)]
    chain = [after(names[0]), *(after(name, before) for before, name in pairwise(names))]
    assert depths(dependencies(chain, Collector()))[names[-1]] == 4_999


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=25))
def test_what_is_kept_can_be_ordered_and_only_circles_are_refused(edges: list[tuple[int, int]]) -> None:
    wanted = {f"s{n}": sorted({f"s{b}" for a, b in edges if a == n}) for n in range(8)}
    findings = Collector()
    graph = dependencies([after(name, *others) for name, others in wanted.items()], findings)
    order = depths(graph)
    for name, kept in graph.items():
        assert all(order[d.service.value] < order[name] for d in kept)
    refused = {(f.source.path[1], f.source.path[3]) for f in findings if f.source is not None}
    for waiting, awaited in refused:
        assert waiting in _reachable(str(awaited), wanted)


def _reachable(start: str, edges: dict[str, list[str]]) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(edges[name])
    return seen


def test_a_workload_of_a_higher_wave_says_what_it_waits_for() -> None:
    made, _ = rendered(stack(after("first"), after("other"), after("second", "first"), after("third", "second", "other")))
    assert {each.name: (each.wave, each.needs) for each in made.values() if each.kind == "Deployment"} == {
        "first": (0, None),
        "other": (0, None),
        "second": (1, {"first"}),
        "third": (2, {"second", "other"}),
    }
