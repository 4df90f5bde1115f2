"""`cpu_quota`: microseconds of processor time that the container may use in each period.

Maps to  `resources.limits.cpu` of the container: `cpu_quota` divided by `cpu_period`, rounded up to thousandths of a core.
Grammar  a whole number of microseconds; zero and -1 mean no limit.
Source   Docker reference, `docker run --cpu-quota`; Compose Specification, services, cpu_quota.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.microseconds import microseconds

FIELD = "cpu_quota"


def read(node: Node, context: Context) -> Located[int] | None:
    """Microseconds, or None where not set."""
    return microseconds(node, "cpu_quota", context)
