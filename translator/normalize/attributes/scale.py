"""`scale`: the number of containers of the service, the older spelling of `deploy.replicas`.

Maps to  `spec.replicas` of the workload.
Grammar  a whole number from 0.
Source   Compose Specification, services, scale.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import integer

FIELD = "scale"


def read(node: Node, context: Context) -> Located[int] | None:
    """The number; zero stays zero. `normalize.joins` compares it with deploy.replicas."""
    return integer(node, "scale", context)
