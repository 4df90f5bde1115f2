"""`init`: an init program runs first, which reaps orphaned processes and passes signals on.

Maps to  `shareProcessNamespace: true` of the Pod: its first process is then that of the Pod itself, which reaps orphans, and
         the container's program is an ordinary process, which signals end unless it handles them.
Grammar  true or false; version 2.2 also takes the path of an init program, which means true.
Source   Compose Specification, services, init; Kubernetes documentation, Share Process Namespace between Containers in a Pod.
"""

from translator.model.node import Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import boolean, unset

FIELD = "init"


def read(node: Node, context: Context) -> Located[bool] | None:
    """True; None where it is switched off, as it is by default."""
    if isinstance(node, Scalar) and node.text.startswith("/"):
        return Located(True, node.origin)
    wanted = boolean(node, "init", context)
    if wanted is not None and not wanted.value:
        unset(node, "init", context, "is false")
        return None
    return wanted
