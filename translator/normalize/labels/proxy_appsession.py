"""Cookie of the application by which the custom proxy keeps a client at one container.

What it does
    The proxy learns the cookie that the application sets, and sends the client to the same container by it.
Maps to
    Annotations of the Ingress for cookie affinity, with a cookie of the router's own: see `aliyun.routing.session_sticky`.
Grammar
    The name of the cookie and HAProxy's words for it, such as `JSESSIONID len 52 timeout 3h`.
Differs from Swarm
    Routers of clusters cannot learn the cookie of an application, so they set one of their own; the times are theirs.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Stickiness
from translator.normalize import cookies
from translator.normalize.context import Context

KEY = "aliyun.proxy.APPSESSION"
FIELD = "stickiness"


def read(label: Label, _hole: Located[str] | None, current: Stickiness | None, context: Context) -> Stickiness | None:
    """Stickiness by a cookie that the application sets; one that `aliyun.proxy.COOKIE` names wins."""
    if cookies.cookie(label, context, example="JSESSIONID len 52 timeout 3h") is None:
        return current
    return Stickiness(Located(True, Derived(KEY, (label.value.origin,))), None, True)
