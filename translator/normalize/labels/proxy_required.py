"""Whether a service without an address joins the custom proxy.

What it does
    The service takes the requests that no address of another one fits.
Maps to
    A rule of the Ingress without a host.
Grammar
    `true` or `false`. Example: `aliyun.proxy.required: "true"`.
Differs from Swarm
    It has no effect beside an address of `aliyun.proxy.VIRTUAL_HOST`, or where every port is one of `aliyun.proxy.TCP_PORTS`.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.context import Context
from translator.normalize.plain_labels import switch

KEY = "aliyun.proxy.required"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with it."""
    on = switch(label, context)
    if on is None:
        return current
    return replace(current or Proxy(), required=Located(on, Derived(KEY, (label.value.origin,))))
