"""`pid`: whose processes the container sees.

Maps to  `hostPID` of the Pod for `host`; one Pod with the other service and `shareProcessNamespace` for `service:NAME`.
Grammar  `host`, `service:NAME`, `container:NAME`; `private` means not set.
Differs  containers of one Pod see each other, not one the other.
Source   Compose Specification, services, pid; Docker reference, `docker run --pid`.
"""

from translator.model.isolation import Sharing
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.namespaces import sharing

FIELD = "pid"


def read(node: Node, context: Context) -> Sharing | None:
    """Whose processes; None where they are the container's own."""
    return sharing(node, "pid", ("host", "service:", "container:"), ("private",), context)
