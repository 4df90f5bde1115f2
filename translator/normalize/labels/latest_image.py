"""Whether the image is pulled at each deployment, also under a tag that the node has already.

What it does
    Container Service pulls the image before it starts the containers, even where a node has one under the same tag.
Maps to
    `imagePullPolicy: Always` of the container.
Grammar
    `true` or `false`, quoted or not, such as `aliyun.latest_image: "true"`. `false` is what holds without the label.
Differs from Swarm
    The kubelet asks the registry at each start of a container, not at each deployment only; it pulls what the node lacks. The
    manifest is the same after a push under the same tag, so nothing rolls out by itself: `kubectl rollout restart` does.
Source
    Container Service (Swarm) user guide, "create an application"; migration guide, "application configuration labels".
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import switch

KEY = "aliyun.latest_image"
FIELD = "pull_policy"


def read(label: Label, _hole: Located[str] | None, current: Located[str] | None, context: Context) -> Located[str] | None:
    """The word always where the label is true."""
    origin = label.value.origin
    wanted = switch(label, context)
    if wanted is None:
        return current
    if not wanted:
        context.findings.ignore("T304", "aliyun.latest_image: false is what holds without the label", origin)
        return current
    if current is None:
        return Located("always", Derived(KEY, (origin,)))
    if current.value != "always":
        context.findings.ignore(
            "T305",
            f"pull_policy: {current.value} has no effect beside aliyun.latest_image: true",
            current.origin,
            help="keep one of the two",
        )
        return Located("always", Derived(KEY, (origin,)))
    return Located("always", Derived(KEY, (origin, current.origin)))
