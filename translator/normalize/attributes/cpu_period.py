"""`cpu_period`: the period of `cpu_quota`.

Maps to  `resources.limits.cpu` of the container: `cpu_quota` divided by `cpu_period`, rounded up to thousandths of a core.
Grammar  a whole number of microseconds; zero means the 100,000 microseconds of Docker.
Source   Docker reference, `docker run --cpu-quota`; Compose Specification, services, cpu_period.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.microseconds import microseconds

FIELD = "cpu_period"


def read(node: Node, context: Context) -> Located[int] | None:
    """Microseconds, or None where not set."""
    return microseconds(node, "cpu_period", context)
