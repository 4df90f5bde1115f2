"""`deploy.resources.limits`: what the container may use at most.

Maps to  `resources.limits` of the container.
Grammar  `cpus` as a number of cores and `memory` as a size; zero means not set.
Source   Compose Deploy Specification, resources.
"""

from translator.model.deploy import Resources
from translator.model.node import Node
from translator.normalize.amounts import resources
from translator.normalize.context import Context

FIELD = "limits"


def read(node: Node, context: Context) -> Resources:
    """Processor time and memory, each None where not set."""
    return resources(node, "deploy.resources.limits", context)
