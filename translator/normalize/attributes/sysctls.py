"""`sysctls`: parameters of the kernel, as far as they belong to the container's own namespaces.

Maps to  `securityContext.sysctls` of the Pod.
Grammar  `NAME=VALUE` items, or a map.
Differs  Kubernetes calls most of them unsafe: the kubelet of the node must allow them, or the Pod does not start. Parameters of
         the whole node are refused, as Docker refuses them.
Source   Compose Specification, services, sysctls; Kubernetes documentation, Using sysctls in a Kubernetes Cluster.
"""

from translator.model.container import Label
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.forms import labels

FIELD = "sysctls"


def read(node: Node, context: Context) -> tuple[Label, ...]:
    """Names and values as text; the map form is sorted by name."""
    return labels(node, "sysctls", context)
