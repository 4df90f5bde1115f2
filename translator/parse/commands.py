"""Lists that are one thing: a command without one of its words is another command.

Where an item of such a list is refused, the whole list leaves the tree; of every other list the rest goes on.
"""

from translator.model.node import Node, Sequence
from translator.report.collector import Collector

KEYS = frozenset(("command", "entrypoint", "test"))
"""The keys of such lists: of a service, of its hooks and of its health check."""


def refuse_whole(key: str, node: Node, findings: Collector) -> None:
    """Says that a list is left out, where one of its items has been refused."""
    message = f"{key} is left out whole, since a word of it is refused"
    findings.refuse("T144", message, node.origin, help="correct the word that is named")


def is_command(key: str | int, node: Node) -> bool:
    """Whether the value of a key is such a list."""
    return key in KEYS and isinstance(node, Sequence)
