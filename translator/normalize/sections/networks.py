"""Top-level `networks`.

A cluster has one network, on which every Pod reaches every other, so a network becomes no object. What is lost is said:
where networks keep services apart, where one is closed to the outside, where it is shared with other stacks.
"""

from collections.abc import Sequence

from translator.model.node import Node
from translator.model.origin import Default, Located
from translator.model.service import Service
from translator.model.stack import Network
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.sections.definition import definition, external

_KEYS = ("name", "external", "internal", "driver")
_FLAT_DRIVERS = ("bridge", "overlay", "default", "nat")


def networks(services: Sequence[Service], context: Context) -> tuple[Network, ...]:
    """The networks that `services` join, sorted by key; those that nobody joins are left out."""
    members: dict[str, set[str]] = {}
    for service in services:
        for attachment in service.networks:
            members.setdefault(attachment.network.value, set()).add(service.name.value)
    declared = context.section("networks")
    for key in sorted(declared):
        if key not in members:
            context.findings.ignore("T296", f"network {key} is used by no service", whole(declared[key]))
    apart = _keep_apart(services)
    return tuple(_network(key, declared.get(key), apart, context) for key in sorted(members))


def _keep_apart(services: Sequence[Service]) -> bool:
    """Whether two services share no network."""
    groups = {frozenset(attachment.network.value for attachment in service.networks) for service in services}
    return any(not one & other for one in groups for other in groups)


def _network(key: str, node: Node | None, apart: bool, context: Context) -> Network:
    if node is None:
        origin = Default("every stack has a default network")
        return Network(Located(key, origin), None, None, None, None, origin)
    found = definition(node, "networks", _KEYS, context)
    outside, name = external(found)
    network = Network(Located(key, node.origin), name, outside, found.boolean("internal"), found.text("driver"), node.origin)
    _tell(network, node, apart, context)
    return network


def _tell(network: Network, node: Node, apart: bool, context: Context) -> None:
    key, findings = network.key.value, context.findings
    if network.external is not None:
        findings.approximate(
            "T295",
            f"network {key} is shared with other stacks, whose services are reached as NAME.NAMESPACE and not as NAME",
            whole(node),
            help="put these stacks into one namespace, or add the namespace to the names",
        )
    elif apart:
        findings.approximate(
            "T298",
            f"network {key} no longer keeps services apart, since every Pod reaches every other",
            whole(node),
            help="write a NetworkPolicy where services must not reach one another",
        )
    else:
        findings.ignore("T297", f"network {key} needs no object, since every Pod reaches every other", whole(node))
    if network.internal is not None and network.internal.value:
        findings.refuse(
            "T220",
            f"network {key} is internal, and Pods reach the world outside of the cluster all the same",
            network.internal.origin,
            help="write a NetworkPolicy that denies what leaves the cluster",
        )
    if network.driver is not None and network.driver.value not in _FLAT_DRIVERS:
        findings.refuse(
            "T220",
            f"network {key} has the driver {network.driver.value}, which gives containers another network than the cluster's",
            network.driver.origin,
            help="see what the driver was needed for: a Pod can have the network of its host, or a second one by a plugin",
        )
