"""Most containers that scaling may reach.

What it does
    Container Service never scales above that number; 10 unless written.
Maps to
    `maxReplicas` of the HorizontalPodAutoscaler.
Grammar
    An integer from 1, such as `aliyun.auto_scaling.max_instances: "10"`.
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

KEY = "aliyun.auto_scaling.max_instances"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this number."""
    return scaling.count("max_instances", label, current, context)
