"""PodNetworking: the vSwitches and security groups that the network plugin Terway gives the Pods of a service.

The configuration asks for it, `ack: {network: {...}}` or `ack: {services: {NAME: {network: {...}}}}`; no label of Container
Service does. A Pod must be meant by one such object only, so each service has its own. It belongs to no namespace, so its name
begins with the stack's. The kind is Alibaba Cloud's own. Fields: AliyunContainerService/terway, trunk mode; schema in
`schemas/ack`.
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.kube.names import SUBDOMAIN_LENGTH, dns_label
from translator.model.ack import PodNetwork
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint, Workload
from translator.render.view import Pairs
from translator.report.collector import Collector

_ELASTIC = Located("Elastic", Default("an address goes with its Pod"))
_NAMESPACE = Located("kubernetes.io/metadata.name", Default("label of each namespace"))


@dataclass(frozen=True, slots=True)
class PodNetworkView:
    """A PodNetworking. `kept` is how long a fixed address stays, None for one that goes with its Pod."""

    template: ClassVar[str] = "podnetworking.yaml.j2"

    service: str
    name: Located[str]
    labels: Pairs
    selector: Pairs
    namespace: Pairs
    type: Located[str]
    kept: Located[str] | None
    vswitches: tuple[Located[str], ...]
    groups: tuple[Located[str], ...]
    wave: int = 0


def views(blueprint: Blueprint, findings: Collector) -> Iterator[PodNetworkView]:
    """The networks of the Pods of a stack."""
    ack = blueprint.settings.ack
    if not blueprint.destination.ack:
        return
    for name, workload in blueprint.workloads.items():
        own = ack.services.get(name)
        network = ack.stack.network if own is None or own.network is None else own.network
        if network is not None and workload.inside is None:
            yield _view(name, workload, network, blueprint, findings)


def _view(service: str, workload: Workload, network: PodNetwork, blueprint: Blueprint, findings: Collector) -> PodNetworkView:
    names = blueprint.names
    fixed = network.fixed
    if fixed is not None and workload.kind.value != "StatefulSet":
        findings.add(
            "T388",
            f"{service} is a {workload.kind.value}, whose Pods get another address each time, not a fixed one",
            fixed.origin,
            help="remove fixed, or give each replica a volume of its own",
        )
        fixed = None
    return PodNetworkView(
        service,
        Located(
            dns_label(f"{names.stack.value}-{workload.name.value}", SUBDOMAIN_LENGTH),
            Derived("name of the Pods' network", (names.stack.origin, workload.name.origin)),
        ),
        names.labels(service),
        names.selectors[service],
        () if names.namespace is None else ((_NAMESPACE, names.namespace),),
        _ELASTIC if fixed is None else Located("Fixed", Derived("addresses that stay", (fixed.origin,))),
        fixed,
        network.vswitches,
        network.security_groups,
    )
