"""Whether the router keeps a client at the container that answered first.

What it does
    The routing containers set a cookie, which lives for at most eight hours and thirty minutes after the last request, and
    send the client to the same container by it. Without a routing label it has no effect.
Maps to
    Annotations of the service's Ingress: for nginx `nginx.ingress.kubernetes.io/affinity: cookie` with a cookie of eight hours,
    for ALB `alb.ingress.kubernetes.io/sticky-session` with thirty minutes.
Grammar
    `true` or `false`. Example: `aliyun.routing.session_sticky: "true"`.
Differs from Swarm
    nginx counts from the first request alone, ALB from the last one alone. Another controller has its own way, which must be
    written by hand.
Source
    Container Service (Swarm) user guide, "routing.session_sticky"; ingress-nginx annotations; ACK user guide, ALB Ingress.
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Stickiness
from translator.normalize.context import Context
from translator.normalize.plain_labels import switch

KEY = "aliyun.routing.session_sticky"
FIELD = "stickiness"


def read(label: Label, _hole: Located[str] | None, current: Stickiness | None, context: Context) -> Stickiness | None:
    """Whether clients are kept; a cookie that the custom proxy was told of stays."""
    on = switch(label, context)
    if on is None:
        return current
    if current is None:
        return Stickiness(Located(on, Derived(KEY, (label.value.origin,))))
    # The custom proxy has been told to keep clients, which holds for its own addresses whatever the other router does.
    return replace(current, on=Located(True, Derived(KEY, (label.value.origin, current.on.origin))))
