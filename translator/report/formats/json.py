"""Findings and verdicts for programs: `schemas/validate.schema.json` and `schemas/report.schema.json`.

One finding or entry a line: the text compares well, and is written by the fast encoder. All of it is ASCII.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from translator.model.finding import Finding, Severity, Verdict
from translator.model.manifest import pointer
from translator.report.catalogue import lookup
from translator.report.ledger import Entry
from translator.report.order import ordered
from translator.report.remarks import remarked
from translator.report.severity import severity
from translator.report.summary import Summary

VERSION = 1

_encode = json.JSONEncoder(separators=(", ", ": ")).encode


def report(entries: Sequence[Entry], findings: Sequence[Finding], summary: Summary) -> str:
    """The verdict of every leaf, with everything else that was found."""
    return _document("entries", map(entry, remarked(entries, findings)), summary)


def folder_report(
    entries: Sequence[Entry], summary: Summary, stacks: Sequence[Mapping[str, Any]], shared: Sequence[Mapping[str, Any]]
) -> str:
    """The report of several stacks: their entries, which have their remarks already, the figures of all, and those of each."""
    ordered = sorted(entries, key=lambda one: (one.source.file, one.source.line, one.source.column, one.code, one.message))
    return _document("entries", map(entry, ordered), summary, {"stacks": list(stacks), "shared": list(shared)})


def findings(found: Iterable[Finding], summary: Summary) -> str:
    """The findings alone."""
    return _document("findings", map(_finding, ordered(found)), summary)


def _document(name: str, rows: Iterator[dict[str, Any]], summary: Summary, more: Mapping[str, Any] | None = None) -> str:
    lines = ",\n    ".join(map(_encode, rows))
    body = f"[\n    {lines}\n  ]" if lines else "[]"
    parts = [("summary", figured(summary)), *(more or {}).items()]
    told = ",\n  ".join(f'"{key}": {_encode(value)}' for key, value in parts)
    return f'{{\n  "version": {VERSION},\n  "{name}": {body},\n  {told}\n}}\n'


def entry(of: Entry) -> dict[str, Any]:
    """An entry as data."""
    source = of.source
    return {
        "source": {"file": source.file, "line": source.line, "column": source.column, "path": list(source.path)},
        "verdict": of.verdict.value,
        "code": of.code,
        "message": of.message,
        "remedy": of.remedy,
        "targets": [{"kind": target.kind, "name": target.name, "pointer": target.pointer} for target in of.targets],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    source = finding.source
    return {
        "code": finding.code,
        "slug": lookup(finding.code).slug,
        "severity": severity(finding).value,
        "message": finding.message,
        "help": finding.accepted or finding.help,
        "file": source.file if source else None,
        "line": source.line if source else None,
        "column": source.column if source else None,
        "pointer": pointer(*source.path) if source else None,
    }


def figured(summary: Summary) -> dict[str, Any]:
    """The figures of a run as data."""
    return {
        "stack": summary.stack,
        "dialect": summary.dialect,
        "reason": summary.reason,
        "kubernetes": list(summary.kubernetes),
        "platform": summary.platform,
        "files": summary.files,
        "values": summary.values,
        "verdicts": {verdict.value: summary.verdicts[verdict] for verdict in Verdict},
        "findings": {each.value: summary.severities[each] for each in Severity},
        "objects": summary.objects,
    }
