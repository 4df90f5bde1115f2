"""Whether the custom proxy sends clients of http on to https.

What it does
    Requests over http are answered with a redirect.
Maps to
    `nginx.ingress.kubernetes.io/force-ssl-redirect` or `alb.ingress.kubernetes.io/ssl-redirect` of the Ingress.
Grammar
    `true` or `false`. Example: `aliyun.proxy.FORCE_SSL: "true"`.
Differs from Swarm
    Nothing.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.context import Context
from translator.normalize.plain_labels import switch

KEY = "aliyun.proxy.FORCE_SSL"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with it."""
    on = switch(label, context)
    if on is None:
        return current
    return replace(current or Proxy(), force_ssl=Located(on, Derived(KEY, (label.value.origin,))))
