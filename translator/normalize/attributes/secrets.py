"""`secrets`: files that the container gets from the secrets of the stack.

Maps to  a Secret and a file mounted from it, at the target or at `/run/secrets/NAME`.
Grammar  a name, or a map with `source`, `target`, `uid`, `gid` and `mode`.
Differs  a mounted file belongs to root and to the group of the Pod, whatever `uid` and `gid` say.
Source   Compose Specification, services, secrets.
"""

from translator.model.mount import Grant
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.grants import grants

FIELD = "secrets"


def read(node: Node, context: Context) -> tuple[Grant, ...]:
    """The uses in the written order."""
    return grants(node, "secrets", context)
