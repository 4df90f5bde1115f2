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

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import scaling
from translator.normalize.context import Context

KEY = "aliyun.auto_scaling.step"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this number."""
    return scaling.count("step", label, current, context)
