"""`uts`: whether the container has the host's name.

Maps to  nothing of its own: a Pod has the name of its node where it has its network (`network_mode: host`), and only there.
Grammar  the word `host`.
Source   Compose Specification, services, uts; Docker reference, `docker run --uts`.
"""

from translator.model.isolation import Sharing
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.namespaces import sharing

FIELD = "uts"


def read(node: Node, context: Context) -> Sharing | None:
    """The host's; None where it is the container's own."""
    return sharing(node, "uts", ("host",), ("private",), context)
