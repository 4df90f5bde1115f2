"""Number of containers of a service.

What it does
    Container Service keeps that many containers of the service running. Without it there is one.
Maps to
    `replicas` of the Deployment or StatefulSet; `parallelism` and `completions` of a Job.
Grammar
    An integer from 0, such as `aliyun.scale: "3"`. Quotes do not matter.
Differs from Swarm
    It wins over `deploy.replicas`. Beside `aliyun.global: "true"` or `deploy.mode: global` it has no effect, as before: one
    container runs on every node. 0 keeps the service and runs none of it.
Source
    Container Service (Swarm) user guide, "scale"; label overview, help page 26086.
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.scale"
FIELD = "replicas"


def read(label: Label, _hole: Located[str] | None, current: Located[int] | None, context: Context) -> Located[int] | None:
    """The number of containers, in place of that of `deploy.replicas`."""
    origin = label.value.origin
    count = number(label, context, least=0, example=3)
    if count is None:
        return current
    if current is None:
        return Located(count, Derived(KEY, (origin,)))
    if current.value == count:
        return Located(count, Derived(KEY, (origin, current.origin)))
    context.findings.ignore(
        "T305",
        f"deploy.replicas: {current.value} has no effect beside aliyun.scale: {count}",
        current.origin,
        help="keep one of the two",
    )
    return Located(count, Derived(KEY, (origin,)))
