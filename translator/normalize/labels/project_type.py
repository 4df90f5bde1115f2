"""Whether the application is a batch of work that runs to its end.

What it does
    Container Service runs the containers of the application until they end, instead of keeping them running.
Maps to
    A Job for each service; `aliyun.scale` is its `parallelism` and its `completions`.
Grammar
    The word `batch`. It stands below `labels` at the top of the template, for all services: `aliyun.project_type: "batch"`.
Differs from Swarm
    A Job cannot be changed once it is applied: a new version is a new Job, or the old one is deleted first.
Source
    Container Service (Swarm) user guide, offline applications, help page 44818.
"""

from dataclasses import replace

from translator.model.batch import Batch
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.project_type"
FIELD = "batch"


def read(label: Label, _hole: Located[str] | None, current: Batch | None, context: Context) -> Batch | None:
    """The batch with its kind."""
    if label.value.value.strip().lower() != "batch":
        bad_value(label, context, must="be the word batch", example='"batch"', read=label.value.value)
        return current
    return replace(current or Batch(), kind=Located("batch", Derived(KEY, (label.value.origin,))))
