"""`group_add`: further groups of the container's user.

Maps to  `securityContext.supplementalGroups` of the Pod.
Grammar  a list of numbers or names.
Differs  Kubernetes takes numbers alone; a name is refused unless `groups` of the configuration says its number.
Source   Compose Specification, services, group_add.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import words

FIELD = "group_add"


def read(node: Node, context: Context) -> tuple[Located[str], ...]:
    """The groups as written."""
    return words(node, "group_add", context)
