"""Answers: the names under which services are called inside the cluster, and whose Pods answer to each.

In Swarm a service answers to its own name and to every alias that a network, a link, its container name or (in the aliyun
dialect) its host name gives it. Each of them becomes a Service, used or not, since use inside a program cannot be seen. Docker
looks names up per network and, for links, per container; a Kubernetes namespace has one set of names for everybody. So:

- a name of several services on a common network is one name for the Pods of all of them, as Swarm shares the load;
- a name that means different services to different callers is refused, for no Service can tell the callers apart;
- a service keeps its own name against the container name or the link alias of another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from translator.kube.names import DNS_1035_LABEL
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.stack import Dialect, Stack
from translator.render.naming import Names
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class Answer:
    """A name that is called: `services` are those whose Pods answer, sorted; `own` is the one whose own name it is, if any."""

    name: Located[str]
    services: tuple[str, ...]
    own: str | None


class _Rank(IntEnum):
    """Who has a name first."""

    OWN = 0
    ALIAS = 1
    CONTAINER = 2
    LINK = 3


@dataclass(frozen=True, slots=True)
class _Claim:
    rank: _Rank
    service: Service
    written: Located[str]
    what: str


def answers(stack: Stack, names: Names, findings: Collector) -> tuple[Answer, ...]:
    """Every name that answers, sorted, with findings for those that cannot."""
    claims: dict[str, list[_Claim]] = {}
    services = {service.name.value: service for service in stack.services}
    for service in stack.services:
        label = names.services[service.name.value]
        claims.setdefault(label.value, []).append(_Claim(_Rank.OWN, service, label, "name"))
    for service in stack.services:
        for claim in _claims(service, services, stack.dialect.value, findings):
            claims.setdefault(claim.written.value.lower(), []).append(claim)
    settled = (_settle(label, claims[label], findings) for label in sorted(claims))
    return tuple(answer for answer in settled if answer is not None)


def spelled(stack: Stack, answering: Sequence[Answer]) -> Mapping[str, tuple[str, ...]]:
    """Service names by the names that programs may call them, in lower case: those that answer, and those as written."""
    written = {service.name.value.lower(): (service.name.value,) for service in stack.services}
    return written | {answer.name.value: answer.services for answer in answering}


def _claims(service: Service, services: Mapping[str, Service], dialect: Dialect, findings: Collector) -> Iterable[_Claim]:
    """What a service is called beside its name, and what it calls others."""
    for attachment in service.networks:
        for alias in attachment.aliases:
            if _is_name(alias, f"the alias {alias.value} of {service.name.value}", findings):
                yield _Claim(_Rank.ALIAS, service, alias, "alias")
    for link in service.links:
        target = services.get(link.service.value)
        if target is not None and _is_name(link.alias, f"the link alias {link.alias.value} of {target.name.value}", findings):
            yield _Claim(_Rank.LINK, target, link.alias, f"link alias in {service.name.value}")
    if service.container_name is not None:
        yield from _casual(service, service.container_name, "container_name", findings)
    if service.hostname is not None and dialect is Dialect.ALIYUN:
        yield from _casual(service, service.hostname, "hostname", findings)


def _casual(service: Service, name: Located[str], what: str, findings: Collector) -> Iterable[_Claim]:
    """A name that most stacks give for its looks: where it is no DNS name, that is said, and the service goes on without."""
    if DNS_1035_LABEL.accepts(name.value.lower()):
        yield _Claim(_Rank.CONTAINER, service, name, what)
    else:
        findings.approximate(
            "T412",
            f"{what} {name.value} cannot be looked up in Kubernetes; {service.name.value} answers to its own name",
            name.origin,
            help="call the service by its own name, or give it a name of lower-case letters, digits and hyphens",
        )


def _is_name(alias: Located[str], what: str, findings: Collector) -> bool:
    fault = DNS_1035_LABEL.fault(alias.value.lower())
    if fault is not None:
        findings.refuse(
            "T411",
            f"{what} cannot be the name of a Service: it {fault}",
            alias.origin,
            help="call the service by its own name, or by an alias of letters, digits and hyphens",
        )
    return fault is None


def _settle(label: str, claims: Sequence[_Claim], findings: Collector) -> Answer | None:
    """Who answers to a name that is claimed; None where nobody can."""
    holders: dict[str, _Claim] = {}
    kept: list[_Claim] = []
    for rank in _Rank:
        group = [claim for claim in claims if claim.rank is rank]
        if not holders and _divided(group):
            for claim in group:
                _refuse(label, claim, group, findings)
            continue
        for claim in group:
            if claim.service.name.value in holders or not holders or _joins(claim, holders.values()):
                kept.append(claim)
            else:
                _refuse(label, claim, list(holders.values()), findings)
        for claim in kept:
            holders.setdefault(claim.service.name.value, claim)
    if not kept:
        return None
    origins = tuple(dict.fromkeys(claim.written.origin for claim in kept))
    origin = origins[0] if len(origins) == 1 else Derived("names of one service", origins)
    own = next((claim.service.name.value for claim in kept if claim.rank is _Rank.OWN), None)
    return Answer(Located(label, origin), tuple(sorted(holders)), own)


def _divided(group: Sequence[_Claim]) -> bool:
    """Whether claims of one rank mean different services to different callers."""
    services = {claim.service.name.value: claim.service for claim in group}
    if len(services) < 2:
        return False
    if group[0].rank is _Rank.LINK:
        return True
    return not all(_meet(one, other) for one, other in combinations(services.values(), 2))


def _joins(claim: _Claim, holders: Iterable[_Claim]) -> bool:
    """Whether a claim adds its Pods to a name that others hold: an alias does so, on a network common to all."""
    return claim.rank is _Rank.ALIAS and all(_meet(claim.service, holder.service) for holder in holders)


def _meet(one: Service, other: Service) -> bool:
    return not _networks(one).isdisjoint(_networks(other))


def _networks(service: Service) -> frozenset[str]:
    return frozenset(attachment.network.value for attachment in service.networks) or frozenset(("default",))


def _refuse(label: str, claim: _Claim, holders: Sequence[_Claim], findings: Collector) -> None:
    service = claim.service.name.value
    others = ", ".join(sorted({f"{h.service.name.value} ({h.what})" for h in holders if h.service.name.value != service}))
    if claim.rank is _Rank.CONTAINER:
        findings.approximate(
            "T414",
            f"{claim.what} {claim.written.value} of {service} is also the name of {others}, which alone answers to it",
            claim.written.origin,
            help=f"call {service} by its own name",
        )
    else:
        findings.refuse(
            "T413",
            f"{label} would mean {service} ({claim.what}) to some callers and {others} to others",
            claim.written.origin,
            help="give each service a name of its own: a Kubernetes namespace has one set of names for every caller",
        )
