"""Changing a value in the text of a file, and nothing else: comments, order and layout stay as they are.

A value is changed only where the text at its place is exactly what was read, plain or in quotes; behind an anchor, a tag or an
escape it stays.
"""

import re
from collections.abc import Iterable
from typing import Any

from translator.model.node import Scalar
from translator.model.origin import Default, Source
from translator.model.record import dataclass
from translator.parse.bodies import value
from translator.parse.tags import plain_tag
from translator.report.quotation import BREAK

_TOKEN = re.compile(r"[^\s,\[\]{}\"'&*!|>#]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """`old` is the value at a place; `new` the text that it becomes, None for its own characters in quotes."""

    at: Source
    old: Any
    new: str | None


def applied(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """The text with the edits that can be made, and how many they were."""
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    made = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.at.line, edit.at.column), reverse=True):
        if edit.at.line > len(starts):
            continue
        offset = starts[edit.at.line - 1] + edit.at.column - 1
        changed = _replaced(text, offset, edit)
        if changed is not None:
            text, made = changed, made + 1
    return text, made


def _replaced(text: str, offset: int, edit: Edit) -> str | None:
    if edit.new is None:
        token = _TOKEN.match(text, offset)
        if token is None or value(Scalar(token[0], plain_tag(token[0]), Default("a trial"))) != edit.old:
            return None
        return f'{text[:offset]}"{token[0]}"{text[token.end() :]}'
    quote = text[offset] if text[offset : offset + 1] in ('"', "'") else ""
    before, after = offset + len(quote), offset + len(quote) + len(str(edit.old))
    follows = text[after : after + 1]
    whole = follows == quote if quote else not follows or bool(re.match(r"[\s,\]}]", follows))
    return f"{text[:before]}{edit.new}{text[after:]}" if text[before:after] == edit.old and whole else None
