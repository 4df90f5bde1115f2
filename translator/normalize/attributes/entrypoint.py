"""`entrypoint`: the program that the container starts, in place of the image's ENTRYPOINT; the image's CMD is dropped too.

Maps to  `command` of the container.
Grammar  a list of words, or a line that is split as a shell would split it, without a shell.
Differs  nothing; `$(` and `$$`, which Kubernetes would expand, are escaped.
Source   Compose Specification, services, entrypoint.
"""

from translator.model.container import Command
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.invocation import invocation

FIELD = "entrypoint"


def read(node: Node, context: Context) -> Command | None:
    """The words; none for an empty line or list, which means that nothing of the image's ENTRYPOINT is kept."""
    return invocation(node, "entrypoint", context)
