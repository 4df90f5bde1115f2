"""Solitude: services with `network_mode: none`, which nobody reaches and which reach nobody.

A Pod always has a network, so two NetworkPolicies without any rule shut it, where the network plugin of the cluster enforces
them. Its containers still have one another, and the loopback address, as in Docker.
"""

from collections.abc import Iterable

from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.render.isolation import EGRESS, INGRESS, Policy
from translator.render.naming import Names, free
from translator.report.collector import Collector

_SHUT = ((INGRESS, "unreachable"), (EGRESS, "silent"))


def solitary(services: Iterable[Service], names: Names, others: Iterable[Policy], findings: Collector) -> tuple[Policy, ...]:
    """The policies of services without a network.

    Args:
        others: policies that there are already.
    """
    alone = [one for one in services if one.network_mode is not None and one.network_mode.scope.value == "none"]
    if not alone:
        return ()
    taken = {policy.name.value for policy in others}
    policies = []
    for service in alone:
        assert service.network_mode is not None
        name, written = service.name.value, service.network_mode.scope
        findings.approximate(
            "T448",
            f"{name} has a network that two NetworkPolicies shut, where the network plugin of the cluster enforces them",
            written.origin,
            help="see that it does: flannel alone, for one, does not",
        )
        for direction, word in _SHUT:
            called = free(f"{names.services[name].value}-{word}", taken)
            origin = Derived("network_mode none", (written.origin,))
            policies.append(Policy(Located(called, origin), name, direction, names.selectors[name], ()))
    return tuple(policies)
