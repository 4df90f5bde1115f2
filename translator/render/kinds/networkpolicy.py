"""NetworkPolicy: who may call the Pods of a service, and whom they may call.

Written where `networks: {policies: true}` of the configuration asks for it: one for each network, whose members may call each
other; one for each service with published ports or routes, which everybody may call there; and one for each service on internal
networks alone, which calls nobody outside. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.isolation import Policy
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class NetworkPolicyView:
    """A NetworkPolicy."""

    template: ClassVar[str] = "networkpolicy.yaml.j2"

    service: str | None
    wave: int
    namespace: Located[str] | None
    labels: Pairs
    policy: Policy


def views(blueprint: Blueprint, _: Collector) -> Iterator[NetworkPolicyView]:
    """The policies of a stack."""
    names = blueprint.names
    for policy in blueprint.isolation.policies:
        yield NetworkPolicyView(policy.service, 0, names.namespace, names.labels(policy.service), policy)
