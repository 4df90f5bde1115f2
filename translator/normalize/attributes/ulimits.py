"""`ulimits`: limits of the processes of the container.

Maps to  nothing: a Pod has no field for them, and its processes inherit those of the container runtime of their node.
Grammar  a map of a limit to a number, or to `soft` and `hard`; -1 is no limit.
Differs  `nofile` is approximated, since nodes allow many open files as they come; the others are refused, each with a way out.
Source   Docker reference, `docker run --ulimit`; getrlimit(2).
"""

from translator.model.isolation import Ulimit
from translator.model.node import Mapping, Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, is_empty, leave_out
from translator.normalize.grammar import whole_number
from translator.normalize.scalars import parsed, refuse, unset

FIELD = "ulimits"

_EXPECTED = "a number from -1"


def read(node: Node, context: Context) -> tuple[Ulimit, ...]:
    """The limits, sorted by name."""
    if is_empty(node):
        unset(node, "ulimits", context, "is empty")
        return ()
    if not isinstance(node, Mapping):
        refuse(node, "ulimits", "a map", context)
        return ()
    found = (_limit(name, node.entries[name], context) for name in sorted(node.entries))
    return tuple(limit for limit in found if limit is not None)


def _limit(name: str, node: Node, context: Context) -> Ulimit | None:
    key = f"ulimits.{name}"
    if is_empty(node):
        unset(node, key, context)
        return None
    if not isinstance(node, Mapping):
        both = _number(node, key, context)
        return None if both is None else Ulimit(name, both, both, node.origin)
    entries = form(node, key, ("soft", "hard"), context).entries
    soft = _number(entries["soft"], f"{key}.soft", context) if "soft" in entries else None
    hard = _number(entries["hard"], f"{key}.hard", context) if "hard" in entries else None
    if soft is None or hard is None:
        leave_out(node, key, context)
        return None
    return Ulimit(name, soft, hard, whole(node))


def _number(node: Node, key: str, context: Context) -> Located[int] | None:
    return parsed(node, key, _parse, _EXPECTED, context, code="T252")


def _parse(text: str) -> int | None:
    number = whole_number.parse(text)
    return number if number is not None and number >= -1 else None
