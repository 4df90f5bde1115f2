"""The codes of variables, dotenv files, configuration and schemas: how grave they are decides what stops the output."""

import pytest

from translator.model.finding import Severity
from translator.report.catalogue import lookup

REFUSED = (
    "T150",
    "T151",
    "T153",
    "T154",
    "T155",
    "T156",
    "T160",
    "T163",
    "T164",
    "T165",
    "T168",
    "T169",
    "T180",
    "T182",
    "T183",
    "T184",
    "T185",
)
CONFIGURATION = ("T170", "T171", "T172", "T173", "T174")
WARNED = ("T152", "T161", "T198")
NOTED = ("T157", "T158", "T162", "T166", "T167", "T181")


@pytest.mark.parametrize(
    ("rows", "severity"),
    [((*REFUSED, *CONFIGURATION), Severity.ERROR), (WARNED, Severity.WARNING), (NOTED, Severity.NOTE)],
)
def test_severities(rows: tuple[str, ...], severity: Severity) -> None:
    assert {code: lookup(code).severity for code in rows} == dict.fromkeys(rows, severity)


def test_an_acceptance_that_accepts_nothing_is_called_what_it_is() -> None:
    assert lookup("T198").slug == "unused-acceptance"
