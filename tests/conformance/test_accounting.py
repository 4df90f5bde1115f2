"""The drawn stacks through the whole pipeline: every leaf has a verdict, and what is written is valid.

They combine keys that no single test puts side by side. A quick run takes a dozen of them, `make soak` five hundred.
"""

import os
from pathlib import Path
from random import Random

import pytest

from tests.conformance.stacks import case
from translator import pipeline
from translator.model.request import Request
from translator.model.stack import Dialect

STACKS = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 12
FOUND_BEFORE = (234, 1127, 5474, 20763)
"""Two links to a service that is left out; a variable in a health check without a test; volumes borrowed twice."""


@pytest.mark.parametrize("dialect", [Dialect.COMPOSE, Dialect.SWARM])
def test_a_drawn_stack_is_accounted_for_and_valid(dialect: Dialect, tmp_path: Path) -> None:
    faults = [fault for seed in (*range(STACKS), *FOUND_BEFORE) for fault in _faults(seed, dialect, tmp_path / str(seed))]
    assert not faults, "\n".join(faults)


def _faults(seed: int, dialect: Dialect, folder: Path) -> list[str]:
    chance = Random(seed)
    drawn = case(chance, legacy=chance.random() < 0.5)
    for name, text in drawn.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    request = Request(folder, drawn.names, dialect=dialect, environment=dict(drawn.environment), profiles=drawn.profiles)
    done = pipeline.convert(request, None)
    assert done.entries, f"stack {seed}: nothing of it was read"
    lost = [f"stack {seed}: {entry.source.path} has no verdict" for entry in done.entries if entry.code == "T299"]
    invalid = [f"stack {seed}: {finding.message}" for finding in done.findings if finding.code.startswith("T5")]
    return [*lost, *invalid]
