"""Percent of memory below which containers are taken away.

What it does
    Container Service takes containers away when their memory, on average over a minute, was below so many percent three times
    in a row.
Maps to
    The scaling down of the HorizontalPodAutoscaler. There is no lower bound in it: Pods are taken away as soon as the rest
    would stay below the upper bound.
Grammar
    An integer from 0 to 100; the console offered 0 to 50. Example: `aliyun.auto_scaling.min_memory: "20"`.
Differs from Swarm
    0 can never be reached, so it takes nothing away, as before. Any other value is approximated: with n Pods one is taken
    away when the use falls below (n - 1) / n of the upper bound, whatever the lower bound says.
Source
    Container Service (Swarm) user guide, "container auto scaling"; help pages 43472 and 56387; Kubernetes, horizontal Pod
    autoscaling.
"""

from translator.model.batch import AutoScaling
from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import scaling
from translator.normalize.context import Context

KEY = "aliyun.auto_scaling.min_memory"
FIELD = "auto_scaling"


def read(label: Label, _hole: Located[str] | None, current: AutoScaling | None, context: Context) -> AutoScaling | None:
    """The scaling with this bound."""
    return scaling.percentage("min_memory", label, current, context, least=0)
