"""`command`: the arguments that the container is started with, in place of the image's CMD.

Maps to  `args` of the container.
Grammar  a list of words, or a line that is split as a shell would split it, without a shell.
Differs  nothing; `$(` and `$$`, which Kubernetes would expand, are escaped.
Source   Compose Specification, services, command.
"""

from translator.model.container import Command
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.invocation import invocation

FIELD = "command"


def read(node: Node, context: Context) -> Command | None:
    """The words; none for an empty line or list, which means that nothing of the image's CMD is kept."""
    return invocation(node, "command", context)
