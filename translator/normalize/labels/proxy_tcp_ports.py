"""Container ports that the custom proxy passes on as TCP, without a look into the requests.

What it does
    The proxy listens at each port and passes connections to that port of all services that name it.
Maps to
    A Service for each port, behind which the Pods of all these services are; of type LoadBalancer, and bound to the instance
    that an `aliyun.lb.port_PORT` label of the proxy names for it.
Grammar
    Ports separated by commas, such as `"6379"` or `"9000,2222"`.
Differs from Swarm
    A port that ends in /ssl, for which the proxy spoke TLS, is refused, and the others stand: neither a Service nor a listener
    for TCP of a classic load balancer speaks TLS, but one of a network load balancer does.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.complaint import bad_value, shown
from translator.normalize.context import Context
from translator.normalize.grammar import integer

KEY = "aliyun.proxy.TCP_PORTS"
FIELD = "proxy"

_HIGHEST = 65535
_TLS = "/ssl"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with each port that is right; each that is wrong is refused for itself."""
    rule = Derived(KEY, (label.value.origin,))
    found: dict[int, Located[int]] = {}
    for part in (part.strip() for part in label.value.value.split(",")):
        number = integer.parse(part, 1, _HIGHEST)
        if number is not None:
            found.setdefault(number, Located(number, rule))
        elif part.lower().endswith(_TLS) and integer.parse(part[: -len(_TLS)], 1, _HIGHEST) is not None:
            context.findings.refuse(
                "T347",
                f"the proxy spoke TLS at the port {shown(part, label.value)} of {KEY}, and a Service cannot",
                label.value.origin,
                help="let the program speak TLS itself, or write the port without /ssl and lead to it from an https listener "
                "of a network load balancer, by an aliyun.lb label of the proxy",
            )
        else:
            must = "be a number from 1 to 65535, or several of them, separated by commas"
            bad_value(label, context, must=must, example='"6379"', read=part, part="a port")
    return replace(current or Proxy(), tcp_ports=tuple(found.values())) if found else current
