"""`pre_start`: steps that run to their end, one after the other, before the container starts.

Maps to  init containers of the Pod, behind those that wait for other services.
Grammar  a list of `image` (that of the service unless written), `command`, `user`, `privileged`, `working_dir`, `environment`
         and `per_replica`.
Differs  init containers run in every Pod at each of its starts; docker compose runs a step once for the service, unless
         `per_replica` is true.
Source   Compose Specification, services, pre_start; Kubernetes, init containers.
"""

from translator.model.lifecycle import Hook
from translator.model.node import Node
from translator.normalize import hooks
from translator.normalize.context import Context

FIELD = "pre_start"


def read(node: Node, context: Context) -> tuple[Hook, ...]:
    """The steps in the written order."""
    return hooks.before(node, "pre_start", context)
