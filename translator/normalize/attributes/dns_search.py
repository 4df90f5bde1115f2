"""`dns_search`: domains in which a name without dots is looked up.

Maps to  `dnsConfig.searches` of the Pod.
Grammar  a domain or a list of them; `.` alone means no domain.
Differs  the domains of the cluster, by which services are found, come first, and cannot be left out.
Source   Compose Specification, services, dns_search; Kubernetes, DNS for Services and Pods.
"""

from translator.model.node import Node, Scalar, Sequence
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.grammar import domain_name
from translator.normalize.scalars import parsed, unset

FIELD = "dns_search"


def read(node: Node, context: Context) -> tuple[Located[str], ...]:
    """The domains in the written order, each once."""
    found: dict[str, Located[str]] = {}
    for item in items(node, "dns_search", context) if isinstance(node, Sequence) else (node,):
        if isinstance(item, Scalar) and item.text in (".", ""):
            unset(item, "dns_search", context, "adds no domain")
            continue
        domain = parsed(item, "dns_search", domain_name.parse, domain_name.EXPECTED, context, code="T294")
        if domain is not None and found.setdefault(domain.value, domain) is not domain:
            context.findings.ignore("T262", f"dns_search has {domain.value} once more", item.origin, help="remove this line")
    return tuple(found.values())
