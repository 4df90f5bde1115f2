"""Addons: what a container is to the cluster, as two labels of Container Service say, the older and the newer.

Source: Container Service (Swarm) user guide, "custom routing".
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context

PROXY = "proxy"


def addon(label: Label, current: Located[str] | None, context: Context) -> Located[str] | None:
    """The word proxy; another word is refused."""
    key = label.key.value
    if label.value.value.strip().lower() == PROXY:
        before = () if current is None else (current.origin,)
        return Located(PROXY, Derived(key, (label.value.origin, *before)))
    context.findings.refuse(
        "T326",
        f"{key} gave the container the certificates of the cluster's own services; nothing is written for it",
        label.value.origin,
        help="let the program use a ServiceAccount with the Roles that it needs, instead of the old cluster's API",
    )
    return current
