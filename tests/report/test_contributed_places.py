"""A verdict reaches the variable that a refused value was made of, unless the variable has a use elsewhere."""

import pytest

from translator.model.finding import Verdict
from translator.model.manifest import Manifest
from translator.model.origin import Derived, Origin, Source
from translator.model.project import SourceFile
from translator.report.collector import Collector
from translator.report.ledger import account

PIDS = Source("stack.yml", 4, 17, ("services", "web", "pids_limit"))
VARIABLE = Source(".env", 1, 1, ("PIDS",))
INTERPOLATED = Derived("interpolation", (PIDS, VARIABLE))
FILES = (SourceFile("stack.yml", "", (PIDS,)), SourceFile(".env", None, (VARIABLE,)))


def verdicts(findings: Collector, manifests: list[Manifest]) -> list[Verdict]:
    return [entry.verdict for entry in account(FILES, findings, manifests)]


def test_a_variable_that_only_a_refused_value_uses_is_refused() -> None:
    findings = Collector()
    findings.refuse("T299", "no field", INTERPOLATED, help="remove it")
    assert verdicts(findings, []) == [Verdict.REFUSED, Verdict.REFUSED]


@pytest.mark.parametrize("use", [VARIABLE, Derived("interpolation", (VARIABLE,))])
def test_a_variable_with_another_use_stays_mapped(use: Origin) -> None:
    findings = Collector()
    findings.refuse("T299", "no field", INTERPOLATED, help="remove it")
    manifest = Manifest({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}}, {"/spec/x": use})
    assert verdicts(findings, [manifest]) == [Verdict.MAPPED, Verdict.REFUSED]


def test_a_finding_without_a_verdict_says_nothing_of_other_places() -> None:
    findings = Collector()
    findings.add("T299", "a remark", INTERPOLATED)
    assert [finding.also for finding in findings] == [()]
