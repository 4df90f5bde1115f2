"""`user`: the user, and perhaps the group, that the container's command runs as.

Maps to  `runAsUser` and `runAsGroup` of the container's `securityContext`.
Grammar  `USER[:GROUP]`, each a number or a name.
Differs  Kubernetes takes numbers alone; a name is refused, since only the image knows its number.
Source   Compose Specification, services, user; Docker reference, `docker run --user`.
"""

import re

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import UserReference
from translator.normalize.context import Context
from translator.normalize.scalars import parsed, text

FIELD = "user"

_USER = re.compile(r"([^:\s]+)(?::([^:\s]*))?")


def read(node: Node, context: Context) -> Located[UserReference] | None:
    """The parts as written."""
    if text(node, "user", context) is None:
        return None
    return parsed(node, "user", _parse, "USER or USER:GROUP", context, code="T288")


def _parse(text: str) -> UserReference | None:
    match = _USER.fullmatch(text)
    return UserReference(match[1], match[2] or None) if match else None
