"""Which findings a validation tells: those of the chosen rules, and those that a comment or the configuration accepts as such.

A rule is named by its code (`T605`), the beginning of one (`T6`), or its slug. A finding that a comment accepts stays in the
report, with the reason: `# translator: ignore T605 the reason`, at the end of the line or on a line of its own above it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from translator.model.finding import Finding
from translator.model.origin import Source
from translator.model.record import dataclass
from translator.report.catalogue import codes, lookup
from translator.report.quotation import BREAK

_MARK = "translator: ignore"
_COMMENT = re.compile(r"(?:^|\s)#\s*translator:\s*ignore\b(?P<rest>.*)$")
_RULES = re.compile(r"\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s+(?P<reason>\S.*)")
_CODE = re.compile(r"T[1-7][0-9]{0,2}")
_FILES = re.compile(r"T1")
"""Faults of files and of the command line, which no selection hides: behind them nothing was checked."""


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment that asks to ignore rules; it holds for the next line too where it stands `alone`."""

    column: int
    rules: tuple[str, ...]
    reason: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """`select` and `ignore` name rules; no `select` means all. `reasons` are the rules that the configuration accepts."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def takes(self, finding: Finding) -> bool:
        """Whether a finding is told at all."""
        if any(matches(rule, finding.code) for rule in self.ignore):
            return False
        return not self.select or bool(_FILES.match(finding.code)) or any(matches(rule, finding.code) for rule in self.select)

    def names(self, code: str) -> bool:
        """Whether a rule was selected by its whole code or its slug, and not with others."""
        return any(rule.upper() == code or (not _CODE.fullmatch(rule.upper()) and matches(rule, code)) for rule in self.select)

    def wants(self, beginning: str) -> bool:
        """Whether a code that begins so could be told."""
        if beginning in map(str.upper, self.ignore):
            return False
        chosen = [rule.upper() for rule in self.select]
        return not chosen or any(not _CODE.fullmatch(rule) or rule.startswith(beginning) for rule in chosen)


def matches(rule: str, code: str) -> bool:
    """Whether a rule, as a person names it, has a code."""
    return code.startswith(rule.upper()) if _CODE.fullmatch(rule.upper()) else lookup(code).slug == rule.lower()


def is_rule(rule: str) -> bool:
    """Whether a text names a rule or several."""
    return any(matches(rule, row.code) for row in codes())


def selected(findings: Iterable[Finding], texts: Mapping[str, str], selection: Selection) -> Iterator[Finding]:
    """The findings that are told, those that a comment or the configuration accepts with the reason; and a finding for each
    comment that says too little.

    Args:
        texts: the files by name.
    """
    comments = {file: dict(_comments(text)) for file, text in texts.items() if _MARK in text}
    for finding in findings:
        if not selection.takes(finding):
            continue
        reason = _reason(finding, comments) or next(
            (why for rule, why in selection.reasons.items() if matches(rule, finding.code)), ""
        )
        yield replace(finding, accepted=reason) if reason else finding
    for file, found in comments.items():
        for line, comment in found.items():
            wrong = [rule for rule in comment.rules if not is_rule(rule)]
            if wrong or not comment.reason:
                why = f"names no rule with {wrong[0]}" if wrong else "does not say which rule to ignore, and why"
                help = "write # translator: ignore T605 and the reason"
                yield Finding("T147", f"this comment {why}", Source(file, line, comment.column), help)


def _comments(text: str) -> Iterator[tuple[int, _Comment]]:
    for number, line in enumerate(BREAK.split(text), 1):
        if _MARK in line and (comment := _COMMENT.search(line)):
            at = line.index("#", comment.start())
            parts = _RULES.fullmatch(comment["rest"].rstrip())
            rules = tuple(re.split(r"\s*,\s*", parts["rules"])) if parts else ()
            yield number, _Comment(at + 1, rules, parts["reason"] if parts else "", not line[:at].strip())


def _reason(finding: Finding, comments: Mapping[str, Mapping[int, _Comment]]) -> str:
    """The reason in the comment of the finding's line, or of the one above where that stands alone."""
    source = finding.source
    found = comments.get(source.file, {}) if source else {}
    if source is None or not found:
        return ""
    here, above = found.get(source.line), found.get(source.line - 1)
    for comment in (here, above if above and above.alone else None):
        if comment and any(matches(rule, finding.code) for rule in comment.rules if is_rule(rule)):
            return comment.reason
    return ""
