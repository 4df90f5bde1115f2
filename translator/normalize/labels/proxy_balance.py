"""How the custom proxy chooses among the containers of a service.

What it does
    roundrobin (the default) and static-rr take them in turn, source always the same one for a client's address, leastconn the
    one with the fewest connections.
Maps to
    `nginx.ingress.kubernetes.io/load-balance` or `upstream-hash-by`, `alb.ingress.kubernetes.io/backend-scheduler`.
Grammar
    `roundrobin`, `static-rr`, `source` or `leastconn`.
Differs from Swarm
    nginx counts no connections: leastconn becomes `ewma`, which prefers the containers that answer fastest.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.proxy.BALANCE"
FIELD = "proxy"

_WAYS = ("roundrobin", "static-rr", "source", "leastconn")


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with the way."""
    way = label.value.value.strip()
    if way not in _WAYS:
        bad_value(label, context, must=f"be {', '.join(_WAYS[:-1])} or {_WAYS[-1]}", example="leastconn", read=way)
        return current
    return replace(current or Proxy(), balance=Located(way, Derived(KEY, (label.value.origin,))))
