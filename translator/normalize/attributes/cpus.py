"""`cpus`: the most processor time that the container may use.

Maps to  `resources.limits.cpu` of the container, unless `deploy.resources.limits.cpus` is written too, which wins.
Grammar  a number of cores, `1.5`; zero means not set.
Source   Compose file version 2 reference, cpus; Compose Specification, services, cpus.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Cpus
from translator.normalize.amounts import processors
from translator.normalize.context import Context

FIELD = "cpus"


def read(node: Node, context: Context) -> Located[Cpus] | None:
    """Processor time, or None where not set."""
    return processors(node, "cpus", context)
