"""`dns_options`: options of the resolver, as exports of Alibaba Cloud Container Service write `dns_opt`.

Maps to  `dnsConfig.options` of the Pod, where they come on top of the cluster's own.
Grammar  a list of `NAME` or `NAME:VALUE`, such as `ndots:2`, or one of them.
Source   Container Service (Swarm) user guide, orchestration templates; resolv.conf(5).
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.resolver import options

FIELD = "dns_options"


def read(node: Node, context: Context) -> tuple[Located[str], ...]:
    """The options in the written order."""
    return options(node, "dns_options", context)
