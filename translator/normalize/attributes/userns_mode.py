"""`userns_mode`: whether the container's users are those of the host.

Maps to  `hostUsers: true` of the Pod, which is also what Kubernetes does where nothing is said.
Grammar  the word `host`.
Source   Compose Specification, services, userns_mode; Kubernetes documentation, User Namespaces.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import refuse, text

FIELD = "userns_mode"


def read(node: Node, context: Context) -> Located[str] | None:
    """The word host; None, with a finding, for another."""
    written = text(node, "userns_mode", context)
    if written is None or written.value == "host":
        return written
    refuse(node, "userns_mode", "host, the only word that Docker knows", context)
    return None
