"""Balancers: Services bound to load balancer instances of Alibaba Cloud, as `aliyun.lb.port_PORT` asks for them.

An instance that exists is bound by its id alone. Its listeners are left as they are unless the configuration gives them away,
since they may still serve the old cluster. An address type is not written for a bound instance unless the configuration says
which it is: the cloud controller refuses a Service whose annotation differs from the instance. Nor are the zones of a network
load balancer, which it wants for a new one only. Of `protocol-port` it takes the first entry that has the number of a port, so
tcp and udp at one number are left out of it: without an entry a listener has the protocol of its port. Sources: ACK user guide,
annotations of CLB and NLB; cloud-provider-alibaba-cloud, `pkg/controller/service`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from translator.model.destination import Destination
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.settings import LoadBalancer, Settings
from translator.model.traffic import Listener
from translator.render.cause import carrying
from translator.render.fronts import Front, FrontPort
from translator.render.naming import free
from translator.render.portnames import port_names
from translator.render.view import Pairs
from translator.report.collector import Collector

PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-"
_ID = re.compile(r"n?lb-[a-z0-9]+|[0-9a-f]{6,}-[a-z]{2}(?:-[a-z0-9]+)+")
"""An id of today, or of the first regions: 14a7ba06d3b-cn-hangzhou-dg-a01."""
_KEY = Default("annotation of the cloud's load balancers")
_UNTOUCHED = Located("false", Default("a listener that exists may still serve Swarm"))
_NLB_CLASS = "alibabacloud.com/nlb"
_NLB_SCHEMES = {"http": "tcp", "https": "tcpssl"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A listener that some services' Pods (`services`, sorted) are to stand behind; `name` begins the name of the Service."""

    name: Located[str]
    services: tuple[str, ...]
    listener: Listener


