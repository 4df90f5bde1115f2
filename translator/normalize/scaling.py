"""Scaling: the percentages and numbers that labels below `aliyun.auto_scaling.` give.

They differ in what they bound; how each is written, and where it ends up, is the same.
"""

from dataclasses import replace

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number


def percentage(bound: str, label: Label, current: AutoScaling | None, context: Context, *, least: int) -> AutoScaling | None:
    """The scaling so far, with a percentage as the field `bound` of it."""
    return _with(bound, number(label, context, least=least, most=100, example=80 if least else 20), label, current)


def count(what: str, label: Label, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling so far, with a number of containers, one at least, as the field `what` of it."""
    return _with(what, number(label, context, least=1, example=2), label, current)


def _with(field: str, value: int | None, label: Label, current: AutoScaling | None) -> AutoScaling | None:
    if value is None:
        return current
    return replace(current or AutoScaling(), **{field: Located(value, Derived(label.key.value, (label.value.origin,)))})
