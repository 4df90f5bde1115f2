"""Precedence: in which order the rules of Ingresses are asked, where the program behind them does not sort by itself.

Kubernetes wants exact hosts before wildcards, and long paths before short ones. nginx does so whatever the order. ALB asks the
rules of its Ingresses one after the other, first those with a small number in the annotation `order` (10 without it), then by
namespace and name, and within an Ingress as they are written; the first that fits has the request. So rules are written narrow
before wide, and Ingresses have numbers where their names do not order them rightly, or where weights of the custom proxy do.
Two Ingresses of one instance must not have the same. Sources: ACK user guide, "configure forwarding rule priorities";
cloud-provider-alibaba-cloud, `pkg/controller/ingress`.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from translator.model.origin import Derived, Located, Origin
from translator.render.drafts import Draft, called, divided
from translator.render.targets import ANY, Target
from translator.report.collector import Collector

_LAST = 1000
"""The greatest number that ALB takes."""
_RULE = "narrow rules are asked before wide ones"


def arranged(drafts: Sequence[Draft], findings: Collector) -> tuple[Draft, ...]:
    """The drafts for ALB, with numbers where they need them; those that belong before and behind another one are in parts."""
    found = [replace(draft, targets=tuple(sorted(draft.targets, key=_width))) for draft in divided(drafts)]
    later = _later(found)
    sequence = _sequence(found, later)
    if len(sequence) < len(found):
        found = _parted(found, frozenset(range(len(found))) - frozenset(sequence))
        later = _later(found)
        sequence = _sequence(found, later)
    sequence.sort(key=lambda one: -_weight(found[one]))
    by_name = all(found[one].name.value < found[other].name.value for one, others in later.items() for other in others)
    weighed = any(draft.weight is not None for draft in found)
    if by_name and not weighed:
        return tuple(found)
    touching = {one for one, others in later.items() if others} | {other for others in later.values() for other in others}
    numbered = [one for one in sequence if one in touching or found[one].weight is not None]
    for number, one in enumerate(numbered, 1):
        found[one] = replace(found[one], order=Located(str(min(number, _LAST)), Derived(_RULE, _causes(found[one]))))
    _say(found, numbered, findings)
    return tuple(found)


def _parted(drafts: Sequence[Draft], which: frozenset[int]) -> list[Draft]:
    """The drafts, of which some become one for each target; the widest target keeps the name."""
    taken = {draft.name.value for draft in drafts}
    found: list[Draft] = []
    for place, draft in enumerate(drafts):
        if place not in which:
            found.append(draft)
            continue
        *narrow, widest = draft.targets
        found.append(replace(draft, targets=(widest,)))
        for number, target in enumerate(narrow, 2):
            found.append(replace(draft, name=called(draft, str(number), _RULE, taken), targets=(target,)))
    return found


def _width(target: Target) -> tuple[int, int, str, bool, int, str]:
    """Sorts narrow before wide: exact hosts, long wildcards, any host; exact paths, long paths."""
    host, path = target.host.value, target.path.value
    kind = 2 if host == ANY else 1 if host.startswith("*.") else 0
    return kind, -len(host) if kind else 0, host, not target.exact, -len(path), path


def _later(drafts: Sequence[Draft]) -> Mapping[int, set[int]]:
    """For each draft those that must be asked after it, since a request can fit both, and theirs is the wider rule."""
    hosts: dict[str, dict[str, list[tuple[int, Target]]]] = {}
    for place, draft in enumerate(drafts):
        for target in () if draft.canary is not None else draft.targets:
            hosts.setdefault(target.host.value, {}).setdefault(_folder(target), []).append((place, target))
    later: dict[int, set[int]] = {place: set() for place in range(len(drafts))}
    for host, folders in hosts.items():
        for folder, members in folders.items():
            for other, there in _wider(host, folder, hosts):
                for place, here in members:
                    if place != other and _width(here) < _width(there) and _meet(here, there):
                        later[place].add(other)
    return later


def _wider(
    host: str, folder: str, hosts: Mapping[str, Mapping[str, Sequence[tuple[int, Target]]]]
) -> Iterator[tuple[int, Target]]:
    """The targets that may have wider rules than those at a folder of a host: above it there, and at every wider host."""
    own = hosts[host]
    for above in _upwards(folder):
        yield from own.get(above, ())
    if host != ANY:
        rest = host.removeprefix("*.")
        while "." in rest:
            rest = rest.partition(".")[2]
            for members in hosts.get(f"*.{rest}", {}).values():
                yield from members
        for members in hosts.get(ANY, {}).values():
            yield from members


def _folder(target: Target) -> str:
    return target.path.value.rstrip("/")


def _upwards(folder: str) -> Iterator[str]:
    """A folder and those above it, the root as an empty text."""
    yield folder
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def _meet(one: Target, other: Target) -> bool:
    """Whether a path can fit both."""
    return _covers(one, other.path.value) or _covers(other, one.path.value)


def _covers(target: Target, path: str) -> bool:
    return target.path.value == path or (not target.exact and f"{path}/".startswith(f"{_folder(target)}/"))


def _sequence(drafts: Sequence[Draft], later: Mapping[int, set[int]]) -> list[int]:
    """The drafts in an order that keeps to `later`, by name where it leaves that open; without those that stand in a circle."""
    waiting = dict.fromkeys(range(len(drafts)), 0)
    for others in later.values():
        for other in others:
            waiting[other] += 1
    ready = [(drafts[place].name.value, place) for place, count in waiting.items() if not count]
    heapq.heapify(ready)
    sequence = []
    while ready:
        _, place = heapq.heappop(ready)
        sequence.append(place)
        for other in later[place]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, (drafts[other].name.value, other))
    return sequence


def _weight(draft: Draft) -> int:
    return 0 if draft.weight is None else draft.weight.value


def _causes(draft: Draft) -> tuple[Origin, ...]:
    weight = () if draft.weight is None else (draft.weight.origin,)
    return tuple(dict.fromkeys((*(target.host.origin for target in draft.targets), *weight)))


def _say(drafts: Sequence[Draft], numbered: Sequence[int], findings: Collector) -> None:
    first = drafts[numbered[0]].order
    assert first is not None
    findings.add(
        "T356",
        f"ALB asks the rules of Ingresses one after the other: {len(numbered)} of them have a number that tells the order",
        first.origin,
        help="see that Ingresses of other stacks at this instance have other numbers in alb.ingress.kubernetes.io/order",
    )
