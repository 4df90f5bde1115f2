"""`cap_drop`: capabilities of the kernel that the container lacks of Docker's own set.

Maps to  `securityContext.capabilities.drop` of the container.
Grammar  a list of names, `CAP_` before them or not, in any case; `ALL` for all.
Source   Compose Specification, services, cap_drop; capabilities(7).
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.capabilities import capabilities
from translator.normalize.context import Context

FIELD = "cap_drop"


def read(node: Node, context: Context) -> tuple[Located[str], ...]:
    """The names as written, each once."""
    return capabilities(node, "cap_drop", context)
