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

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import scaling
from translator.normalize.context import Context

KEY = "aliyun.auto_scaling.min_instances"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this number."""
    return scaling.count("min_instances", label, current, context)
