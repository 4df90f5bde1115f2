"""`privileged`: the container may do on its host what root may do.

Maps to  `securityContext.privileged` of the container.
Grammar  true or false.
Source   Compose Specification, services, privileged.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import boolean

FIELD = "privileged"


def read(node: Node, context: Context) -> Located[bool] | None:
    """True, false, or None where the value is neither."""
    return boolean(node, "privileged", context)
