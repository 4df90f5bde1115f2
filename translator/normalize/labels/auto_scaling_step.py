"""Number of containers that one scaling action adds or takes away.

What it does
    Container Service adds or takes away so many containers at a time; 1 unless written.
Maps to
    `behavior` of the HorizontalPodAutoscaler: a policy of so many Pods in 60 seconds, up and down, after 180 seconds in which
    the use stayed beyond the bound.
Grammar
    An integer from 1; the documented range is 1 to 5. Example: `aliyun.auto_scaling.step: "2"`.
Differs from Swarm
    Fewer Pods are added or taken away where fewer are enough to reach the target.
Source
    Container Service (Swarm) user guide, "container auto scaling"; help pages 43472 and 56387; Kubernetes, horizontal Pod
    autoscaling.
"""

from dataclasses import replace

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import integer

KEY = "aliyun.auto_scaling.step"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this number."""
    number = integer.parse(label.value.value, 1)
    if number is None:
        bad_value(label, context, must="be an integer from 1", example='"2"', read=label.value.value)
        return current
    return replace(current or AutoScaling(), step=Located(number, Derived(KEY, (label.value.origin,))))
