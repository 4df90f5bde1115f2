"""Top-level `labels`: what Container Service reads of the whole application.

Two of its labels stand there, `aliyun.project_type` and `aliyun.schedule`; they hold for every service. Docker has no such key.
Source: help page 44818.
"""

from translator.model.container import Label
from translator.model.node import Node
from translator.model.stack import Dialect
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import is_empty, labels
from translator.normalize.scalars import unset

LABELS = "labels"
_SHARED = ("aliyun.project_type", "aliyun.schedule")


def application_labels(node: Node, context: Context) -> tuple[Label, ...]:
    """The labels that hold for each service; each other one has a finding."""
    if context.dialect is not Dialect.ALIYUN:
        context.findings.refuse(
            "T229",
            "labels are labels of an application of Alibaba Cloud Container Service, and Docker knows none there",
            whole(node),
            help="use --dialect aliyun, or move them to the services",
        )
        return ()
    if is_empty(node):
        unset(node, LABELS, context, "is empty")
        return ()
    kept = []
    for label in labels(node, LABELS, context):
        key = label.key.value
        if key in _SHARED:
            kept.append(label)
        elif key.startswith("aliyun."):
            context.findings.refuse(
                "T368",
                f"{key} stands at the top of the file, where only {' and '.join(_SHARED)} mean anything",
                label.value.origin,
                help="move it below labels of the services that it is meant for",
            )
        else:
            context.findings.ignore("T206", f"labels.{key} labels the application for lists of the console", label.value.origin)
    return tuple(kept)
