"""What every fixture case gives is valid in the oldest and in the newest version of Kubernetes, when it is written for them.

What a version does not have is refused or said by whoever would have written it, so that the strict check finds nothing.
"""

import os
import re
from pathlib import Path

import pytest

from tests.test_fixtures import CASES, IDS, files, options
from translator.cli import main
from translator.kube.versions import NEWEST, OLDEST

INVALID = re.compile(r"\bT5[0-9]{2} [-a-z0-9]+: .*")


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_case_is_valid(case: Path, version: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    for name in list(os.environ):
        monkeypatch.delenv(name)
    monkeypatch.chdir(case)
    chosen = options(case)
    for name, value in chosen.get("environment", {}).items():
        monkeypatch.setenv(name, str(value))
    main(["convert", *files(case), *chosen.get("arguments", []), "--partial", "--kubernetes", version])
    said = capfd.readouterr().err
    assert INVALID.findall(said) == []
    assert "bug of the translator" not in said
