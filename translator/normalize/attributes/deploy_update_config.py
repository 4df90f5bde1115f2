"""`deploy.update_config`: how tasks are replaced by those of a new version.

Maps to  the strategy of the workload: `maxUnavailable` and `maxSurge` by `order` and `parallelism`, `minReadySeconds` by
         `delay`; `monitor`, `failure_action` and `max_failure_ratio` are annotations `rollout.translator/update-*`.
Grammar  `parallelism` (0 is all at once), `delay`, `monitor` as durations, `failure_action` (pause, continue, rollback),
         `max_failure_ratio` from 0 to 1, `order` (stop-first, start-first).
Differs  what the annotations say is done by `translator apply`; Kubernetes itself waits while a new Pod is not ready.
Source   Compose Deploy Specification, update_config; Swarm mode, rolling updates.
"""

from translator.model.deploy import UpdatePolicy
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.updates import policy

FIELD = "update_config"


def read(node: Node, context: Context) -> UpdatePolicy | None:
    """The policy; None where nothing is written."""
    return policy(node, "deploy.update_config", ("pause", "continue", "rollback"), context)
