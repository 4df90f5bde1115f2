"""Which ended containers of a batch are deleted.

What it does
    Container Service deletes the containers that succeeded, those that failed, or all of them.
Maps to
    `ttlSecondsAfterFinished: 600` of the Job, which leaves ten minutes to read its log; of a CronJob
    `successfulJobsHistoryLimit: 0`, `failedJobsHistoryLimit: 0`, or both.
Grammar
    `remove-finished`, `remove-failed` or `remove-all`, such as `aliyun.remove_containers: "remove-all"`.
Differs from Swarm
    A Job is deleted as a whole, whether it succeeded or failed, so `remove-finished` deletes a failed one too, and
    `remove-failed` deletes nothing. A CronJob tells the two apart.
Source
    Container Service (Swarm) user guide, offline applications, help page 44818; Kubernetes, Job and CronJob.
"""

from dataclasses import replace

from translator.model.batch import Batch
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.remove_containers"
FIELD = "batch"

_WORDS = ("remove-finished", "remove-failed", "remove-all")


def read(label: Label, _hole: Located[str] | None, current: Batch | None, context: Context) -> Batch | None:
    """The batch with what is removed of it."""
    word = label.value.value.strip()
    if word not in _WORDS:
        must = f"be {', '.join(_WORDS[:-1])} or {_WORDS[-1]}"
        bad_value(label, context, must=must, example='"remove-all"', read=label.value.value)
        return current
    return replace(current or Batch(), removal=Located(word, Derived(KEY, (label.value.origin,))))
