"""Findings as GitLab's code quality report.

Source: https://docs.gitlab.com/ci/testing/code_quality (the part of the Code Climate format that GitLab reads). The fingerprint
does not depend on the line, so that a finding is known again after lines were added above it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from translator.model.finding import Finding, Severity
from translator.model.manifest import pointer
from translator.report.catalogue import lookup
from translator.report.order import ordered
from translator.report.severity import severity
from translator.report.summary import Summary

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def findings(found: Iterable[Finding], summary: Summary) -> str:  # noqa: ARG001 - the format has no place for figures
    """The findings as a list; what lies in no file is put at the first line of the folder."""
    seen: Counter[str] = Counter()
    return json.dumps([_issue(finding, seen) for finding in ordered(found)], indent=2) + "\n"


def _issue(finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    source = finding.source
    file = source.file if source else "."
    known = "\0".join((finding.code, file, pointer(*source.path) if source else "", finding.message))
    seen[known] += 1
    digest = hashlib.sha256(f"{known}\0{seen[known]}".encode("utf-8", "backslashreplace")).hexdigest()
    rest = finding.accepted or finding.help
    return {
        "description": f"{finding.message}; {rest}" if rest else finding.message,
        "check_name": f"{finding.code}-{lookup(finding.code).slug}",
        "fingerprint": digest[:32],
        "severity": _SEVERITIES[severity(finding)],
        "location": {"path": file, "lines": {"begin": source.line if source else 1}},
    }
