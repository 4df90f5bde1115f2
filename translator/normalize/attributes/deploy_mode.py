"""`deploy.mode`: whether the service has a number of tasks, one on every node, or tasks that end.

Maps to  the kind of the workload: Deployment or StatefulSet (replicated), DaemonSet (global), Job (replicated-job).
Grammar  `replicated`, `global`, `replicated-job` or `global-job`.
Differs  no kind runs one task to its end on every node, so `global-job` is refused.
Source   Compose Deploy Specification, mode.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import choice

FIELD = "mode"

MODES = ("replicated", "global", "replicated-job", "global-job")


def read(node: Node, context: Context) -> Located[str] | None:
    """One of the modes."""
    return choice(node, "deploy.mode", MODES, context)
