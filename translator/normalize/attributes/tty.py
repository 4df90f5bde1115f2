"""`tty`: the container has a terminal, as by `docker run --tty`.

Maps to  `tty` of the container.
Grammar  true or false.
Source   Compose Specification, services, tty.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import boolean

FIELD = "tty"


def read(node: Node, context: Context) -> Located[bool] | None:
    """True, false, or None where the value is neither."""
    return boolean(node, "tty", context)
