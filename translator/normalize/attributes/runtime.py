"""`runtime`: the program that starts the container in place of runc.

Maps to  `runtimeClassName` of the Pod, by `nodes.runtimes` of the configuration, else the same name.
Grammar  a name; `runc` means not set.
Differs  the cluster must have a RuntimeClass of that name, and nodes with the program.
Source   Compose Specification, services, runtime; Kubernetes documentation, Runtime Class.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import text

FIELD = "runtime"


def read(node: Node, context: Context) -> Located[str] | None:
    """The name as written; None where it is the default."""
    written = text(node, "runtime", context)
    if written is not None and written.value == "runc":
        context.findings.ignore("T202", "runtime runc is the default of Docker and of Kubernetes", written.origin)
        return None
    return written
