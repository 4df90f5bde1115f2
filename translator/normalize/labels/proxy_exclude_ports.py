"""Container ports that the custom proxy leaves alone.

What it does
    Without it the proxy spread requests over all ports of a service.
Maps to
    Nothing of its own: it decides to which port the rules of `aliyun.proxy.VIRTUAL_HOST` lead.
Grammar
    Ports separated by commas, such as `"443,9000"`.
Differs from Swarm
    A rule leads to one port.
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

KEY = "aliyun.proxy.EXCLUDE_PORTS"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with the ports; a value that is wrong in one part is refused."""
    origin = label.value.origin
    numbers = [integer.parse(part, 1, 65535) for part in label.value.value.split(",")]
    if None in numbers:
        bad_value(label, context, must="be ports from 1 to 65535, separated by commas", example='"443"', read=label.value.value)
        return current
    found = tuple(Located(number, Derived(KEY, (origin,))) for number in dict.fromkeys(numbers) if number is not None)
    return replace(current or Proxy(), excluded=found)
