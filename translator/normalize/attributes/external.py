"""`external` of Container Service: the service is a name for an address outside, and runs nothing.

Maps to  a Service of type ExternalName for a host name; a Service with an EndpointSlice for an address, with its ports.
Grammar  a map of `host`, a name or an address, and `ports`, a list of port numbers.
Differs  nothing beside it (image, environment) has a meaning.
Source   Container Service (Swarm) label overview, "external"; help page 26086.
"""

from translator.model.node import Node, Scalar
from translator.model.origin import Located
from translator.model.traffic import External
from translator.normalize.context import Context
from translator.normalize.forms import form, items
from translator.normalize.grammar import integer
from translator.normalize.scalars import refuse, text_of

FIELD = "external"

_LAST = 65535


def read(node: Node, context: Context) -> External | None:
    """The address, or None where no host is written."""
    found = form(node, "external", ("host", "ports"), context)
    host = found.text("host")
    if host is None:
        context.findings.refuse(
            "T349",
            f"external of {context.service} names no host",
            node.origin,
            help="write it like external: {host: db.example.com, ports: [3306]}",
        )
        return None
    listed = found.entries.get("ports")
    ports: dict[int, Located[int]] = {}
    for item in () if listed is None else items(listed, "external.ports", context):
        number = integer.parse(text_of(item), 1, _LAST) if isinstance(item, Scalar) else None
        if number is None:
            refuse(item, "an item of external.ports", "a port from 1 to 65535", context, code="T349")
        elif number in ports:
            context.findings.ignore("T262", f"external.ports has {number} once more", item.origin, help="remove this line")
        else:
            ports[number] = Located(number, item.origin)
    return External(host, tuple(ports.values()), node.origin)
