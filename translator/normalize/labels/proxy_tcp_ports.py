"""Container ports that the custom proxy passes on as TCP, without a look into the requests.

What it does
    The proxy listens at each port and passes connections to that port of all services that name it.
Maps to
    A Service for each port, behind which the Pods of all these services are; of type LoadBalancer, and bound to the instance
    that an `aliyun.lb.port_PORT` label of the proxy names for it.
Grammar
    Ports separated by commas, such as `"6379"` or `"9000,2222"`.
Differs from Swarm
    A port that ends in /ssl, for which the proxy spoke TLS, is refused: the load balancer's own listener can do so.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import integer

KEY = "aliyun.proxy.TCP_PORTS"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with the ports; a value that is wrong in one part is refused."""
    origin = label.value.origin
    numbers = [integer.parse(part, 1, 65535) for part in label.value.value.split(",")]
    if None in numbers:
        bad_value(
            label, context, must="be ports from 1 to 65535, separated by commas", example='"6379"', read=label.value.value
        )
        return current
    found = tuple(Located(number, Derived(KEY, (origin,))) for number in dict.fromkeys(numbers) if number is not None)
    return replace(current or Proxy(), tcp_ports=found)
