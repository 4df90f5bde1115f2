"""Time that one health check of `aliyun.probe.*` may take.

What it does
    Container Service counts a check as failed that has no answer after so many seconds.
Maps to
    `readinessProbe.timeoutSeconds`.
Grammar
    An integer from 1, in seconds, such as `aliyun.probe.timeout_seconds: "10"`.
Differs from Swarm
    Without `aliyun.probe.url` or `aliyun.probe.cmd` there is no check, and the label is ignored, as before. What Container
    Service took where the label is missing is not documented.
Source
    Container Service (Swarm) user guide, "probe"; help page 56395.
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.health import Probe
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.probe.timeout_seconds"
FIELD = "probe"


def read(label: Label, _hole: Located[str] | None, current: Probe | None, context: Context) -> Probe | None:
    """The probe with a time limit."""
    seconds = number(label, context, least=1, example=10, unit="seconds")
    if seconds is None:
        return current
    return replace(current or Probe(), timeout=Located(seconds, Derived(KEY, (label.value.origin,))))
