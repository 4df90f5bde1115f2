"""The formats of CI systems: SARIF against the specification's schema, JUnit as XML, GitHub's commands, GitLab's report."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema

from translator.model.finding import Finding, Severity, Verdict
from translator.model.origin import Source
from translator.report.formats import github, gitlab, junit, sarif
from translator.report.severity import severity
from translator.report.summary import Summary

SCHEMA = json.loads((Path(__file__).parent / "sarif.schema.json").read_text())
ERROR = Finding("T503", "spec.a is not a field", Source("a b/ü.yml", 3, 5, ("spec", "a")), "remove it")
HOSTILE = Finding("T505", 'x <b>&"\x1b[31m,\n::error::100%', Source("a,b:c.yml", 1, 1), "")
ACCEPTED = replace(ERROR, accepted="the cluster has it")
NOWHERE = Finding("T101", "no.yml does not exist", None, "correct the name")
ALL = (ERROR, HOSTILE, ACCEPTED, NOWHERE)


def figures(*found: Finding) -> Summary:
    counted = Counter(map(severity, found))
    severities = {each: counted[each] for each in Severity}
    return Summary("", "", "", (), "", 0, 0, dict.fromkeys(Verdict, 0), severities, 0)


def results(*found: Finding) -> list[dict[str, Any]]:
    said = json.loads(sarif.findings(found, figures(*found)))
    jsonschema.validate(said, SCHEMA)
    (run,) = said["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    found_results: list[dict[str, Any]] = run["results"]
    return found_results


def test_sarif() -> None:
    assert results() == []
    nowhere, error, accepted, hostile = sorted(results(*ALL), key=lambda each: (each["ruleId"], "suppressions" in each))
    assert "locations" not in nowhere
    assert (error["level"], error["message"]["text"]) == ("error", "spec.a is not a field. remove it")
    place = error["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a%20b/%C3%BC.yml"}, "region": {"startLine": 3, "startColumn": 5}}
    assert accepted["level"] == "note"
    assert accepted["suppressions"] == [{"kind": "external", "justification": "the cluster has it"}]
    assert hostile["ruleId"] == "T505"


def test_junit() -> None:
    clean = ElementTree.fromstring(junit.findings((), figures()))
    assert (clean.get("tests"), clean.get("failures"), len(clean.findall("testsuite/testcase"))) == ("1", "0", 1)
    root = ElementTree.fromstring(junit.findings(ALL, figures(*ALL)))
    assert (root.get("tests"), root.get("failures")) == ("4", "3")
    cases = root.findall("testsuite/testcase")
    assert sum(case.find("failure") is not None for case in cases) == 3
    assert sum(case.find("system-out") is not None for case in cases) == 1
    assert {suite.get("name") for suite in root} == {"translator validate", "a b/ü.yml", "a,b:c.yml"}


def test_github() -> None:
    lines = github.findings(ALL, figures(*ALL)).splitlines()
    assert len(lines) == 4, "a message cannot begin a command of its own"
    assert lines[0] == "::error title=T101 missing-file::no.yml does not exist; correct the name"
    place = "file=a b/ü.yml,line=3,col=5,title=T503 unknown-field"
    assert sorted(lines[1:3]) == [
        f"::error {place}::spec.a is not a field; remove it",
        f"::notice {place}::spec.a is not a field; the cluster has it",
    ]
    hostile = 'x <b>&"\\x1b[31m,%0A::error::100%25'
    assert lines[3] == f"::error file=a%2Cb%3Ac.yml,line=1,col=1,title=T505 wrong-type::{hostile}"


def test_gitlab() -> None:
    issues = json.loads(gitlab.findings((*ALL, replace(ERROR, source=Source("a b/ü.yml", 9, 5, ("spec", "a")))), figures()))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} == {"major", "info"}
    by_line = {issue["location"]["lines"]["begin"]: issue for issue in issues if issue["severity"] == "major"}
    assert by_line[3]["check_name"] == "T503-unknown-field"
    moved = json.loads(gitlab.findings([replace(ERROR, source=Source("a b/ü.yml", 8, 5, ("spec", "a")))], figures()))
    assert moved[0]["fingerprint"] == json.loads(gitlab.findings([ERROR], figures()))[0]["fingerprint"]
