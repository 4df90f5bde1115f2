"""`restart`: what Docker does when the container ends.

Maps to  the kind of the workload and its `restartPolicy`; a Deployment starts its containers again in every case.
Grammar  `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:N`; YAML's false is `no`.
Differs  a Deployment restarts after exit 0 too, and its restarts cannot be counted.
Source   Compose Specification, services, restart.
"""

import re

from translator.model.deploy import RestartPolicy
from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.scalars import is_false, parsed

FIELD = "restart"

_POLICY = re.compile(r"(?:(no|always|unless-stopped)|(on-failure)(?::(\d{1,9}))?)", re.ASCII)


def read(node: Node, context: Context) -> RestartPolicy | None:
    """The policy; None, with a finding, for another word."""
    if is_false(node):
        return RestartPolicy(Located("no", node.origin), None, None, None, node.origin)
    found = parsed(node, "restart", _parse, "no, always, unless-stopped, on-failure or on-failure:N", context, code="T253")
    if found is None:
        return None
    condition, attempts = found.value
    return RestartPolicy(
        Located(condition, node.origin), None if attempts is None else Located(attempts, node.origin), None, None, node.origin
    )


def _parse(text: str) -> tuple[str, int | None] | None:
    match = _POLICY.fullmatch(text)
    if match is None:
        return None
    return match[1] or match[2], int(match[3]) if match[3] else None
