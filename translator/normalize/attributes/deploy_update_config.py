"""`deploy.update_config`: how tasks are replaced by those of a new version.

Maps to  the strategy of the workload: `maxUnavailable` and `maxSurge` by `order` and `parallelism`, `minReadySeconds` by
         `delay`.
Grammar  `parallelism` (0 is all at once), `delay`, `monitor` as durations, `failure_action` (pause, continue, rollback),
         `max_failure_ratio` from 0 to 1, `order` (stop-first, start-first).
Differs  Kubernetes goes on trying where Swarm pauses or rolls back.
Source   Compose Deploy Specification, update_config; Swarm mode, rolling updates.
"""

from translator.model.node import Node
from translator.model.service import UpdatePolicy
from translator.normalize.context import Context
from translator.normalize.forms import form
from translator.normalize.grammar import ratio

FIELD = "update_config"

_KEY = "deploy.update_config"
_KEYS = ("parallelism", "delay", "order", "failure_action", "monitor", "max_failure_ratio")


def read(node: Node, context: Context) -> UpdatePolicy | None:
    """The policy; None where nothing is written."""
    found = form(node, _KEY, _KEYS, context)
    if not found.entries:
        return None
    return UpdatePolicy(
        found.integer("parallelism"),
        found.duration("delay"),
        found.choice("order", ("stop-first", "start-first")),
        found.choice("failure_action", ("pause", "continue", "rollback")),
        found.duration("monitor"),
        found.parsed("max_failure_ratio", ratio.parse, ratio.EXPECTED, "T250"),
        node.origin,
    )
