"""Fewest containers that scaling may leave.

What it does
    Container Service never scales below that number; 1 unless written.
Maps to
    `minReplicas` of the HorizontalPodAutoscaler, which owns the number of replicas: the Deployment has no `replicas` field,
    and `aliyun.scale` has no effect beside it.
Grammar
    An integer from 1, such as `aliyun.auto_scaling.min_instances: "2"`.
Differs from Swarm
    Nothing.
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

KEY = "aliyun.auto_scaling.min_instances"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this number."""
    number = integer.parse(label.value.value, 1)
    if number is None:
        bad_value(label, context, must="be an integer from 1", example='"2"', read=label.value.value)
        return current
    return replace(current or AutoScaling(), min_instances=Located(number, Derived(KEY, (label.value.origin,))))
