"""`network`: whose network the container is in.

Maps to  `hostNetwork` of the Pod for `host`; one Pod with the other service for `service:NAME` and `container:NAME`.
Grammar  `host`, `none`, `service:NAME`, `container:NAME`; `bridge`, `default` and the like mean not set.
Differs  a Pod always has a network: `none` becomes a NetworkPolicy that lets nothing in or out, where the cluster enforces it.
Source   Container Service user guide, network; Docker reference, `docker run --network`.
"""

from translator.model.isolation import Sharing
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.networking import network_mode

FIELD = "network_mode"


def read(node: Node, context: Context) -> Sharing | None:
    """Whose network; None where it is the stack's own."""
    return network_mode(node, "network", context)
