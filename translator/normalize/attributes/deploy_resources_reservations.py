"""`deploy.resources.reservations`: what a node must have free for the container.

Maps to  `resources.requests` of the container.
Grammar  `cpus` as a number of cores and `memory` as a size; zero means not set.
Source   Compose Deploy Specification, resources.
"""

from translator.model.node import Node
from translator.model.service import Resources
from translator.normalize.amounts import resources
from translator.normalize.context import Context

FIELD = "reservations"


def read(node: Node, context: Context) -> Resources:
    """Processor time and memory, each None where not set."""
    return resources(node, "deploy.resources.reservations", context)
