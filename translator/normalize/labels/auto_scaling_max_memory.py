"""Percent of memory above which containers are added.

What it does
    Container Service adds containers when their memory, on average over a minute, was above so many percent three times in a
    row.
Maps to
    A metric of the HorizontalPodAutoscaler (autoscaling/v2): average utilization of memory as its target.
Grammar
    An integer from 1 to 100; the console offered 50 to 100. Example: `aliyun.auto_scaling.max_memory: "80"`.
Differs from Swarm
    Kubernetes counts in percent of what the container requests, so a request must be known, and goes on a tenth above the
    target. Without a lower bound nothing is taken away, as before.
Source
    Container Service (Swarm) user guide, "container auto scaling"; help pages 43472 and 56387; Kubernetes, horizontal Pod
    autoscaling.
"""

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import scaling
from translator.normalize.context import Context

KEY = "aliyun.auto_scaling.max_memory"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this bound."""
    return scaling.percentage("max_memory", label, current, context, least=1)
