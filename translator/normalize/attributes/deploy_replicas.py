"""`deploy.replicas`: the number of tasks of the service.

Maps to  `spec.replicas` of the workload; of a Job, how many Pods must complete.
Grammar  a whole number from 0.
Source   Compose Deploy Specification, replicas.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import integer

FIELD = "replicas"


def read(node: Node, context: Context) -> Located[int] | None:
    """The number; zero stays zero."""
    return integer(node, "deploy.replicas", context)
