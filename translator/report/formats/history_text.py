"""The revisions of a stack, one line each."""

from collections.abc import Iterator

from translator.model.status import History, RevisionStatus
from translator.report.formats.columns import table
from translator.report.formats.text import Style

_HEADINGS = ("REVISION", "STATUS", "WHEN", "BY", "CHANGES", "FROM")


def revisions(history: History, style: Style) -> Iterator[str]:
    """The table, oldest first; a star marks the one that is applied."""
    yield from table(_HEADINGS, [_cells(each, each.number == history.current) for each in history.revisions], style)


def _cells(revision: RevisionStatus, current: bool) -> tuple[str, ...]:
    changes = ", ".join(f"{number} {action}" for action, number in revision.counts) or "none"
    source = f"revision {revision.reverts}" if revision.reverts else ", ".join(revision.files)
    return f"{revision.number}{'*' if current else ''}", revision.applied, revision.when, revision.author, changes, source
