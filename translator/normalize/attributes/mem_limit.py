"""`mem_limit`: the most memory that the container may use.

Maps to  `resources.limits.memory` of the container, unless `deploy.resources.limits.memory` is written too, which wins.
Grammar  a size, `512m`; zero means not set, as exports of Alibaba Cloud Container Service write it.
Source   Compose file version 2 reference, mem_limit; Compose Specification, services, mem_limit.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Bytes
from translator.normalize.amounts import memory
from translator.normalize.context import Context

FIELD = "mem_limit"


def read(node: Node, context: Context) -> Located[Bytes] | None:
    """Bytes, or None where not set."""
    return memory(node, "mem_limit", context)
