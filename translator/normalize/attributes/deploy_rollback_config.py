"""`deploy.rollback_config`: how tasks are put back to the former version when an update fails.

Maps to  annotations `rollout.translator/rollback-*` of the workload, which `translator apply` heeds when it rolls back.
Grammar  as `deploy.update_config`; `failure_action` is pause or continue.
Differs  a rollback by other means is an update like any other, and follows the strategy that comes from `update_config`.
Source   Compose Deploy Specification, rollback_config.
"""

from translator.model.deploy import UpdatePolicy
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.updates import policy

FIELD = "rollback_config"


def read(node: Node, context: Context) -> UpdatePolicy | None:
    """The policy; None where nothing is written."""
    return policy(node, "deploy.rollback_config", ("pause", "continue"), context)
