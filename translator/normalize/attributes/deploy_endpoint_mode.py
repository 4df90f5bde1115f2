"""`deploy.endpoint_mode`: whether the service's name gives one virtual address or the addresses of the tasks.

Maps to  a Service with a cluster address (`vip`) or without one (`dnsrr`).
Grammar  `vip` or `dnsrr`.
Source   Compose Deploy Specification, endpoint_mode.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import choice

FIELD = "endpoint_mode"


def read(node: Node, context: Context) -> Located[str] | None:
    """One of the modes."""
    return choice(node, "deploy.endpoint_mode", ("vip", "dnsrr"), context)
