"""Number of containers that a rolling update replaces at a time.

What it does
    Container Service updates so many containers at once, where `aliyun.rolling_updates` is true. An invalid number counts as 1.
Maps to
    `strategy.rollingUpdate.maxUnavailable` of the Deployment.
Grammar
    An integer from 1, such as `aliyun.rolling_updates.parallelism: "2"`. It should be less than `aliyun.scale`.
Differs from Swarm
    It wins over `deploy.update_config.parallelism`. Without `aliyun.rolling_updates: "true"` it has no effect, as before.
Source
    Container Service (Swarm) user guide, "rolling_updates".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.deploy import UpdatePolicy
from translator.model.origin import Derived, Located
from translator.normalize.complaint import shown
from translator.normalize.context import Context
from translator.normalize.grammar import integer

KEY = "aliyun.rolling_updates.parallelism"
FIELD = "update_config"

_SWITCH = "aliyun.rolling_updates"


def read(label: Label, _hole: Located[str] | None, current: UpdatePolicy | None, context: Context) -> UpdatePolicy | None:
    """The update policy of the other label with a number of containers."""
    text, origin = label.value.value, label.value.origin
    if current is None or not isinstance(current.origin, Derived) or current.origin.rule != _SWITCH:
        context.findings.ignore(
            "T361", f"{KEY} has no effect without {_SWITCH}", origin, help=f'add {_SWITCH}: "true", or remove it'
        )
        return current
    number = integer.parse(text, 1)
    if number is None:
        context.findings.approximate(
            "T362",
            f"{KEY} must be an integer from 1, not {shown(text, label.value)}, and counts as 1, as it did in Container Service",
            origin,
            help=f'write it like {KEY}: "2"',
        )
        number = 1
    if current.parallelism is not None and current.parallelism.value != number:
        context.findings.ignore(
            "T305",
            f"deploy.update_config.parallelism: {current.parallelism.value} has no effect beside {KEY}: {number}",
            current.parallelism.origin,
            help="keep one of the two",
        )
    also = () if current.parallelism is None or current.parallelism.value != number else (current.parallelism.origin,)
    return replace(
        current,
        parallelism=Located(number, Derived(KEY, (origin, *also))),
        origin=Derived(_SWITCH, (*current.origin.parents, origin)),
    )
