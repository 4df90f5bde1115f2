"""The offline check and a real API server agree, as often as the aims say."""

import json

import pytest

from tests.verdicts.measure import FOLDER, VERSION, Outcome, cases, outcome
from translator.check import remainder
from translator.kube import server
from translator.kube.schema import fault as schema
from translator.model.manifest import Manifest

AGREEMENT, NAMED = 0.995, 0.95

FILES = sorted(FOLDER.glob("*.json"))

pytestmark = pytest.mark.skipif(not FILES, reason="the answers of a real API server lie outside the repository")


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome(case) for file in FILES for case in cases(file)]


def test_the_verdicts_agree(outcomes: list[Outcome]) -> None:
    wrong = [each for each in outcomes if not each.agrees]
    assert len(wrong) <= (1 - AGREEMENT) * len(outcomes), [(each.case.file, each.case.change) for each in wrong]


def test_nearly_nothing_that_the_server_takes_is_refused(outcomes: list[Outcome]) -> None:
    # A node port out of range is taken in a dry run, and refused when it counts.
    false = [(each.case.file, each.case.change) for each in outcomes if each.found and not each.case.refused]
    assert false == [("Service", '{"/spec/ports/0/nodePort": -1}')]


def test_the_same_field_is_named(outcomes: list[Outcome]) -> None:
    refused = [each for each in outcomes if each.case.refused and each.found]
    other = [(each.case.file, each.case.change, each.found) for each in refused if not each.names]
    assert len(other) <= (1 - NAMED) * len(refused), other


def test_the_objects_that_were_changed_are_clean() -> None:
    for file in FILES:
        base = json.loads(file.read_bytes())["base"]
        assert list(schema.faults(base, VERSION)) == [], file.stem
        assert server.faults(base, VERSION) == [], file.stem


def test_one_fault_of_type_brings_no_other_with_it() -> None:
    others = []
    for file in FILES:
        for case in cases(file):
            wrong = [fault for fault in schema.faults(case.body, VERSION) if not schema.is_read(fault)]
            found = remainder.of(Manifest(case.body, {}), wrong, (VERSION,)) if wrong else None
            if found is not None:
                rest, taken = found
                said = server.faults(rest.body, VERSION)
                others += [(file.stem, case.change, fault) for fault in said if not remainder.is_consequence(fault, taken)]
    assert others == []
