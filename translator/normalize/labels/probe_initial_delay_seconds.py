"""Time between the start of a container and its first health check of `aliyun.probe.*`.

What it does
    Container Service waits so many seconds after the start before it checks for the first time.
Maps to
    `readinessProbe.initialDelaySeconds`.
Grammar
    An integer from 0, in seconds, such as `aliyun.probe.initial_delay_seconds: "10"`.
Differs from Swarm
    Without `aliyun.probe.url` or `aliyun.probe.cmd` there is no check, and the label is ignored, as before.
Source
    Container Service (Swarm) user guide, "probe"; help page 56395.
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.health import Probe
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.probe.initial_delay_seconds"
FIELD = "probe"


def read(label: Label, _hole: Located[str] | None, current: Probe | None, context: Context) -> Probe | None:
    """The probe with a delay."""
    seconds = number(label, context, least=0, example=10, unit="seconds")
    if seconds is None:
        return current
    return replace(current or Probe(), initial_delay=Located(seconds, Derived(KEY, (label.value.origin,))))
