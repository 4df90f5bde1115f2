"""What a container is to the cluster: the newer spelling of `aliyun.addon`.

What it does
    The container gets the certificates of the cluster's own services. With `proxy` it is an HAProxy that configures itself from
    the `aliyun.proxy.*` labels of the services behind it.
Maps to
    What `aliyun.addon` maps to: nothing for the word `proxy`, whose work an Ingress and Services of type LoadBalancer do.
Grammar
    A word: `proxy`; any other is refused.
Differs from Swarm
    As `aliyun.addon`.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import addons
from translator.normalize.context import Context

KEY = "aliyun.custom_addon"
FIELD = "addon"


def read(label: Label, _hole: Located[str] | None, current: Located[str] | None, context: Context) -> Located[str] | None:
    """The word proxy; another word is refused."""
    return addons.addon(label, current, context)
