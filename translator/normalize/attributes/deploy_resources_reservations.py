"""`deploy.resources.reservations`: what a node must have free for the container.

Maps to  `resources.requests` of the container; hardware is a limit of a resource such as `nvidia.com/gpu`.
Grammar  `cpus` as a number of cores and `memory` as a size; zero means not set; `devices` by what they can do;
         `generic_resources` by the kinds that Swarm nodes announce, which `nodes.devices` of the configuration names.
Source   Compose Deploy Specification, resources.
"""

from translator.model.deploy import Resources
from translator.model.node import Node
from translator.normalize.amounts import resources
from translator.normalize.context import Context

FIELD = "reservations"


def read(node: Node, context: Context) -> Resources:
    """Processor time and memory, each None where not set, and hardware."""
    return resources(node, "deploy.resources.reservations", context, hardware=True)
