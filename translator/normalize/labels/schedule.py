"""Times at which the application runs.

What it does
    Container Service runs the containers to their end at each of these times, in Beijing time. It implies a batch.
Maps to
    A CronJob for each service, with `timeZone: Asia/Shanghai`; the Job that it makes is that of `aliyun.project_type: batch`.
Grammar
    Six fields: second minute hour day month weekday, such as `aliyun.schedule: "0 30 3 * * *"` for half past three. It stands
    below `labels` at the top of the template, for all services. Sunday is 0 or 7.
Differs from Swarm
    A CronJob has no seconds: the field must be 0. A schedule that runs several times a minute is refused.
Source
    Container Service (Swarm) user guide, scheduled applications, help pages 44818 and 43351; Kubernetes, CronJob.
"""

from dataclasses import replace

from translator.model.batch import Batch
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import cron

KEY = "aliyun.schedule"
FIELD = "batch"


def read(label: Label, _hole: Located[str] | None, current: Batch | None, context: Context) -> Batch | None:
    """The batch with its schedule."""
    found = cron.parse(label.value.value)
    if found is None:
        bad_value(label, context, must=f"be {cron.EXPECTED}", example='"0 30 3 * * *"', read=label.value.value)
        return current
    return replace(current or Batch(), schedule=Located(found, Derived(KEY, (label.value.origin,))))
