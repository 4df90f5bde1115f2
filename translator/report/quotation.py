"""A line of a file as a finding quotes it, with a caret below the place.

A line is hostile text: it may hold escape codes for the terminal, tabs, characters of double or no width, a megabyte, or a
password. What is shown is printable, aligned, cut around the caret, and masked (`secrecy`). Lines end where YAML ends them.
"""

import re
import unicodedata
from collections.abc import Iterable

from translator.model.origin import Source
from translator.model.project import SourceFile
from translator.report.secrecy import MASK, holds_secret, masked

WIDTH = 120
"""Cells of a quoted line where no terminal says how wide it is."""

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

_TAB = "    "


class Quotations:
    """The lines of the files of a run. `secret` are files and lines that must not be quoted."""

    def __init__(self, files: Iterable[SourceFile], secret: frozenset[tuple[str, int]] = frozenset()) -> None:
        self._texts = {file.name: file.text for file in files if file.text is not None}
        self._lines: dict[str, list[str]] = {}
        self._secret = secret

    def lines(self, file: str) -> list[str]:
        """The lines of a file, as they are; none where it must not be quoted or was never read."""
        if file not in self._lines:
            self._lines[file] = BREAK.split(self._texts[file]) if file in self._texts else []
        return self._lines[file]

    def line(self, source: Source) -> str | None:
        """The line at `source`, safe to show but not yet cut; None where there is none to show."""
        lines = self.lines(source.file)
        if not 0 < source.line <= len(lines):
            return None
        text = lines[source.line - 1].removeprefix("\ufeff")
        if (source.file, source.line) in self._secret or holds_secret(source):
            return _without_value(text)
        return masked(text)

    def quote(self, source: Source, width: int = WIDTH) -> tuple[str, ...]:
        """The line and the caret below it, each with the margin that holds the line number; empty where there is no line."""
        text = self.line(source)
        if text is None:
            return ()
        shown, caret = cut(text, source.column, width)
        margin = f"{source.line:>5} | "
        return (margin + shown, " " * (len(margin) - 2) + "| " + " " * caret + "^")


def cut(text: str, column: int, width: int) -> tuple[str, int]:
    """What to show of a line, at most `width` cells, and the cells before the caret.

    Args:
        column: the character under the caret, from 1; beyond the end of the line it stands right behind it.
    """
    at = min(max(column, 1) - 1, len(text))
    # Nothing further away than the width can be shown, however long the line is.
    first, last = max(0, at - width), min(len(text), at + width)
    parts = [printable(character) for character in text[first:last]]
    cells = [width_of(part) for part in parts]
    before = sum(cells[: at - first])
    if first == 0 and last == len(text) and sum(cells) <= width:
        return "".join(parts).rstrip(), before
    start, end = at - first, at - first
    room = width - 2  # an ellipsis at either end
    while start > 0 and sum(cells[start - 1 : at - first]) <= room // 2:
        start -= 1
    while end < len(parts) and sum(cells[start : end + 1]) <= room:
        end += 1
    head = "…" if first + start > 0 else ""
    tail = "…" if first + end < len(text) else ""
    return head + "".join(parts[start:end]).rstrip() + tail, len(head) + sum(cells[start : at - first])


def printable(character: str) -> str:
    """A character that a terminal prints and does not obey: controls, bidirectional marks and the like are spelt out."""
    if character == "\t":
        return _TAB
    if unicodedata.category(character)[0] == "C" or character in "\u2028\u2029":
        return character.encode("unicode_escape").decode("ascii")
    return character


def safe(text: str) -> str:
    """A text with every character printable; the breaks of a message become spaces."""
    if text.isprintable():
        return text
    return "".join(" " if character in "\n\r" else printable(character) for character in text)


def width_of(text: str) -> int:
    """Cells on a terminal: two for East Asian wide characters, none for those that combine with the one before."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _without_value(text: str) -> str:
    """A line whose value is secret: the key, if it has one, and a mask."""
    key = re.match(r"\s*(?:- +)?[\w.\-]+(?: *[:=] ?)", text)
    return f"{key[0]}{MASK}" if key else MASK
