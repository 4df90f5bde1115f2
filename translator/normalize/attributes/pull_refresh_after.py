"""`pull_refresh_after`: how long an image counts as fresh, with `pull_policy: refresh`.

Maps to  `imagePullPolicy: Always`, together with `pull_policy: refresh`.
Grammar  a duration, such as 24h.
Differs  the registry is asked at each start of a container, whatever the time.
Source   Compose Specification, services, pull_refresh_after.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Duration
from translator.normalize.context import Context
from translator.normalize.grammar import duration
from translator.normalize.scalars import parsed

FIELD = "pull_refresh_after"


def read(node: Node, context: Context) -> Located[Duration] | None:
    """The time; `normalize.joins` joins it with pull_policy."""
    return parsed(node, "pull_refresh_after", duration.parse, duration.EXPECTED, context, code="T254")
