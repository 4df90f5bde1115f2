"""Findings as annotations of GitHub Actions: workflow commands, one a line.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from collections.abc import Iterable

from translator.model.finding import Finding, Severity
from translator.report.catalogue import lookup
from translator.report.order import ordered
from translator.report.quotation import printable
from translator.report.severity import severity
from translator.report.summary import Summary

_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings(found: Iterable[Finding], summary: Summary) -> str:  # noqa: ARG001 - the figures are words, for standard error
    """A command for each finding."""
    return "".join(f"{_command(finding)}\n" for finding in ordered(found))


def _command(finding: Finding) -> str:
    source = finding.source
    place = f"file={_property(source.file)},line={source.line},col={source.column}," if source else ""
    title = _property(f"{finding.code} {lookup(finding.code).slug}")
    rest = finding.accepted or finding.help
    words = f"{finding.message}; {rest}" if rest else finding.message
    return f"::{_COMMANDS[severity(finding)]} {place}title={title}::{_data(words)}"


def _data(text: str) -> str:
    """A text on one line, without characters that a terminal obeys."""
    return "".join(_ESCAPED.get(character) or printable(character) for character in text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
