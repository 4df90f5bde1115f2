"""Every key of every version's schema is given every kind of bad value.

Expected each time: no exception, a verdict for every leaf, a place for every error, and only valid manifests. One stack holds
all values of a place, a service for each. A quick run takes every fourth place, `make soak` takes all.
"""

import os
import time
from pathlib import Path

import pytest

from tests.bad_input.values import BAD, VERSIONS, Place, places, stack
from translator import pipeline
from translator.model.finding import Severity
from translator.model.request import Request
from translator.report.severity import severity

STEP = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 4
SECONDS = len(BAD)
"""A second for each value; the whole stack takes about a tenth of one."""


@pytest.mark.parametrize("version", VERSIONS)
def test_no_value_of_any_key_is_lost_or_breaks_anything(version: str, tmp_path: Path) -> None:
    faults = [fault for place in list(places(version))[::STEP] for fault in _faults(place, tmp_path)]
    assert not faults, "\n".join(faults)


def _faults(place: Place, folder: Path) -> list[str]:
    """What is wrong with the answer to the bad values at a place."""
    begun = time.process_time()
    done = pipeline.convert(Request(folder, ("-",), stdin=stack(place, BAD).encode()))
    name = ".".join(map(str, place.path))
    assert done.entries, f"{name}: nothing of the stack was read"
    lost = [f"{name}: {entry.source.path} has no verdict" for entry in done.entries if entry.code == "T299"]
    errors = [finding for finding in done.findings if severity(finding) is Severity.ERROR]
    nowhere = [f"{name}: {finding.code} has no place: {finding.message}" for finding in errors if finding.source is None]
    invalid = [f"{name}: {finding.code} {finding.message[:200]}" for finding in errors if finding.code.startswith("T5")]
    slow = [f"{name} took too long"] if time.process_time() - begun > SECONDS else []
    return [*lost[:1], *nowhere[:1], *invalid[:1], *slow]
