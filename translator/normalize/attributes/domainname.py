"""`domainname`: the domain behind the container's host name.

Maps to  `hostnameOverride` with the whole name since Kubernetes 1.35; before, `subdomain` where it is one DNS label.
Grammar  a domain name of RFC 1123.
Differs  with `hostnameOverride` the short name is the whole one too; with `subdomain` the domain of the cluster follows.
Source   Compose Specification, services, domainname; Kubernetes, DNS for Services and Pods.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.grammar import domain_name
from translator.normalize.scalars import parsed, text

FIELD = "domainname"


def read(node: Node, context: Context) -> Located[str] | None:
    """The domain in lower case."""
    if text(node, "domainname", context) is None:
        return None
    return parsed(node, "domainname", domain_name.parse, domain_name.EXPECTED, context, code="T294")
