"""Command lines: a list of words, or one line."""

from translator.model.container import Command
from translator.model.node import Mapping, Node, Sequence
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.grammar import words
from translator.normalize.scalars import refuse


def invocation(node: Node, key: str, context: Context) -> Command | None:
    """The words of a command; None, with a finding that does not quote it, where a line's quotes are not closed."""
    if isinstance(node, Mapping):
        refuse(node, key, "a line or a list of words", context)
        return None
    if isinstance(node, Sequence):
        return Command(_listed(node, key, context), node.origin)
    split = words.split(node.text)
    if split is None:
        context.findings.refuse(
            "T259",
            f"{key} must be {words.EXPECTED}",
            node.origin,
            help="close the quote, or write the command as a list of words",
        )
        return None
    return Command(tuple(Located(word, node.origin) for word in split), node.origin)


def _listed(node: Sequence, key: str, context: Context) -> tuple[Located[str], ...]:
    found = []
    for item in node.items:
        if isinstance(item, Mapping | Sequence):
            refuse(item, f"an item of {key}", "a word", context)
        else:
            # A null item is an empty word, as docker compose has it; every other scalar is a word as YAML wrote it.
            found.append(Located("" if item.is_null else item.text, item.origin))
    return tuple(found)
