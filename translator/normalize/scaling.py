"""Scaling: the percentages and numbers that labels below `aliyun.auto_scaling.` give.

They differ in what they bound; how each is written, and where it ends up, is the same.
"""

from dataclasses import replace

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import integer

_ALL = 100


def percentage(bound: str, label: Label, current: AutoScaling | None, context: Context, *, least: int) -> AutoScaling | None:
    """The scaling so far, with a percentage as the field `bound` of it."""
    example = '"80"' if least else '"20"'
    return _with(bound, integer.parse(label.value.value, least, _ALL), f"{least} to {_ALL}", example, label, current, context)


def count(what: str, label: Label, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling so far, with a number of containers, one at least, as the field `what` of it."""
    return _with(what, integer.parse(label.value.value, 1), "1", '"2"', label, current, context)


def _with(
    field: str, number: int | None, span: str, example: str, label: Label, current: AutoScaling | None, context: Context
) -> AutoScaling | None:
    if number is None:
        bad_value(label, context, must=f"be an integer from {span}", example=example, read=label.value.value)
        return current
    located = Located(number, Derived(label.key.value, (label.value.origin,)))
    return replace(current or AutoScaling(), **{field: located})
