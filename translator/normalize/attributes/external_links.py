"""`external_links`: names outside the stack, each under a name of one's own.

Maps to  a Service under the alias where the name is one of this stack; nothing for `.local` names, which the stack that routes
         them answers.
Grammar  `NAME[:ALIAS]` items; NAME is a container, a service, a host name or a `.local` routing name.
Differs  a container of another stack cannot be found by its name; see `external`.
Source   Compose file reference, version 2, external_links; Container Service user guide, routing between services.
"""

from translator.model.connection import Link
from translator.model.node import Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.scalars import refuse

FIELD = "external_links"


def read(node: Node, context: Context) -> tuple[Link, ...]:
    """The links in the written order, each name and alias once."""
    found: dict[tuple[str, str], Link] = {}
    for item in items(node, "external_links", context):
        parts = item.text.split(":") if isinstance(item, Scalar) else []
        if not 1 <= len(parts) <= 2 or not all(parts):
            refuse(item, "an item of external_links", "NAME or NAME:ALIAS", context, code="T284")
            continue
        link = Link(Located(parts[0], item.origin), Located(parts[-1], item.origin))
        if found.setdefault((parts[0], parts[-1]), link) is not link:
            context.findings.ignore("T262", f"external_links has {parts[-1]} once more", item.origin, help="remove this line")
    return tuple(found.values())
