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

from translator.model.container import Label
from translator.model.origin import Located
from translator.model.traffic import Proxy
from translator.normalize import certificates
from translator.normalize.context import Context

KEY = "aliyun.proxy.DEFAULT_SSL_CERT"
FIELD = "proxy"


def read(label: Label, _hole: Located[str] | None, current: Proxy | None, context: Context) -> Proxy | None:
    """The proxy's settings with key and certificate."""
    found = certificates.certificate(label, context)
    return current if found is None else replace(current or Proxy(), certificate=found)
