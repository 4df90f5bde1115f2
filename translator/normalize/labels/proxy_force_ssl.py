"""Whether the custom proxy sends clients of http on to https.

What it does
    Requests over http are answered with a redirect.
Maps to
    `nginx.ingress.kubernetes.io/force-ssl-redirect` or `alb.ingress.kubernetes.io/ssl-redirect` of the Ingress.
Grammar
    Any text, such as `aliyun.proxy.FORCE_SSL: "true"`. The proxy asked only whether there was one, so `false` redirects too,
    which a finding says; an empty text does nothing.
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
from translator.normalize.grammar import truth

KEY = "aliyun.proxy.FORCE_SSL"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with it."""
    text = label.value.value.strip()
    if not text:
        context.findings.ignore("T304", f"{KEY} is empty, and does nothing", label.value.origin)
        return current
    if truth.parse(text) is False:
        context.findings.approximate(
            "T393",
            f"{KEY} has an effect whatever its value: the custom proxy redirected to https, and so does the Ingress",
            label.value.origin,
            help="remove the label if clients are not to be redirected",
        )
    return replace(current or Proxy(), force_ssl=Located(True, Derived(KEY, (label.value.origin,))))
