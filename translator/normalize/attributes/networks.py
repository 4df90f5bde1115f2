"""`networks`: the networks that the service joins, and its names there.

Maps to  nothing for the networks, since every Pod of a cluster reaches every other, unless networks.policies of the
         configuration asks for NetworkPolicies; each alias to a Service of that name.
Grammar  a list of networks, or a map of a network to `aliases` and addresses.
Differs  networks that keep services apart do not; fixed addresses and interface options are refused.
Source   Compose Specification, services, networks; Kubernetes documentation, cluster networking.
"""

from translator.model.connection import Attachment
from translator.model.node import Mapping, Node
from translator.model.origin import Located, Origin
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, is_empty, items, words
from translator.normalize.references import is_network
from translator.normalize.scalars import text, unset

FIELD = "networks"


def read(node: Node, context: Context) -> tuple[Attachment, ...]:
    """The attachments: a list in its order, a map sorted by name. Each network once."""
    if is_empty(node):
        unset(node, "networks", context, "is empty")
    if isinstance(node, Mapping):
        names = (Located(name, node.keys[name].origin) for name in sorted(node.entries))
        mapped = (_attachment(name, node.entries[name.value], context) for name in names)
        return tuple(attachment for attachment in mapped if attachment is not None)
    found: dict[str, Attachment] = {}
    for item in items(node, "networks", context):
        name = text(item, "an item of networks", context)
        if name is not None and is_network(name, context):
            found.setdefault(name.value, Attachment(name, (), name.origin))
            _flat(name, name.origin, context)
    return tuple(found.values())


def _attachment(name: Located[str], node: Node, context: Context) -> Attachment | None:
    if not is_network(name, context, whole(node)):
        return None
    if is_empty(node):
        _flat(name, node.origin, context)
        return Attachment(name, (), node.origin)
    written = form(node, "networks", ("aliases",), context).entries
    aliases = words(written["aliases"], "networks.aliases", context) if "aliases" in written else ()
    return Attachment(name, _distinct(aliases, context), node.origin)


def _distinct(aliases: tuple[Located[str], ...], context: Context) -> tuple[Located[str], ...]:
    found: dict[str, Located[str]] = {}
    for alias in aliases:
        if found.setdefault(alias.value, alias) is not alias:
            context.findings.ignore("T262", f"networks.aliases has {alias.value} once more", alias.origin, help="remove it")
    return tuple(found.values())


def _flat(name: Located[str], origin: Origin, context: Context) -> None:
    policies = context.settings.networks.policies
    if policies is not None and policies.value.lower() == "true":
        return  # a mark of the Pods says that they join it
    context.findings.ignore("T297", f"joining network {name.value} needs nothing, since every Pod reaches every other", origin)
