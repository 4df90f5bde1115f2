"""`working_dir`: the folder in which the container's command starts.

Maps to  `workingDir` of the container.
Grammar  an absolute path.
Source   Compose Specification, services, working_dir; Docker refuses a relative path.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import parsed, text

FIELD = "working_dir"


def read(node: Node, context: Context) -> Located[str] | None:
    """The path as written."""
    if text(node, "working_dir", context) is None:
        return None
    return parsed(node, "working_dir", lambda path: path if path.startswith("/") else None, "an absolute path", context)
