"""Whole numbers within bounds, as labels hold them: decimal, with blanks around them at most.

YAML's other notations (0x10, 1_000) are text below `labels`, which the platforms never took for numbers.
"""

from translator.normalize.grammar import whole_number

LARGEST = 2**31 - 1
"""The greatest number of the fields that labels lead to (int32 of the Kubernetes API)."""


def parse(text: str, minimum: int, maximum: int = LARGEST) -> int | None:
    """The number, or None where `text` is none or lies outside the bounds, both included."""
    number = whole_number.parse(text.strip(" \t\r\n"))  # of the control characters Python counts some as blanks
    return number if number is not None and minimum <= number <= maximum else None
