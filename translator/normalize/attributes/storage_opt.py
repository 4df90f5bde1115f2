"""`storage_opt`: options of the container's own file system; `size` bounds it.

Maps to  `resources.limits.ephemeral-storage` of the container.
Grammar  a map; `size` is a size, `10G`. Other options are those of Docker's storage drivers and are refused.
Differs  a Pod that passes the limit is evicted, where a write would fail in Docker; its log and its empty volumes count too.
Source   Docker reference, `docker run --storage-opt`; Kubernetes documentation, Local ephemeral storage.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Bytes
from translator.normalize.context import Context
from translator.normalize.forms import labels
from translator.normalize.grammar import size

FIELD = "disk_limit"


def read(node: Node, context: Context) -> Located[Bytes] | None:
    """The bound in bytes; None where it is not set, or is no size."""
    found = None
    for option in labels(node, "storage_opt", context):
        name, value = option.key.value, option.value
        limit = size.parse(value.value) if name == "size" else None
        if name != "size":
            context.findings.refuse(
                "T211",
                f"storage_opt {name} is an option of a storage driver of Docker, and a Pod cannot choose its driver",
                value.origin,
                help="remove it; size alone has a counterpart",
            )
        elif limit is None:
            context.findings.refuse("T255", f"storage_opt.size must be {size.EXPECTED}", value.origin, help="write size: 10G")
        elif limit.count == 0:
            context.findings.ignore("T202", "storage_opt.size is 0, so it is not set", value.origin)
        else:
            context.findings.approximate(
                "T231",
                "storage_opt.size: a Pod that writes more is evicted and made anew; its log and its empty volumes count too",
                value.origin,
                help="choose a limit with room, or write to a volume",
            )
            found = Located(limit, value.origin)
    return found
