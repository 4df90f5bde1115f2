"""Microseconds of Docker's processor quota, for which zero and -1 mean not set."""

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.grammar import whole_number
from translator.normalize.scalars import parsed, unset

_EXPECTED = "a whole number of microseconds"


def microseconds(node: Node, key: str, context: Context) -> Located[int] | None:
    """A positive number; None for zero and -1, and, with a finding, for what is none."""
    found = parsed(node, key, _parse, _EXPECTED, context, code="T252")
    if found is not None and found.value <= 0:
        unset(node, key, context, f"is {found.value}")
        return None
    return found


def _parse(text: str) -> int | None:
    number = whole_number.parse(text.partition(".")[0] if text.endswith(".0") else text)
    return number if number is not None and -1 <= number <= whole_number.LARGEST else None
