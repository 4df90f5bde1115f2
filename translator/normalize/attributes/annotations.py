"""`annotations`: annotations of the container for its runtime.

Maps to  annotations of the Pods, which the kubelet hands to the container runtime.
Grammar  `NAME=VALUE` items or a map; values are text as YAML wrote it.
Source   Compose Specification, services, annotations; Kubernetes CRI, PodSandboxConfig.
"""

from translator.model.container import Label
from translator.model.node import Node
from translator.normalize import forms
from translator.normalize.context import Context

FIELD = "annotations"


def read(node: Node, context: Context) -> tuple[Label, ...]:
    """The annotations, each name once."""
    return forms.labels(node, "annotations", context)
