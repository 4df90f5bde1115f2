"""`gpus`: graphics processors for the container.

Maps to  a limit of a resource such as `nvidia.com/gpu`, which a device plugin of the cluster provides.
Grammar  the word `all`, or a list of maps with `capabilities`, `driver`, `count`, `device_ids` and `options`.
Differs  Kubernetes counts devices: all of a node is no number, and single ones cannot be chosen.
Source   Compose Specification, services, gpus; Kubernetes documentation, Schedule GPUs.
"""

from translator.model.device import DeviceRequest
from translator.model.node import Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.hardware import ALL, requests

FIELD = "gpus"


def read(node: Node, context: Context) -> tuple[DeviceRequest, ...]:
    """What is asked for; `all` is one request for all."""
    if isinstance(node, Scalar) and node.text == "all":
        origin = node.origin
        return (DeviceRequest((Located("gpu", origin),), None, Located(ALL, origin), (), origin),)
    return requests(node, "gpus", context, implied="gpu")
