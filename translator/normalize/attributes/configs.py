"""`configs`: files that the container gets from the configs of the stack.

Maps to  a ConfigMap and a file mounted from it, at the target or below the root of the file system.
Grammar  a name, or a map with `source`, `target`, `uid`, `gid` and `mode`.
Differs  a mounted file belongs to root and to the group of the Pod, whatever `uid` and `gid` say.
Source   Compose Specification, services, configs.
"""

from translator.model.mount import Grant
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.grants import grants

FIELD = "configs"


def read(node: Node, context: Context) -> tuple[Grant, ...]:
    """The uses in the written order."""
    return grants(node, "configs", context)
