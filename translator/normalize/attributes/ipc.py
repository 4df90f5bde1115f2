"""`ipc`: whose shared memory and message queues the container uses.

Maps to  `hostIPC` of the Pod for `host`; one Pod with the other service for `service:NAME`, since a Pod has one of them.
Grammar  `host`, `none`, `service:NAME`, `container:NAME`; `private` and `shareable` mean not set.
Differs  `none` is a namespace without /dev/shm, which a Pod always has: it is refused.
Source   Compose Specification, services, ipc; Docker reference, `docker run --ipc`.
"""

from translator.model.isolation import Sharing
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.namespaces import NONE, sharing

FIELD = "ipc"


def read(node: Node, context: Context) -> Sharing | None:
    """Whose; None where it is the Pod's own."""
    found = sharing(node, "ipc", ("host", NONE, "service:", "container:"), ("private", "shareable"), context)
    if found is None or found.scope.value != NONE:
        return found
    context.findings.refuse(
        "T213",
        f"{context.service} is to have no shared memory, and a Pod always has /dev/shm",
        found.scope.origin,
        help="remove ipc, or bound what is written there with shm_size",
    )
    return None
