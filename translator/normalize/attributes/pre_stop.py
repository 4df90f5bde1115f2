"""`pre_stop`: commands that run in the container before it is stopped.

Maps to  `lifecycle.preStop.exec` of the container.
Grammar  a list of `command`, with `working_dir` and `environment` of its own, `user` and `privileged`.
Differs  its time is part of the grace period; it cannot have another user than the container.
Source   Compose Specification, services, pre_stop; Kubernetes, container lifecycle hooks.
"""

from translator.model.lifecycle import Hook
from translator.model.node import Node
from translator.normalize import hooks
from translator.normalize.context import Context

FIELD = "pre_stop"


def read(node: Node, context: Context) -> tuple[Hook, ...]:
    """The hooks in the written order."""
    return hooks.inside(node, "pre_stop", context)
