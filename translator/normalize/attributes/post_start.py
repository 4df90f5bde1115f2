"""`post_start`: commands that run in the container once it has started.

Maps to  `lifecycle.postStart.exec` of the container.
Grammar  a list of `command`, with `working_dir` and `environment` of its own, `user` and `privileged`.
Differs  it runs at each start of the container, and a failure restarts it; it cannot have another user than the container.
Source   Compose Specification, services, post_start; Kubernetes, container lifecycle hooks.
"""

from translator.model.lifecycle import Hook
from translator.model.node import Node
from translator.normalize import hooks
from translator.normalize.context import Context

FIELD = "post_start"


def read(node: Node, context: Context) -> tuple[Hook, ...]:
    """The hooks in the written order."""
    return hooks.inside(node, "post_start", context)
