"""Number of times that a failed container of a batch is tried again.

What it does
    Container Service starts a failed container anew, up to that number of times.
Maps to
    `backoffLimit` of the Job.
Grammar
    An integer from 0, such as `aliyun.retry_count: "3"`.
Differs from Swarm
    The limit counts the failures of all Pods of the Job together, and the waits between tries grow from ten seconds to six
    minutes. Outside of a batch it has no effect.
Source
    Container Service (Swarm) user guide, offline applications, help page 44818; Kubernetes, Job.
"""

from dataclasses import replace

from translator.model.batch import Batch
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.retry_count"
FIELD = "batch"


def read(label: Label, _hole: Located[str] | None, current: Batch | None, context: Context) -> Batch | None:
    """The batch with a number of tries."""
    tries = number(label, context, least=0, example=3)
    if tries is None:
        return current
    return replace(current or Batch(), retries=Located(tries, Derived(KEY, (label.value.origin,))))
