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

import re

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Stickiness
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.proxy.COOKIE"
FIELD = "stickiness"

_NAME = re.compile(r"[-A-Za-z0-9_.]{1,64}")


def read(label: Label, _hole: Located[str] | None, current: Stickiness | None, context: Context) -> Stickiness | None:
    """Stickiness by that cookie."""
    name = (label.value.value.split() or [""])[0]
    if _NAME.fullmatch(name) is None:
        must = "begin with the name of a cookie, of letters, digits and - _ ."
        bad_value(label, context, must=must, example="CONTAINERID insert indirect", read=label.value.value)
        return current
    rule = Derived(KEY, (label.value.origin,))
    before = () if current is None else (current.on.origin,)
    return Stickiness(Located(True, Derived(KEY, (label.value.origin, *before))), Located(name, rule))
