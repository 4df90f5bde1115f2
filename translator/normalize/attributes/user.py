"""`user`: the user, and perhaps the group, that the container's command runs as.

Maps to  `runAsUser` and `runAsGroup` of the container's `securityContext`.
Grammar  `USER[:GROUP]`, each a number or a name.
Differs  Kubernetes takes numbers alone; a name is refused, since only the image knows its number.
Source   Compose Specification, services, user; Docker reference, `docker run --user`.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import UserReference
from translator.normalize.context import Context
from translator.normalize.grammar import user
from translator.normalize.scalars import parsed, text

FIELD = "user"


def read(node: Node, context: Context) -> Located[UserReference] | None:
    """The parts as written."""
    if text(node, "user", context) is None:
        return None
    return parsed(node, "user", user.parse, user.EXPECTED, context, code="T288")
