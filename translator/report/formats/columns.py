"""Columns of text, for the tables of stacks and revisions."""

from collections.abc import Iterable, Iterator

from translator.report.formats.text import Style
from translator.report.quotation import safe, width_of

_GAP = 3


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], style: Style) -> Iterator[str]:
    """Lines of columns as wide as what is in them; the last one as it is."""
    shown = [head, *(tuple(map(safe, row)) for row in rows)]
    widths = [max(width_of(row[column]) for row in shown) for column in range(len(head) - 1)]
    for row in shown:
        cells = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, (*widths, 0), strict=True)]
        line = (" " * _GAP).join(cells).rstrip()
        yield style.paint(line, "1") if row is head else line
