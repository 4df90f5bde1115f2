"""What a container is to the cluster: `proxy` for the custom proxy.

What it does
    The container gets the certificates of the cluster's own services. With `proxy` it is an HAProxy that configures itself from
    the `aliyun.proxy.*` labels of the services behind it.
Maps to
    Nothing: an Ingress and Services of type LoadBalancer do the work of a proxy, so the service is left out. Another word is
    refused, since a cluster of Kubernetes gives such rights by a ServiceAccount.
Grammar
    A word: `proxy`, `serverless` or `dns`.
Differs from Swarm
    Of the settings in the environment of the proxy `DEFAULT_SSL_CERT` alone is written, as a Secret for the hosts of https that
    have no certificate of their own. Those that kept clients out (`HTTP_BASIC_AUTH`, `CA_CERT`) are refused.
Source
    Container Service (Swarm) user guide, "custom routing".
"""

from translator.model.container import Label
from translator.model.origin import Located
from translator.normalize import addons
from translator.normalize.context import Context

KEY = "aliyun.addon"
FIELD = "addon"


def read(label: Label, _hole: Located[str] | None, current: Located[str] | None, context: Context) -> Located[str] | None:
    """The word proxy; another word is refused."""
    return addons.addon(label, current, context)
