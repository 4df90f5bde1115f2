"""What became of a line: the entries of the report that begin on it.

A line such as `ports:` holds no value itself; the values of its block, which is indented deeper, are meant. So are those of the
scalar or the block round a line in the middle of one.
"""

from collections.abc import Iterable, Sequence

from translator.report.ledger import Entry


def entries_at(entries: Iterable[Entry], file: str, line: int, text: Sequence[str]) -> tuple[Entry, ...]:
    """The entries that begin on `line` of `file`, else those of its block, else those of the nearest value above it.

    Args:
        text: the lines of the file; empty where it must not be shown.
    """
    here = [entry for entry in entries if entry.source.file == file]
    if exact := tuple(entry for entry in here if entry.source.line == line):
        return exact
    last = _end_of_block(text, line)
    if block := tuple(entry for entry in here if line <= entry.source.line <= last):
        return block
    # A comment or an empty line belongs to nothing; the rest of a long scalar belongs to where it began.
    if not 0 < line <= len(text) or not text[line - 1].strip() or text[line - 1].lstrip().startswith("#"):
        return ()
    above = max((entry.source.line for entry in here if entry.source.line < line), default=0)
    return tuple(entry for entry in here if entry.source.line == above)


def _end_of_block(text: Sequence[str], line: int) -> int:
    """The last line of the block that `line` opens; the line itself where it opens none."""
    if not 0 < line <= len(text) or not text[line - 1].strip():
        return line
    indent = _indent(text[line - 1])
    last = line
    for number in range(line + 1, len(text) + 1):
        content = text[number - 1]
        # The items of a list may stand as deep as the key that they belong to.
        item = content.lstrip().startswith("- ") and _indent(content) == indent and not text[line - 1].lstrip().startswith("- ")
        if content.strip() and _indent(content) <= indent and not item:
            break
        last = number
    return last


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
