"""`container_name`: the name of the one container, by which others reach it too.

Maps to  a Service of that name with the service's own selector; the container itself is named after the service.
Grammar  a letter or digit, then letters, digits, `_`, `.` and `-`.
Differs  a name that is no DNS name cannot be looked up in a cluster, and has a finding.
Source   Compose Specification, services, container_name.
"""

import re

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import parsed, text

FIELD = "container_name"

_NAME = re.compile(r"/?[a-zA-Z0-9][a-zA-Z0-9_.-]+", re.ASCII)


def read(node: Node, context: Context) -> Located[str] | None:
    """The name without the slash that Docker allows before it."""
    if text(node, "container_name", context) is None:
        return None
    return parsed(
        node,
        "container_name",
        lambda name: name.removeprefix("/") if _NAME.fullmatch(name) else None,
        "a container name of letters, digits, _, . and -",
        context,
        code="T294",
    )
