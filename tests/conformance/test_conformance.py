"""`translator.parse` reads what the reference programs read; where it does not, the reason stands in `known.py`."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from tests.conformance import references
from tests.conformance.seeds import LEGACY, SPECIFICATION
from tests.conformance.stacks import Case, cases
from tests.conformance.subject import compare

pytestmark = pytest.mark.skipif(not references.installed(), reason=references.MISSING)

CORPUS = sorted((Path(__file__).resolve().parents[3] / "shared" / "corpus").glob("[0-9]*.yml"))
_VARIABLE = re.compile(r"(?<!\$)\$\{?([A-Za-z_]\w*)")
SAMPLE = settings(max_examples=settings().max_examples // 2)
"""Half as many as of other properties: every example is a run of another program."""


def in_a_folder(case: Case) -> tuple[str, ...]:
    """The differences that nobody knows."""
    folder = Path(tempfile.mkdtemp(prefix="conformance-"))
    try:
        return compare(case, folder).unknown
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", [*SPECIFICATION, *LEGACY])
def test_of_the_ways_to_join_files(name: str, tmp_path: Path) -> None:
    assert compare({**SPECIFICATION, **LEGACY}[name], tmp_path).unknown == ()


@SAMPLE
@given(cases(legacy=False))
def test_of_the_specification(case: Case) -> None:
    assert in_a_folder(case) == ()


@SAMPLE
@given(cases(legacy=True))
def test_of_versions_1_to_3(case: Case) -> None:
    assert in_a_folder(case) == ()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_of_real_stacks(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    tree = yaml.safe_load(text)
    legacy = "version" in tree or "services" not in tree
    environment = {name: f"{name.lower()}-value" for name in _VARIABLE.findall(text)}
    case = Case({path.name: text, "Dockerfile": ""}, (path.name,), environment, legacy=legacy)
    assert compare(case, tmp_path).unknown == ()
