"""Findings as a JUnit report, which nearly every CI system reads.

The dialect is that of the Jenkins xUnit plugin: a suite for each file, a case for each finding. Errors are failures; warnings
and notes are cases that passed, with the finding as their output, since JUnit knows nothing between the two.
"""

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from translator.model.finding import Finding, Severity
from translator.report.catalogue import lookup
from translator.report.order import ordered
from translator.report.quotation import safe
from translator.report.severity import severity
from translator.report.summary import Summary

_NAME = "translator validate"


def findings(found: Iterable[Finding], summary: Summary) -> str:
    """The findings as suites; without any, one case that passed."""
    said = ordered(found)
    suites = [_suite(file, list(group)) for file, group in groupby(said, key=_file)] or [_clean()]
    failures = summary.severities[Severity.ERROR]
    head = f'<testsuites name="{_NAME}" tests="{len(said) or 1}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"


def _file(finding: Finding) -> str:
    return finding.source.file if finding.source else _NAME


def _clean() -> str:
    case = f'    <testcase classname="{_NAME}" name="no findings"/>'
    return f'  <testsuite name="{_NAME}" tests="1" failures="0" errors="0">\n{case}\n  </testsuite>'


def _suite(file: str, group: list[Finding]) -> str:
    failures = sum(severity(finding) is Severity.ERROR for finding in group)
    head = f'  <testsuite name={_attribute(file)} tests="{len(group)}" failures="{failures}" errors="0">'
    return "\n".join([head, *(_case(file, finding) for finding in group), "  </testsuite>"])


def _case(file: str, finding: Finding) -> str:
    source = finding.source
    place = f"{source.line}:{source.column}: " if source else ""
    name = f"{place}{finding.code} {lookup(finding.code).slug}"
    grave = severity(finding)
    rest = finding.accepted or finding.help
    words = escape(safe(f"{file}:{place or ' '}{finding.message}" + (f"; {rest}" if rest else "")))
    failure = f'<failure type="{grave.value}" message={_attribute(finding.message)}>{words}</failure>'
    body = failure if grave is Severity.ERROR else f"<system-out>{grave.value}: {words}</system-out>"
    return f"    <testcase classname={_attribute(file)} name={_attribute(name)}>{body}</testcase>"


def _attribute(text: str) -> str:
    return quoteattr(safe(text))
