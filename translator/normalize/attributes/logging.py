"""`logging`: the log driver that takes what the container prints.

Maps to  nothing: the runtime of the node keeps what containers print, and an agent on each node sends it on.
Grammar  `driver`, and `options` of that driver.
Differs  the kubelet rotates logs by settings of its own; a driver that sent them elsewhere has to be replaced by an agent.
Source   Compose Specification, services, logging; Kubernetes, logging architecture.
"""

from translator.model.container import LogDriver
from translator.model.node import Node
from translator.model.origin import Default, Located
from translator.normalize import forms
from translator.normalize.context import Context

FIELD = "logging"

_DAEMON = Located("json-file", Default("Docker's own log driver"))


def read(node: Node, context: Context) -> LogDriver | None:
    """The driver and its options; None where nothing is written."""
    found = forms.form(node, "logging", ("driver", "options"), context)
    if not found.entries:
        return None
    options = found.entries.get("options")
    written = () if options is None else forms.labels(options, "logging.options", context)
    return LogDriver(found.text("driver") or _DAEMON, written, node.origin)
