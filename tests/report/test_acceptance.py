"""A loss is accepted by code and path, with a reason; an acceptance that covers nothing is said."""

import pytest

from translator.model.finding import Finding, Severity, Verdict
from translator.model.origin import Source
from translator.model.settings import Acceptance
from translator.report.acceptance import UNUSED, accept
from translator.report.severity import severity

PLACE = Source("stack.yml", 4, 5, ("services", "web", "volumes", 0))
ROW = Source("translator.yaml", 9, 3)


def refused(code: str = "T299") -> Finding:
    return Finding(code, "a loss", PLACE, verdict=Verdict.REFUSED)


@pytest.mark.parametrize("path", ["services.web.volumes.0", "services.*.volumes.*", "stack.yml:services.*", "*"])
@pytest.mark.parametrize("code", ["T299", "any"])
def test_a_covered_loss_is_ignored_and_no_error_any_more(code: str, path: str) -> None:
    (finding,) = accept([refused()], [Acceptance(code, path, "we know", ROW)])
    assert finding.verdict is Verdict.IGNORED
    assert finding.accepted == "we know"
    assert severity(finding) is Severity.NOTE


@pytest.mark.parametrize(("code", "path"), [("T298", "*"), ("T299", "services.db.*"), ("T299", "services.web")])
def test_what_is_not_covered_stays_refused_and_the_unused_row_is_told(code: str, path: str) -> None:
    finding, unused = accept([refused()], [Acceptance(code, path, "we know", ROW)])
    assert finding.verdict is Verdict.REFUSED
    assert severity(finding) is Severity.ERROR
    assert (unused.code, unused.source) == (UNUSED, ROW)


def test_an_ignored_leaf_needs_no_acceptance() -> None:
    ignored = Finding("T299", "said", PLACE, verdict=Verdict.IGNORED)
    assert [finding.code for finding in accept([ignored], [Acceptance("any", "*", "all", ROW)])] == ["T299", UNUSED]
