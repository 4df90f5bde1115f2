"""`mem_reservation`: the memory that the container is to have when memory runs short.

Maps to  `resources.requests.memory` of the container, unless `deploy.resources.reservations.memory` is written too, which wins.
Grammar  a size, `256m`; zero means not set.
Differs  a request is also what a node must have free.
Source   Compose file version 2 reference, mem_reservation; Compose Specification, services, mem_reservation.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Bytes
from translator.normalize.amounts import memory
from translator.normalize.context import Context

FIELD = "mem_reservation"


def read(node: Node, context: Context) -> Located[Bytes] | None:
    """Bytes, or None where not set."""
    return memory(node, "mem_reservation", context)
