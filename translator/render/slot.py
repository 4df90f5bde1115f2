"""Slots: the marks that stand in a rendered template where values belong.

Jinja2 works on text, and text has quoting and indentation to get wrong. So no value ever reaches the text: each `{{ value }}`
leaves a mark there, and the value goes to a list beside it. The text then shows structure alone, and is the same for a
thousand objects of one shape. A mark is the number of a value between two brackets that no manifest has. Where several values
share a mark (a mapping with keys that are data, a list, a part) it also has the number of their layout.
"""

import re
from collections.abc import Iterable
from typing import Any

from translator.model.origin import Default, Derived, Located, Origin, Source
from translator.model.record import dataclass
from translator.render.layout import Layout, of_keys, of_length
from translator.render.view import Pairs

OPEN, CLOSE = "\u27e6", "\u27e7"
MARK = re.compile(f"{OPEN}([0-9]+)(?::([0-9]+))?{CLOSE}")


class LayoutError(Exception):
    """A template that cannot be laid out. `line` counts in the template, from 1; None where it is not known."""

    def __init__(self, template: str, line: int | None, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.template, self.line, self.problem, self.remedy = template, line, problem, remedy


@dataclass(frozen=True, slots=True)
class Slot:
    """Several values under one mark, in the order of their layout."""

    layout: Layout
    leaves: list[Located[Any]]


def mapping(pairs: Pairs) -> Slot:
    """What `{{ mapping(pairs) }}` leaves. ValueError where a key stands twice."""
    layout = of_keys(tuple([key.value for key, _ in pairs]))
    if layout.size < len(pairs):
        raise ValueError("a mapping has a key twice")
    return Slot(layout, [_joined(key, value) for key, value in pairs])


def items(values: Iterable[Located[Any]]) -> Slot:
    """What `{{ items(values) }}` leaves."""
    leaves = list(values)
    return Slot(of_length(len(leaves)), leaves)


def _joined(key: Located[str], value: Located[Any]) -> Located[Any]:
    """`value`, with the origin of its key too, unless that adds nothing because both come from one entry."""
    if key.origin is value.origin or type(key.origin) is Default or _one_entry(key.origin, value.origin):
        return value
    return Located(value.value, Derived("key and value", (value.origin, key.origin)))


def _one_entry(key: Origin, value: Origin) -> bool:
    return type(key) is Source and type(value) is Source and key.path == value.path and key.file == value.file
