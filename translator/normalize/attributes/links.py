"""`links`: other services under a name of one's own; they also start first.

Maps to  a Service under the alias with the selector of the linked service; the start order as by `depends_on`.
Grammar  `SERVICE[:ALIAS]` items.
Differs  the alias is known to every Pod, not to this service alone. The variables that links of version 1 made
         (`DB_PORT_5432_TCP_ADDR`) come from Kubernetes only where `enableServiceLinks` is on.
Source   Compose Specification, services, links; Docker reference, legacy container links.
"""

from translator.model.connection import Link
from translator.model.node import Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.references import is_service
from translator.normalize.scalars import refuse

FIELD = "links"


def read(node: Node, context: Context) -> tuple[Link, ...]:
    """The links in the written order, each service and alias once."""
    found: dict[tuple[str, str], Link] = {}
    for item in items(node, "links", context):
        link = _link(item, context)
        if link is None:
            continue
        first = found.setdefault((link.service.value, link.alias.value), link)
        if first is not link:
            context.findings.ignore("T262", f"links has {link.alias.value} once more", item.origin, help="remove this line")
    return tuple(found.values())


def _link(item: Node, context: Context) -> Link | None:
    parts = item.text.split(":") if isinstance(item, Scalar) else []
    if not 1 <= len(parts) <= 2 or not all(parts):
        refuse(item, "an item of links", "SERVICE or SERVICE:ALIAS", context, code="T284")
        return None
    service = Located(parts[0], item.origin)
    return Link(service, Located(parts[-1], item.origin)) if is_service(service, "links", context) else None
