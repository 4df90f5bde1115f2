"""Cookie by which the custom proxy keeps a client at one container.

What it does
    The proxy sets the cookie, and sends the client to the same container by it.
Maps to
    Annotations of the Ingress for cookie affinity, with the name of the cookie: see `aliyun.routing.session_sticky`.
Grammar
    The name of the cookie and HAProxy's words for it, such as `CONTAINERID insert indirect`.
Differs from Swarm
    Only the name is kept: routers of clusters always insert the cookie themselves, and ALB names it itself.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Stickiness
from translator.normalize import cookies
from translator.normalize.context import Context

KEY = "aliyun.proxy.COOKIE"
FIELD = "stickiness"


def read(label: Label, _hole: Located[str] | None, current: Stickiness | None, context: Context) -> Stickiness | None:
    """Stickiness by that cookie."""
    name = cookies.cookie(label, context, example="CONTAINERID insert indirect")
    if name is None:
        return current
    rule = Derived(KEY, (label.value.origin,))
    before = () if current is None else (current.on.origin,)
    return Stickiness(Located(True, Derived(KEY, (label.value.origin, *before))), Located(name, rule))
