"""Key and certificate with which the custom proxy speaks TLS for addresses that have no certificate of their own.

What it does
    The proxy answers https with them.
Maps to
    A Secret of type kubernetes.io/tls, and the `tls` block of the service's Ingress.
Grammar
    A private key and one certificate or more in PEM, on one line with `\\n` for the breaks.
Differs from Swarm
    A host that `exposure.tls` of translator.yaml names has the Secret named there. A password in a file of the stack should
    be replaced: whoever reads the stack has the key.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from dataclasses import replace

from translator.kube import pem
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.traffic import Proxy
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context

KEY = "aliyun.proxy.DEFAULT_SSL_CERT"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with key and certificate; the value is never shown."""
    text = label.value.value.replace("\\n", "\n").strip()
    if pem.parts(text) is None:
        must = "be a private key and a certificate in PEM, on one line with \\n for the breaks"
        bad_value(label, context, must=must, example='"-----BEGIN PRIVATE KEY-----\\n..."', read=None)
        return current
    return replace(current or Proxy(), certificate=Located(text, Derived(KEY, (label.value.origin,))))
