"""Plain labels: those whose value is a number, or true or false, and the finding for any other value.

Rule: Container Service took values of every type of YAML for text, with or without quotes; blanks around them do not matter.
"""

from translator.model.container import Label
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import integer, truth


def number(label: Label, context: Context, *, least: int, most: int | None = None, example: int, unit: str = "") -> int | None:
    """The value, None where it is no whole number from `least` to `most`; `unit` is what it counts."""
    text = label.value.value
    found = integer.parse(text, least, integer.LARGEST if most is None else most)
    if found is None:
        kind = f"an integer of {unit}" if unit else "an integer"
        span = f"from {least}" if most is None else f"from {least} to {most}"
        bad_value(label, context, must=f"be {kind} {span}", example=f'"{example}"', read=text)
    return found


def switch(label: Label, context: Context) -> bool | None:
    """The value, None where it is neither true nor false."""
    text = label.value.value
    found = truth.parse(text.strip())
    if found is None:
        bad_value(label, context, must=f"be {truth.EXPECTED}", example='"true"', read=text)
    return found
