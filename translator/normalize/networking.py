"""Networking: `network_mode`, and `net` before it, which also take the name of a network.

Every Pod of a cluster is in the one network of the cluster, so a network by name is what a service has anyway.
"""

from collections.abc import Sequence
from typing import Any

from translator.model.connection import Attachment
from translator.model.isolation import Sharing
from translator.model.node import Mapping, Node, Scalar, leaves
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.grammar import truth
from translator.normalize.namespaces import sharing

_WORDS = ("host", "none", "service:", "container:")
_DEFAULTS = ("bridge", "default", "nat", "private")


def network_mode(node: Node, key: str, context: Context) -> Sharing | None:
    """Whose network the container is in; None where it is the stack's own, or a finding says why not."""
    named = isinstance(node, Scalar) and node.text not in (*_WORDS, *_DEFAULTS) and ":" not in node.text
    if named and isinstance(node, Scalar) and node.text in context.section("networks"):
        context.findings.ignore(
            "T297", f"{key} names the network {node.text}, and every Pod is in the one network of the cluster", node.origin
        )
        return None
    return sharing(node, key, _WORDS, _DEFAULTS, context)


def settle(fields: dict[str, Any], context: Context) -> None:
    """Makes the one of `network_mode` and `networks` that counts.

    Swarm has no network_mode: there a service joins an external network that is called host. Beside a network_mode, networks
    are refused, as docker compose refuses them.
    """
    attachments: Sequence[Attachment] = fields.get("networks", ())
    by_name = next((found for one in attachments if (found := _host_network(one, context)) is not None), None)
    if by_name is not None:
        attachments = [one for one in attachments if _host_network(one, context) is None]
        fields["network_mode"] = fields.get("network_mode") or Sharing(by_name)
    chosen: Sharing | None = fields.get("network_mode")
    if chosen is None:
        return
    for attachment in attachments:
        context.findings.refuse(
            "T232",
            f"{context.service} has the network of its host or of another service, so it cannot join "
            f"{attachment.network.value} too",
            attachment.origin,
            help="keep network_mode or networks",
        )
    fields["networks"] = ()


def _host_network(attachment: Attachment, context: Context) -> Located[str] | None:
    """The word host, where a service joins the external network of that name."""
    node = context.section("networks").get(attachment.network.value)
    if node is None or not is_host(node):
        return None
    said = (leaf.origin for leaf in leaves(node))
    return Located("host", Derived("the external network host", (attachment.origin, attachment.network.origin, *said)))


def is_host(node: Node) -> bool:
    """Whether a top-level network is Docker's own network of the host."""
    if not isinstance(node, Mapping) or "external" not in node.entries:
        return False
    outside, name = node.entries["external"], node.get("name")
    if isinstance(outside, Mapping):
        name = outside.get("name")
    elif isinstance(outside, Scalar) and truth.parse(outside.text) is not True:
        return False
    return isinstance(name, Scalar) and name.text == "host"
