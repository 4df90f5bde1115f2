"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0. A finding that is accepted is a suppressed result, with the reason as
its justification. Columns count characters, as YAML's marks do.
"""

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from translator.model.finding import Finding
from translator.report.catalogue import lookup
from translator.report.order import ordered
from translator.report.severity import severity
from translator.report.summary import Summary

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def findings(found: Iterable[Finding], summary: Summary) -> str:  # noqa: ARG001 - SARIF has no place for figures
    """The findings as one run, with the rules that they name."""
    said = ordered(found)
    rules = sorted({finding.code for finding in said})
    places = {code: index for index, code in enumerate(rules)}
    driver = {"name": "translator", "rules": [_rule(code) for code in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.code]) for finding in said],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    row = lookup(code)
    return {
        "id": code,
        "name": row.slug,
        "shortDescription": {"text": row.summary},
        "fullDescription": {"text": row.page},
        "help": {"text": f"{row.page} translator explain {code} prints this page."},
        "defaultConfiguration": {"level": row.severity.value},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    text = f"{finding.message}. {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": severity(finding).value,
        "message": {"text": text},
    }
    source = finding.source
    if source is not None:
        region = {"startLine": source.line, "startColumn": source.column}
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(source.file)}, "region": region}}]
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted}]
    return result


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix().encode("utf-8", "backslashreplace"))
