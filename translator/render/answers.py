"""Answers: the names under which services are called inside the cluster, and whose Pods answer to each.

In Swarm a service answers to its own name and to every alias that a network, a link, its container name or (in the aliyun
dialect) its host name gives it. Each of them becomes a Service, used or not, since use inside a program cannot be seen. Docker
looks names up per network and, for links, per container; a Kubernetes namespace has one set of names for everybody. So:

- a name of several services on a common network is one name for the Pods of all of them, as Swarm shares the load;
- a name that means different services to different callers is refused, for no Service can tell the callers apart;
- a service keeps its own name against the container name or the link alias of another.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import islice

from translator.kube.names import DNS_1035_LABEL, dns_1035_label
from translator.model.origin import Derived, Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.stack import Dialect, Stack
from translator.render.naming import Names
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class Answer:
    """A name that is called, and the services whose Pods answer, sorted."""

    name: Located[str]
    services: tuple[str, ...]


_TOLD = 3


class _Rank(IntEnum):
    """Who has a name first."""

    OWN = 0
    ALIAS = 1
    CONTAINER = 2
    LINK = 3


@dataclass(frozen=True, slots=True)
class _Claim:
    """A service is called `written` on `networks`; `what` says how it came to the name."""

    rank: _Rank
    service: str
    networks: frozenset[str]
    written: Located[str]
    what: str


def answers(stack: Stack, names: Names, findings: Collector) -> tuple[Answer, ...]:
    """Every name that answers, sorted, with findings for those that cannot."""
    claims: dict[str, list[_Claim]] = {}
    services = {service.name.value: service for service in stack.services}
    for name, service in services.items():
        own = names.services[name]
        claims.setdefault(own.value, []).append(_Claim(_Rank.OWN, name, _networks(service), own, "name"))
    for service in services.values():
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
    name = service.name.value
    for attachment in service.networks:
        for alias in attachment.aliases:
            if _is_name(alias, f"the alias {alias.value} of {name}", findings):
                yield _Claim(_Rank.ALIAS, name, frozenset((attachment.network.value,)), alias, "alias")
    for link in service.links:
        target = link.service.value
        if target not in services:
            if link.alias.value == target and any(link.service.origin == one.origin for one in service.depends_on):
                continue  # said of the dependency
            findings.approximate(
                "T459",
                f"{name} links to {target}, which is not in the output, so nothing answers to {link.alias.value}",
                link.alias.origin,
                help=f"correct what keeps {target} from the output, or remove the link",
            )
        elif link.alias.value == target:
            # Not another name: the service answers to this one, in the form that a cluster can have.
            yield _Claim(_Rank.LINK, target, frozenset(), _own(link.alias), f"link alias in {name}")
        elif _is_name(link.alias, f"the link alias {link.alias.value} of {target}", findings):
            yield _Claim(_Rank.LINK, target, frozenset(), link.alias, f"link alias in {name}")
    if service.container_name is not None:
        yield from _casual(service, service.container_name, "container_name", findings)
    if service.hostname is not None and dialect is Dialect.ALIYUN:
        yield from _casual(service, service.hostname, "hostname", findings)
    elif service.hostname is not None and service.hostname.value.lower() != name.lower():
        findings.add(
            "T415",
            f"hostname {service.hostname.value} is what the container of {name} calls itself; others cannot call it so",
            service.hostname.origin,
            help="give the service a network alias of that name if others call it",
        )


def _own(name: Located[str]) -> Located[str]:
    """The name of a service as a cluster can have it."""
    label = dns_1035_label(name.value)
    return name if label == name.value else Located(label, Derived("name rule", (name.origin,)))


def _networks(service: Service) -> frozenset[str]:
    return frozenset(attachment.network.value for attachment in service.networks) or frozenset(("default",))


def _casual(service: Service, name: Located[str], what: str, findings: Collector) -> Iterable[_Claim]:
    """A name that most stacks give for its looks: where it is no DNS name, that is said, and the service goes on without."""
    if DNS_1035_LABEL.accepts(name.value.lower()):
        yield _Claim(_Rank.CONTAINER, service.name.value, _networks(service), name, what)
    else:
        findings.approximate(
            "T412",
            f"{what} {name.value} cannot be looked up in Kubernetes; {service.name.value} answers to its own name",
            name.origin,
            help="call the service by its own name, or let the cluster's CoreDNS do it: rewrite name exact "
            f"{name.value} {service.name.value}.NAMESPACE.svc.cluster.local",
        )


def _is_name(alias: Located[str], what: str, findings: Collector) -> bool:
    fault = DNS_1035_LABEL.fault(alias.value.lower())
    if fault is not None:
        findings.refuse(
            "T411",
            f"{what} cannot be the name of a Service: it {fault}",
            alias.origin,
            help="call the service by its own name, or by an alias of letters, digits and hyphens; or remove it and let the "
            f"cluster's CoreDNS do it: rewrite name exact {alias.value} SERVICE.NAMESPACE.svc.cluster.local",
        )
    return fault is None


def _settle(label: str, claims: Sequence[_Claim], findings: Collector) -> Answer | None:
    """Who answers to a name that is claimed; None where nobody can."""
    kept: list[_Claim] = []
    holders: dict[str, str] = {}
    common: frozenset[str] = frozenset()
    for rank in _Rank:
        group = [claim for claim in claims if claim.rank is rank]
        if group and not holders:
            common = _common(group)
            holders = {claim.service: claim.what for claim in group}
            if len(holders) > 1 and not common:
                _refuse(label, group, holders, findings)
                holders = {}
            else:
                kept.extend(group)
        else:
            for claim in group:
                # An alias adds its Pods to a name that others hold on the same network; what has less rank gives way.
                if claim.service in holders or (rank is _Rank.ALIAS and common & claim.networks):
                    kept.append(claim)
                    if claim.service not in holders:
                        holders[claim.service] = claim.what
                        common &= claim.networks
                else:
                    _refuse(label, (claim,), holders, findings)
    if not kept:
        return None
    origins = tuple(dict.fromkeys(claim.written.origin for claim in kept))
    origin = origins[0] if len(origins) == 1 else Derived("names of one service", origins)
    return Answer(Located(label, origin), tuple(sorted(holders)))


def _common(claims: Iterable[_Claim]) -> frozenset[str]:
    """The networks on which the name means all the services that claim it, since each of them claims it there."""
    networks: dict[str, frozenset[str]] = {}
    for claim in claims:
        networks[claim.service] = networks.get(claim.service, frozenset()) | claim.networks
    return frozenset.intersection(*networks.values())


def _refuse(label: str, claims: Sequence[_Claim], holders: Mapping[str, str], findings: Collector) -> None:
    """Refuses claims to a name that means other services too. Only a few of those are told, for there may be thousands."""
    for claim in claims:
        others = islice((f"{name} ({what})" for name, what in holders.items() if name != claim.service), _TOLD)
        told = " or ".join(others)
        if claim.rank is _Rank.CONTAINER:
            findings.approximate(
                "T414",
                f"{claim.what} {claim.written.value} of {claim.service} is also the name of {told}, which alone answers to it",
                claim.written.origin,
                help=f"call {claim.service} by its own name",
            )
        else:
            findings.refuse(
                "T413",
                f"{label} would mean {claim.service} ({claim.what}) to some callers and {told} to others",
                claim.written.origin,
                help="give each service a name of its own: a Kubernetes namespace has one set of names for every caller",
            )
