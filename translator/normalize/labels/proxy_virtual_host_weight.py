"""Place of a service's rules among those of the custom proxy.

What it does
    Rules of services with a greater number are asked first; without it the number is 0.
Maps to
    `alb.ingress.kubernetes.io/order` of the Ingress for ALB. Other routers sort by themselves, which a finding says.
Grammar
    An integer from 0 to 1000, such as `aliyun.proxy.VIRTUAL_HOST_WEIGHT: "10"`.
Differs from Swarm
    ALB asks small numbers first, so that the greatest weight of the stack has the number 1. Routers that sort by themselves ask
    hosts before wildcards and long paths before short ones, which is what most numbers are for.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.proxy.VIRTUAL_HOST_WEIGHT"
FIELD = "proxy"

_LARGEST = 1000


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with the number."""
    place = number(label, context, least=0, most=_LARGEST, example=10)
    if place is None:
        return current
    return replace(current or Proxy(), weight=Located(place, Derived(KEY, (label.value.origin,))))
