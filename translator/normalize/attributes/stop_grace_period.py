"""`stop_grace_period`: how long the container may take to stop before it is killed; Docker's default is 10 seconds.

Maps to  `terminationGracePeriodSeconds` of the Pod, rounded up to whole seconds.
Grammar  a duration, `1m30s`.
Source   Compose Specification, services, stop_grace_period.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Duration
from translator.normalize.context import Context
from translator.normalize.grammar import duration
from translator.normalize.scalars import parsed

FIELD = "stop_grace_period"


def read(node: Node, context: Context) -> Located[Duration] | None:
    """The duration; zero stays zero, since it kills at once."""
    return parsed(node, "stop_grace_period", duration.parse, duration.EXPECTED, context, code="T254")
