"""`log_driver`: the log driver, as version 1 writes `logging.driver`.

Maps to  nothing, as `logging`.
Grammar  the name of a driver.
Differs  a driver that sent logs elsewhere has to be replaced by an agent on each node.
Source   Compose file version 1, log_driver.
"""

from translator.model.container import LogDriver
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.scalars import text

FIELD = "logging"


def read(node: Node, context: Context) -> LogDriver | None:
    """The driver; its options stand in log_opt, which says nothing by itself."""
    name = text(node, "log_driver", context)
    return None if name is None else LogDriver(name, (), name.origin)
