"""Real stack files, as their authors published them, go through the whole pipeline.

They are read where they lie (`../shared/corpus`), with one configuration that answers what the files leave open. What is
expected of each is the promise of the README: a verdict for every leaf, valid manifests, and the same bytes for the same input.
"""

import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from translator import pipeline, render
from translator.model.finding import Severity, Verdict
from translator.model.request import Request
from translator.pipeline import Conversion
from translator.report.severity import severity

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
CONFIGURATION = Path(__file__).parent / "translator.yaml"

CLEAN = frozenset(["005", "013", "015", "017", "019", "029", "031", "035", "047", "053", "055", "067", "087", "089"])
"""The files that use only keys which are mapped: nothing of them is refused."""
REFUSED = {
    "073": "Hostname, with a capital letter, is no key of Docker",
    "075": "a link has an alias with dots, and a Service cannot",
    "088": "the keys stand at the wrong depth",
}
"""The files of which something is refused, whatever the configuration says, and why."""
BROKEN = "088"
"""The file that was published with its keys at the wrong depth."""

FILES = sorted(path.name for path in CORPUS.glob("[0-9]*.yml"))

pytestmark = pytest.mark.skipif(not FILES, reason="the public stack files are not beside this checkout")


@cache
def converted(name: str) -> Conversion:
    return pipeline.convert(Request(CORPUS, (name,)), CONFIGURATION)


@pytest.mark.parametrize("name", FILES)
def test_every_leaf_has_a_verdict_with_a_reason(name: str) -> None:
    conversion = converted(name)
    leaves = {(leaf.file, leaf.path) for file in conversion.files for leaf in file.leaves}
    assert leaves
    assert {(entry.source.file, entry.source.path) for entry in conversion.entries} == leaves
    assert [entry for entry in conversion.entries if entry.code == "T299"] == []
    assert [entry for entry in conversion.entries if entry.verdict is not Verdict.MAPPED and not entry.message] == []


@pytest.mark.parametrize("name", [name for name in FILES if name[:3] in CLEAN])
def test_nothing_is_refused_of_the_files_whose_keys_are_all_mapped(name: str) -> None:
    conversion = converted(name)
    assert [str(finding) for finding in conversion.findings if severity(finding) is Severity.ERROR] == []
    assert not conversion.refused
    assert conversion.manifests


@pytest.mark.parametrize("name", FILES)
def test_one_configuration_answers_what_the_files_leave_open(name: str) -> None:
    assert converted(name).refused is (name[:3] in REFUSED)


def test_at_least_38_of_43_files_are_converted_as_a_whole() -> None:
    assert len(FILES) == 43
    assert sum(not converted(name).refused for name in FILES) >= 38


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(BROKEN)])
def test_what_is_not_refused_gives_valid_manifests(name: str) -> None:
    conversion = converted(name)
    assert not conversion.faulty, [str(finding) for finding in conversion.findings if severity(finding) is Severity.ERROR]


def test_the_badly_indented_file_is_refused_with_a_place() -> None:
    name = next(name for name in FILES if name.startswith(BROKEN))
    conversion = converted(name)
    assert conversion.manifests == ()
    errors = [finding for finding in conversion.findings if severity(finding) is Severity.ERROR]
    assert errors
    assert all(finding.source is not None and finding.source.file == name for finding in errors)


@pytest.mark.parametrize("name", FILES)
def test_the_order_of_keys_does_not_show(name: str, tmp_path: Path) -> None:
    node = yaml.compose((CORPUS / name).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    _shuffle(node, random.Random(name))
    (tmp_path / name).write_text(yaml.serialize(node, Dumper=yaml.SafeDumper), encoding="utf-8")
    request = Request(tmp_path, (name,), project_name="corpus")
    again = pipeline.convert(request, CONFIGURATION)
    assert render.emit(again.manifests) == render.emit(converted(name).manifests)


def _shuffle(node: yaml.Node | None, chance: random.Random) -> None:
    if isinstance(node, yaml.MappingNode):
        chance.shuffle(node.value)
        for _, value in node.value:
            _shuffle(value, chance)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _shuffle(item, chance)


def test_the_seed_of_hashes_does_not_show() -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom translator import pipeline, render\n"
        "from translator.model.request import Request\n"
        "for name in sys.argv[3:]:\n"
        "    done = pipeline.convert(Request(Path(sys.argv[1]), (name,)), Path(sys.argv[2]))\n"
        "    print(render.emit(done.manifests), *done.entries, *done.findings, sep='\\n')\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program, str(CORPUS), str(CONFIGURATION), *FILES],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0]
    assert printed[0] == printed[1]
