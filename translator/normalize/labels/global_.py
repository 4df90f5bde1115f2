"""One container of a service on every node.

What it does
    Container Service runs one container on each node, also on nodes that join later.
Maps to
    A DaemonSet, as `deploy.mode: global` does.
Grammar
    `true` or `false`, quoted or not, such as `aliyun.global: "true"`. `false` is what holds without the label.
Differs from Swarm
    It wins over `aliyun.scale`, as before, and over `deploy.mode: replicated`. A DaemonSet leaves out nodes with taints that
    it does not tolerate, such as control-plane and virtual nodes.
Source
    Container Service (Swarm) user guide, questions and answers, "one container on every node"; migration guide, "application
    configuration labels".
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import switch

KEY = "aliyun.global"
FIELD = "mode"


def read(label: Label, _hole: Located[str] | None, current: Located[str] | None, context: Context) -> Located[str] | None:
    """The word `global` where the label is true, in place of `deploy.mode`."""
    origin = label.value.origin
    wanted = switch(label, context)
    if wanted is None:
        return current
    if not wanted:
        context.findings.ignore("T304", "aliyun.global: false is what holds without the label", origin)
        return current
    if current is None:
        return Located("global", Derived(KEY, (origin,)))
    if current.value == "global":
        return Located("global", Derived(KEY, (origin, current.origin)))
    if current.value != "replicated":
        context.findings.refuse(
            "T307",
            f"aliyun.global: true contradicts deploy.mode: {current.value}",
            origin,
            help="keep the one that is meant",
        )
        return current
    context.findings.ignore(
        "T305", "deploy.mode: replicated has no effect beside aliyun.global: true", current.origin, help="keep one of the two"
    )
    return Located("global", Derived(KEY, (origin,)))
