"""`shm_size`: the size of the file system in memory at /dev/shm.

Maps to  an `emptyDir` volume in memory with that `sizeLimit`, mounted at /dev/shm; without one it has 64 MiB, as in Docker.
Grammar  a size, `256m`; zero means not set, as exports of Alibaba Cloud Container Service write it.
Differs  what is written there counts as memory of the container, as it does in Docker, and is evicted where it passes the size.
Source   Compose Specification, services, shm_size; Kubernetes documentation, Volumes, emptyDir.
"""

from translator.model.node import Node
from translator.model.origin import Located
from translator.model.values import Bytes
from translator.normalize.amounts import memory
from translator.normalize.context import Context

FIELD = "shm_size"


def read(node: Node, context: Context) -> Located[Bytes] | None:
    """Bytes, or None where not set."""
    return memory(node, "shm_size", context)
