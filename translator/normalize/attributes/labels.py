"""`labels`: labels of the container.

Maps to  annotations of the Pods; labels of `aliyun.*` and of other programs have meanings of their own.
Grammar  `NAME=VALUE` items or a map; values are text as YAML wrote it.
Source   Compose Specification, services, labels.
"""

from translator.model.container import Label
from translator.model.node import Node
from translator.normalize import forms
from translator.normalize.context import Context

FIELD = "labels"


def read(node: Node, context: Context) -> tuple[Label, ...]:
    """The labels, each name once."""
    return forms.labels(node, "labels", context)
