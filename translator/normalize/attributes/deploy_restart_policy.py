"""`deploy.restart_policy`: whether Swarm replaces a task that ends.

Maps to  the kind of the workload and its `restartPolicy`, as `restart` does; without a condition, Swarm's default is `any`.
Grammar  `condition` (none, on-failure, any), `delay` and `window` as durations, `max_attempts`.
Differs  a Deployment restarts after exit 0 too, waits longer each time, and never gives up.
Source   Compose Deploy Specification, restart_policy.
"""

from translator.model.deploy import RestartPolicy
from translator.model.node import Node
from translator.model.origin import Default, Located
from translator.normalize.context import Context
from translator.normalize.forms import form, leave_out

FIELD = "restart_policy"

_KEY = "deploy.restart_policy"
_ANY = Located("any", Default("Swarm replaces every task that ends, where no condition is written"))


def read(node: Node, context: Context) -> RestartPolicy | None:
    """The policy, `none` as `no`; None where nothing is written, or with a finding where the condition is none of the words."""
    found = form(node, _KEY, ("condition", "delay", "window", "max_attempts"), context)
    if not found.entries:
        return None
    condition = found.choice("condition", ("none", "on-failure", "any")) if "condition" in found.entries else _ANY
    if condition is None:
        leave_out(node, _KEY, context)
        return None
    if condition.value == "none":
        condition = Located("no", condition.origin)
    return RestartPolicy(
        condition, found.integer("max_attempts"), found.duration("delay"), found.duration("window"), node.origin
    )
