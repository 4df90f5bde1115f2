"""Hosts and paths under which the custom proxy (acs/proxy) reaches a service.

What it does
    The proxy, an HAProxy of one's own in the cluster, sends requests for each address to the ports of the service's containers.
Maps to
    Rules of an Ingress, as `aliyun.routing.port_PORT` does, to the container port of the service that the proxy used: the one
    in `ports` or `expose` that `aliyun.proxy.EXCLUDE_PORTS` and `aliyun.proxy.TCP_PORTS` leave; 80 where several are left.
Grammar
    Addresses separated by commas, each `[SCHEME://]DOMAIN[/PATH]`. The scheme is http, https, ws or wss. The domain may begin
    with `*.` or be `*`; a path is that path alone, `/path/*` everything below it. Examples: `http://shop.example.com`,
    `*.example.com,https://example.com/api/*`.
Differs from Swarm
    A wildcard stands for one name, where HAProxy let it stand for several; other patterns (`www.e*e.com`, `*/x/*.php`) are
    refused, as are ports other than 80 and 443. The order of rules is that of the router: exact before prefix, longest first.
Source
    Container Service (Swarm) user guide, "custom routing", with its page on virtual hosts and virtual paths.
"""

from dataclasses import replace

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy, VirtualHost
from translator.normalize.complaint import bad_value, shown
from translator.normalize.context import Context
from translator.normalize.grammar import virtual_host

KEY = "aliyun.proxy.VIRTUAL_HOST"
FIELD = "proxy"

_EXAMPLE = "http://shop.example.com,https://example.com/api/*"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with one host for each address that is right; each that is wrong is refused for itself."""
    rule = Derived(KEY, (label.value.origin,))
    found: dict[tuple[str, str, str], VirtualHost] = {}
    written = [part for part in (part.strip() for part in label.value.value.split(",")) if part]
    if not written:
        bad_value(label, context, must="name at least one address", example=_EXAMPLE, read=label.value.value)
    for part in written:
        address = virtual_host.parse(part)
        if isinstance(address, str):
            quoted = "an address" if "@" in part else f"the address {shown(part, label.value)}"
            bad_value(label, context, must=address, example=_EXAMPLE, read=None, part=quoted)
            continue
        found.setdefault(
            (address.scheme, address.host, address.path),
            VirtualHost(
                Located(address.scheme, rule),
                Located(address.host, rule),
                Located(address.path, rule) if address.path else None,
                address.exact,
                rule,
            ),
        )
    return replace(current or Proxy(), hosts=tuple(found.values())) if found else current
