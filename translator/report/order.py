"""The order in which findings are read: by file, line and column, what concerns the run as a whole first.

Rooms find problems in the order of their own work; a person works through a file from top to bottom.
"""

from collections.abc import Iterable

from translator.model.finding import Finding


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings sorted by place, then by code and text, so that the same set always reads the same."""
    return tuple(sorted(findings, key=_key))


def _key(finding: Finding) -> tuple[str, int, int, str, str]:
    source = finding.source
    if source is None:
        return ("", 0, 0, finding.code, finding.message)
    return (source.file, source.line, source.column, finding.code, finding.message)
