"""`cpu_shares`: how much processor time the container gets.

Maps to  in the aliyun dialect `resources.limits.cpu`, 100 being one core; elsewhere `resources.requests.cpu`, 1024 being one
         core, since Docker's shares are a weight among containers and Kubernetes makes that weight from requests.
Grammar  a whole number; zero means not set.
Differs  a request is also what a node must have free.
Source   Docker reference, `docker run --cpu-shares`; Container Service user guide, application parameters.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import integer, unset

FIELD = "cpu_shares"


def read(node: Node, context: Context) -> Located[int] | None:
    """The shares, or None where not set."""
    shares = integer(node, "cpu_shares", context)
    if shares is not None and shares.value == 0:
        unset(node, "cpu_shares", context, "is 0")
        return None
    return shares
