"""Every way out of the program has its exit code, and none shows what must stay hidden."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import STACK, Translator
from translator import __version__
from translator.cli.terminal import Terminal

ROOT = Path(__file__).parent.parent.parent


def test_the_version(translator: Translator) -> None:
    assert translator("--version").out == f"translator {__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("convertt",), ("--no-such-option",), ("convert", "--no-such-option")])
def test_wrong_usage(translator: Translator, arguments: tuple[str, ...]) -> None:
    assert translator(*arguments).code == 2


def test_the_nearest_verb_is_named(translator: Translator) -> None:
    assert "is it convert that you mean?" in translator("convertt").err


def test_an_interruption(translator: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("translator.pipeline.convert", interrupted)
    assert translator("convert", "-f", "stack.yml").code == 130


def test_a_bug_is_told_without_a_value(translator: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    def buggy(*_: object) -> None:
        password = "hunter2"
        try:
            raise KeyError(password)
        except KeyError as error:
            raise ValueError(f"cannot read {password}") from error

    monkeypatch.setattr("translator.pipeline.convert", buggy)
    run = translator("convert", "-f", "stack.yml")
    assert run.code == 3
    assert "hunter2" not in run.err
    assert str(ROOT) not in run.err
    assert "builtins.ValueError" in run.err
    assert "caused by builtins.KeyError" in run.err
    assert "translator/cli/verbs/convert.py:" in run.err
    assert f"translator {__version__}, Python 3." in run.err


def test_endless_recursion_is_told_briefly(translator: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*arguments: object) -> None:
        endless(*arguments)

    monkeypatch.setattr("translator.pipeline.convert", endless)
    run = translator("convert", "-f", "stack.yml")
    assert run.code == 3
    assert len(run.err.splitlines()) < 60


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A stack whose manifests fill any pipe."""
    services = "".join(f"  s{number}:\n    image: nginx\n    expose: ['80']\n" for number in range(200))
    path = tmp_path / "stack.yml"
    path.write_text("services:\n" + services)
    return path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "TRANSLATOR": f"{sys.executable} -m translator", "PYTHONPATH": str(ROOT)}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=clean, capture_output=True, text=True, check=False)


def test_a_reader_who_leaves_early_is_no_fault(many: Path) -> None:
    run = shell("$TRANSLATOR convert -f stack.yml | head -1; echo ${PIPESTATUS[0]}", many.parent)
    assert run.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in run.stderr
    assert "Exception" not in run.stderr
    run = shell("$TRANSLATOR convert -f stack.yml -v 2>&1 >/dev/null | head -1; echo ${PIPESTATUS[0]}", many.parent)
    assert run.stdout.splitlines()[-1] == "0"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is always full exists on Linux alone")
def test_a_full_disk_is_a_finding(many: Path) -> None:
    run = shell("$TRANSLATOR convert -f stack.yml > /dev/full", many.parent)
    assert run.returncode == 1
    assert "error T193 output-unwritable: standard output could not be written: No space left on device" in run.stderr


def test_closed_streams(many: Path) -> None:
    assert shell("$TRANSLATOR convert -f stack.yml >&-", many.parent).returncode == 0
    run = shell("$TRANSLATOR convert -f stack.yml 2>&-", many.parent)
    assert run.returncode == 0
    assert run.stdout.startswith("apiVersion:")
    assert shell("$TRANSLATOR convert -f - <&-", many.parent).returncode == 1


def test_nothing_heavy_is_imported_for_a_stack_that_is_fine(tmp_path: Path) -> None:
    (tmp_path / "stack.yml").write_text(STACK)
    program = (
        "import sys; from translator.cli import main; code = main(['convert', '-f', 'stack.yml']);"
        "heavy = {'rich', 'jsonschema', 'kubernetes', 'deepdiff', 'asyncio', 'urllib.request'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize(
    ("color", "watched", "environment", "colour"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {}, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch, color: str, watched: bool, environment: dict[str, str], colour: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    assert Terminal(color).style(environment).colour is colour
