"""Top-level `networks`.

A cluster has one network, on which every Pod reaches every other, so a network becomes no object. What is lost is said:
where networks keep services apart, where one is closed to the outside, where it is shared with other stacks.
"""

from collections.abc import Sequence

from translator.model.neighbour import Neighbour
from translator.model.node import Node
from translator.model.origin import Default, Located
from translator.model.service import Service
from translator.model.stack import Network
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import Form, labels
from translator.normalize.networking import is_host
from translator.normalize.scalars import unset
from translator.normalize.sections.definition import definition, external

_KEYS = ("name", "external", "internal", "driver", "driver_opts", "enable_ipv6")
_FLAT_DRIVERS = ("bridge", "overlay", "default", "nat")
_ENCRYPTED, _TALKING = "encrypted", "com.docker.network.bridge.enable_icc"
_POLICIES = "write networks: {policies: true} in translator.yaml, which gives NetworkPolicies"


def networks(services: Sequence[Service], context: Context) -> tuple[Network, ...]:
    """The networks that `services` join, sorted by key; those that nobody joins are left out."""
    members: dict[str, set[str]] = {}
    for service in services:
        for attachment in service.networks:
            members.setdefault(attachment.network.value, set()).add(service.name.value)
    declared = context.section("networks")
    for key in sorted(declared):
        if key not in members and not is_host(declared[key]):
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
        return Network(Located(key, origin), origin)
    found = definition(node, "networks", _KEYS, context)
    outside, name = external(found)
    neighbours = _sharers(key, name, outside, context)
    network = Network(
        Located(key, node.origin),
        node.origin,
        name=name,
        external=outside,
        internal=found.boolean("internal"),
        driver=found.text("driver"),
        enable_ipv6=_ipv6(found, key, context),
        shared=tuple(sorted({neighbour.namespace for neighbour in neighbours})),
    )
    _tell(network, node, apart, [neighbour.stack for neighbour in neighbours], context)
    if "driver_opts" in found.entries:
        _tell_options(found.entries["driver_opts"], context)
    return network


def _ipv6(found: Form, key: str, context: Context) -> Located[bool] | None:
    """Whether the network has addresses of both families; None where it says nothing of the kind."""
    written = found.boolean("enable_ipv6")
    if written is None or not written.value:
        if written is not None:
            unset(found.entries["enable_ipv6"], "networks.enable_ipv6", context, "is false")
        return None
    context.findings.add(
        "T217",
        f"network {key} has IPv6, so the Services of what joins it ask for addresses of both families",
        written.origin,
        help="see that the cluster has both (dual-stack); else they have the one that it has",
    )
    return written


def _sharers(key: str, name: Located[str] | None, outside: Located[bool] | None, context: Context) -> tuple[Neighbour, ...]:
    """The other stacks of a folder that join the network."""
    common = name.value if name is not None else key if outside is not None else f"{context.project.name.value}_{key}"
    return tuple(neighbour for neighbour in context.neighbourhood.neighbours if common in neighbour.networks)


def _has_policies(context: Context) -> bool:
    wanted = context.settings.networks.policies
    return wanted is not None and wanted.value.lower() == "true"


def _tell(network: Network, node: Node, apart: bool, shared_with: Sequence[str], context: Context) -> None:
    key, findings = network.key.value, context.findings
    kept_apart = _has_policies(context)
    if shared_with and not (apart and network.external is None and not kept_apart):
        findings.add(
            "T240",
            f"network {key} is shared with {', '.join(shared_with)}, whose services answer here under their names too",
            network.origin,
            help="a name of type ExternalName leads to their namespace; NAME.NAMESPACE leads there as well",
        )
        findings.ignore("T297", f"network {key} needs no object, since every Pod reaches every other", whole(node))
    elif network.external is not None:
        findings.approximate(
            "T295",
            f"network {key} is shared with other stacks, whose services are reached as NAME.NAMESPACE and not as NAME",
            whole(node),
            help="put these stacks into one namespace, or add the namespace to the names",
        )
    elif apart and not kept_apart:
        findings.approximate(
            "T298",
            f"network {key} no longer keeps services apart, since every Pod reaches every other",
            whole(node),
            help=f"{_POLICIES} that do",
        )
    elif kept_apart:
        findings.ignore("T297", f"network {key} becomes NetworkPolicies, and nothing else of it is needed", whole(node))
    else:
        findings.ignore("T297", f"network {key} needs no object, since every Pod reaches every other", whole(node))
    if network.internal is not None and network.internal.value and not kept_apart:
        findings.refuse(
            "T220",
            f"network {key} is internal, and Pods reach the world outside of the cluster all the same",
            network.internal.origin,
            help=f"{_POLICIES} that deny it",
        )
    if network.driver is not None and network.driver.value not in _FLAT_DRIVERS:
        findings.refuse(
            "T220",
            f"network {key} has the driver {network.driver.value}, which gives containers another network than the cluster's",
            network.driver.origin,
            help="see what the driver was needed for: a Pod can have the network of its host, or a second one by a plugin",
        )


def _tell_options(node: Node, context: Context) -> None:
    """Options of the driver: what programs can notice of them is refused, the rest tunes the machines of Docker."""
    for option in labels(node, "networks.driver_opts", context):
        name, value = option.key.value, option.value.value.lower()
        if name == _ENCRYPTED and value != "false":
            context.findings.refuse(
                "T220",
                "networks.driver_opts.encrypted encrypts what services say to one another, which the cluster decides for all",
                option.value.origin,
                help="switch encryption on in the network plugin (WireGuard in Calico or Cilium), or use a service mesh",
            )
        elif name == _TALKING and value == "false":
            context.findings.refuse(
                "T220",
                f"networks.driver_opts.{name} keeps the containers of one network from one another, and Pods reach all others",
                option.value.origin,
                help="give each service a network of its own, and " + _POLICIES,
            )
        else:
            context.findings.ignore(
                "T221", f"networks.driver_opts.{name} tunes a network of the Docker host", option.value.origin
            )
