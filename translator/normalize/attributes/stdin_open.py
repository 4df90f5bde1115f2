"""`stdin_open`: standard input of the container stays open, as by `docker run --interactive`.

Maps to  `stdin` of the container.
Grammar  true or false.
Source   Compose Specification, services, stdin_open.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import boolean

FIELD = "stdin_open"


def read(node: Node, context: Context) -> Located[bool] | None:
    """True, false, or None where the value is neither."""
    return boolean(node, "stdin_open", context)
