"""`dns`: name servers that answer for names outside of the stack.

Maps to  `dnsConfig.nameservers` of the Pod.
Grammar  an IP address or a list of them.
Differs  Docker's own server goes on to answer for service names and asks these for the rest; a Pod asks one list in order.
Source   Compose Specification, services, dns.
"""

from translator.model.node import Node, Sequence
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.grammar import address
from translator.normalize.scalars import parsed

FIELD = "dns"


def read(node: Node, context: Context) -> tuple[Located[str], ...]:
    """The addresses in the written order."""
    written = items(node, "dns", context) if isinstance(node, Sequence) else (node,)
    found = (parsed(item, "dns", address.parse, address.EXPECTED, context, code="T287") for item in written)
    return tuple(server for server in found if server is not None)
