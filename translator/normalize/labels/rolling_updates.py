"""Whether containers are updated one after the other.

What it does
    With more than one container, Container Service updates the next one only after the one before has succeeded: with a probe
    when that says so, without one as soon as it has started.
Maps to
    `strategy` of the Deployment: RollingUpdate with `maxUnavailable` 1, or the number of `aliyun.rolling_updates.parallelism`,
    and `maxSurge` 0.
Grammar
    `true` or `false`, quoted or not, such as `aliyun.rolling_updates: "true"`. `false` is what holds without the label.
Differs from Swarm
    Without the label Container Service replaced all containers at once, which paused the service; the output is gentler and
    replaces one after the other all the same. Without a probe a Pod counts as ready when its container has started, as before.
Source
    Container Service (Swarm) user guide, "rolling_updates"; help pages 56396 and 48477.
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.deploy import UpdatePolicy
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import switch

KEY = "aliyun.rolling_updates"
FIELD = "update_config"


def read(label: Label, _hole: Located[str] | None, current: UpdatePolicy | None, context: Context) -> UpdatePolicy | None:
    """An update policy, that of `deploy` where there is one: it rolls already."""
    origin = label.value.origin
    wanted = switch(label, context)
    if wanted is None:
        return current
    if not wanted:
        context.findings.ignore("T304", "aliyun.rolling_updates: false is what holds without the label", origin)
        return current
    if current is None:
        return UpdatePolicy(Derived(KEY, (origin,)))
    return replace(current, origin=Derived(KEY, (origin, current.origin)))
