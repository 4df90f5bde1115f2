"""`read_only`: the root file system of the container cannot be written.

Maps to  `securityContext.readOnlyRootFilesystem` of the container.
Grammar  true or false.
Source   Compose Specification, services, read_only.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import boolean

FIELD = "read_only"


def read(node: Node, context: Context) -> Located[bool] | None:
    """True, false, or None where the value is neither."""
    return boolean(node, "read_only", context)