def balancers(
    claims: Iterable[Claim], settings: Settings, destination: Destination, taken: set[str], findings: Collector
) -> tuple[Front, ...]:
    """A Service for each instance that services ask for; what cannot be bound is refused.

    Args:
        taken: names of Services; those made here are added.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    instances: dict[str, LoadBalancer | None] = {}
    for claim in claims:
        written = claim.listener.balancer
        instance = _instance(written, settings) if destination.ack else None
        if destination.ack and instance is None:
            _refuse_name(claim, findings)
            continue
        key = written.value if instance is None else instance.id.value
        instances.setdefault(key, instance)
        groups.setdefault((key, claim.services), []).append(claim)
    owners: dict[str, list[tuple[str, ...]]] = {}
    for key, services in groups:
        owners.setdefault(key, []).append(services)
    made: list[Front] = []
    for (key, services), group in sorted(groups.items()):
        if len(owners[key]) > 1 and destination.ack:
            _refuse_shared(key, group, owners[key], findings)
        else:
            front = _front(services, group, instances[key], taken, findings)
            made.extend(() if front is None else (front,))
    return tuple(made)


def _instance(written: Located[str], settings: Settings) -> LoadBalancer | None:
    """The instance that a label names by its name or its id."""
    named = settings.load_balancers.get(written.value)
    if named is not None:
        return named
    if _ID.fullmatch(written.value) is None:
        return None
    of_id = (one for one in settings.load_balancers.values() if one.id.value == written.value)
    return next(of_id, LoadBalancer(written))


def _refuse_name(claim: Claim, findings: Collector) -> None:
    name = claim.listener.balancer.value
    findings.refuse(
        "T405",
        f"the id of the load balancer {name} is not known, and a Service is bound by the id",
        claim.listener.origin,
        help=f"add to translator.yaml: load_balancers: {{{name}: lb-...}}; the console shows the id",
    )


def _refuse_shared(key: str, group: Sequence[Claim], owners: Sequence[tuple[str, ...]], findings: Collector) -> None:
    others = " and ".join(sorted("+".join(services) for services in owners))
    for claim in group:
        findings.refuse(
            "T406",
            f"{others} have one load balancer, {key}, which one service alone can have",
            claim.listener.origin,
            help="give each service an instance of its own, or routes of one Ingress",
        )


def _front(
    services: tuple[str, ...], group: Sequence[Claim], instance: LoadBalancer | None, taken: set[str], findings: Collector
) -> Front | None:
    listeners = [claim.listener for claim in group]
    if instance is not None:
        listeners = list(_possible(listeners, instance, findings))
    listeners.sort(key=lambda one: (one.front.value, one.scheme.value == "udp"))
    if not listeners:
        return None
    balancer = listeners[0].balancer
    stem = group[0].name
    name = Located(free(f"{stem.value}-slb-{balancer.value}", taken), Derived("load balancer", (stem.origin, balancer.origin)))
    type_ = Located("LoadBalancer", Derived("listeners", _origins(listeners)))
    ports = tuple(_ports(listeners))
    if instance is None:
        findings.approximate(
            "T410",
            f"{' and '.join(services)} gets a load balancer of the cluster's own, not {balancer.value} of Alibaba Cloud",
            Derived("listeners", _origins(listeners)),
            help="tell clients the new address: kubectl get service " + name.value,
        )
        return Front(name, services, type_, ports)
    _say(listeners, instance, findings)
    nlb = is_nlb(instance)
    class_name = Located(_NLB_CLASS, instance.kind.origin if instance.kind else instance.id.origin) if nlb else None
    return Front(name, services, type_, ports, annotations(listeners, instance), class_name)


def is_nlb(instance: LoadBalancer) -> bool:
    """Whether an instance is a network load balancer: as the configuration says, else by its id."""
    return instance.id.value.startswith("nlb-") if instance.kind is None else instance.kind.value == "nlb"


def _possible(listeners: Sequence[Listener], instance: LoadBalancer, findings: Collector) -> Iterator[Listener]:
    """The listeners that the instance can have; the others are refused."""
    name, number = listeners[0].balancer.value, instance.id.value
    for listener in listeners:
        if listener.scheme.value == "https" and instance.certificate is None:
            findings.refuse(
                "T409",
                f"the https listener {listener.front.value} of {name} needs a certificate, which was chosen at the instance",
                listener.origin,
                help=f"add to translator.yaml: load_balancers: {{{name}: {{id: {number}, certificate: ID}}}}",
            )
        else:
            yield listener


def _say(listeners: Sequence[Listener], instance: LoadBalancer, findings: Collector) -> None:
    fronts = ", ".join(f"{one.scheme.value}:{one.front.value}" for one in listeners)
    name = listeners[0].balancer.value
    rule = Derived("listeners", _origins(listeners))
    if instance.override is not None and instance.override.value == "true":
        findings.approximate(
            "T408",
            f"{fronts} of {name} are taken from whatever they serve now as soon as the Service is applied",
            rule,
            help="apply when the new Pods are ready and the old cluster may lose these listeners",
        )
    else:
        findings.approximate(
            "T407",
            f"where {name} has listeners at {fronts} already, they stay as they are and do not lead to the new cluster",
            rule,
            help="move the traffic by hand at the instance, or write override: true for it below load_balancers when Swarm is "
            "not needed any more",
        )
    if is_nlb(instance):
        for listener in listeners:
            if listener.scheme.value in _NLB_SCHEMES:
                findings.approximate(
                    "T416",
                    f"{listener.scheme.value}:{listener.front.value} of {name} becomes {_NLB_SCHEMES[listener.scheme.value]}, "
                    "since a network load balancer knows no http",
                    listener.origin,
                    help="choose kind: clb where programs read x-forwarded-for",
                )


def _ports(listeners: Sequence[Listener]) -> Iterator[FrontPort]:
    wanted = [(one.front.value, "UDP" if one.scheme.value == "udp" else "TCP", None) for one in listeners]
    for listener, (_, protocol, _), name in zip(listeners, wanted, port_names(wanted), strict=True):
        target = carrying(listener.port, "port of the host, which is not needed any more", listener.published)
        yield FrontPort(name, listener.front, target, Located(protocol, listener.scheme.origin))


def annotations(listeners: Sequence[Listener], instance: LoadBalancer) -> Pairs:
    """What binds a Service to an instance."""
    balancer = listeners[0].balancer
    schemes = _NLB_SCHEMES if is_nlb(instance) else {}
    numbers = [one.front.value for one in listeners]
    spoken = [one for one in listeners if one.scheme.value not in ("tcp", "udp") or numbers.count(one.front.value) == 1]
    fronts = ",".join(f"{schemes.get(one.scheme.value, one.scheme.value)}:{one.front.value}" for one in spoken)
    pairs: list[tuple[str, Located[str] | None]] = [
        ("id", carrying(instance.id, "instance of a load balancer label", balancer)),
        ("force-override-listeners", instance.override or _UNTOUCHED),
        ("protocol-port", Located(fronts, Derived("listeners", _origins(spoken))) if spoken else None),
        ("cert-id", instance.certificate if any(one.scheme.value == "https" for one in listeners) else None),
        ("address-type", instance.address_type),
        ("zone-maps", instance.zones if is_nlb(instance) else None),
    ]
    known = {name for name, _ in pairs}
    pairs.extend((name, value) for name, value in instance.annotations.items() if name not in known)
    return tuple((Located(PREFIX + name, _KEY), value) for name, value in pairs if value is not None)


def _origins(listeners: Iterable[Listener]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(one.origin for one in listeners))
