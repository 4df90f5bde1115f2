"""`dns_opt`: options of the resolver, as in resolv.conf.

Maps to  `dnsConfig.options` of the Pod, where they come on top of the cluster's own.
Grammar  a list of `NAME` or `NAME:VALUE`, such as `ndots:2` or `use-vc`.
Source   Compose Specification, services, dns_opt; resolv.conf(5); Kubernetes, DNS for Services and Pods.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.resolver import options

FIELD = "dns_options"


def read(node: Node, context: Context) -> tuple[Located[str], ...]:
    """The options in the written order."""
    return options(node, "dns_opt", context)
