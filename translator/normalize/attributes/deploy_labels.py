"""`deploy.labels`: labels of the Swarm service, not of its containers.

Maps to  annotations of the workload; labels of `aliyun.*` have meanings of their own.
Grammar  `NAME=VALUE` items or a map; values are text as YAML wrote it.
Source   Compose Deploy Specification, labels.
"""

from translator.model.container import Label
from translator.model.node import Node
from translator.normalize import forms
from translator.normalize.context import Context

FIELD = "deploy_labels"


def read(node: Node, context: Context) -> tuple[Label, ...]:
    """The labels, each name once."""
    return forms.labels(node, "deploy.labels", context)
