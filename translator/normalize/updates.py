"""Updates: the long form that `deploy.update_config` and `deploy.rollback_config` share."""

from translator.model.deploy import UpdatePolicy
from translator.model.node import Node
from translator.normalize.context import Context
from translator.normalize.forms import form
from translator.normalize.grammar import ratio

_KEYS = ("parallelism", "delay", "order", "failure_action", "monitor", "max_failure_ratio")


def policy(node: Node, key: str, actions: tuple[str, ...], context: Context) -> UpdatePolicy | None:
    """The policy below `key`, whose `failure_action` is one of `actions`; None where nothing is written."""
    found = form(node, key, _KEYS, context)
    if not found.entries:
        return None
    return UpdatePolicy(
        node.origin,
        parallelism=found.integer("parallelism"),
        delay=found.duration("delay"),
        order=found.choice("order", ("stop-first", "start-first")),
        failure_action=found.choice("failure_action", actions),
        monitor=found.duration("monitor"),
        max_failure_ratio=found.parsed("max_failure_ratio", ratio.parse, ratio.EXPECTED, "T250"),
    )
