"""Runs every fixture case: `fixtures/TOPIC/CASE/`, a folder whose files are what is asserted.

In a case: `stack.yml`, and where it needs them `override.yml`, `.env`, `translator.yaml` and whatever these name. Expected, as
far as the files exist: `manifests.yml` (standard output), `findings.txt` (standard error), `report.json`, `explain.txt`. An
optional `case.yml` holds `arguments` (further options of convert), `exit` (0 unless said), `environment` (variables, of which
there are none otherwise) and `explain` (a list of the arguments of each explain).

`pytest --update` rewrites the expected files that exist; for a new one, make it empty first. Each case that gives manifests is
run again with the keys of its mappings in another order, and must give the same bytes.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from translator.cli import main

ROOT = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.parent for path in ROOT.glob("*/*/stack.yml"))
IDS = [str(case.relative_to(ROOT)) for case in CASES]

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the machine reaches a case."""
    for name in list(os.environ):
        monkeypatch.delenv(name)


def options(case: Path) -> dict[str, Any]:
    path = case / "case.yml"
    loaded = yaml.safe_load(path.read_text()) if path.exists() else {}
    assert loaded.keys() <= {"arguments", "exit", "environment", "explain"}
    return dict(loaded)


def copied(case: Path, folder: Path) -> Path:
    """A copy of a case with the permissions that git gives its files under the usual umask: what is mounted shows them."""
    copy = folder / case.name
    shutil.copytree(case, copy)
    for path in copy.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    return copy


def files(case: Path) -> list[str]:
    return ["-f", "stack.yml", *(["-f", "override.yml"] if (case / "override.yml").exists() else [])]


def converted(case: Path, report: Path, capture: Capture) -> dict[str, bytes]:
    """What a conversion in the current folder writes, by the name of the expected file."""
    chosen = options(case)
    code = main(["convert", *files(case), "-v", "--report", str(report), *chosen.get("arguments", [])])
    output = capture.readouterr()
    assert code == chosen.get("exit", 0), output.err.decode()
    return {"manifests.yml": output.out, "findings.txt": output.err, "report.json": report.read_bytes()}


def explained(case: Path, capture: Capture) -> bytes:
    text = b""
    for arguments in options(case).get("explain", []):
        main(["explain", *arguments, *files(case)])
        output = capture.readouterr()
        text += b"$ translator explain " + " ".join(arguments).encode() + b"\n" + output.out + output.err + b"\n"
    return text


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_case(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(copied(case, tmp_path))
    for name, value in options(case).get("environment", {}).items():
        monkeypatch.setenv(name, str(value))
    actual = converted(case, tmp_path / "report.json", capfdbinary)
    if (case / "explain.txt").exists():
        actual["explain.txt"] = explained(case, capfdbinary)
    expected = [name for name in actual if (case / name).exists()]
    assert expected, "a case asserts something"
    for name in expected:
        if request.config.getoption("--update"):
            (case / name).write_bytes(actual[name])
        assert actual[name].decode() == (case / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("case", [case for case in CASES if (case / "manifests.yml").exists()], ids=str)
def test_the_order_of_keys_never_shows(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture
) -> None:
    copy = copied(case, tmp_path)
    for name in ("stack.yml", "override.yml"):
        if (copy / name).exists():
            (copy / name).write_text(shuffled((copy / name).read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.chdir(copy)
    for name, value in options(case).get("environment", {}).items():
        monkeypatch.setenv(name, str(value))
    actual = converted(copy, tmp_path / "report.json", capfdbinary)
    assert actual["manifests.yml"].decode() == (case / "manifests.yml").read_text(encoding="utf-8")


def shuffled(text: str) -> str:
    """The same YAML with the keys of every mapping in another order: tags, quotes, anchors and lists stay."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for node in mappings(root, set()):
        node.value.sort(key=lambda pair: hashlib.sha256(str(pair[0].value).encode()).digest())
    written: str = yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=10_000)
    return written


def mappings(node: yaml.Node | None, seen: set[int]) -> Iterator[yaml.MappingNode]:
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield node
        children = [child for pair in node.value for child in pair]
    else:
        children = node.value if isinstance(node, yaml.SequenceNode) else []
    for child in children:
        yield from mappings(child, seen)


def test_shuffling_keeps_the_meaning() -> None:
    text = "x: &a {k: '1', l: [2, 1]}\nservices:\n  web:\n    <<: *a\n    ports: ['22:22']\n"
    again = shuffled(text)
    assert again != text
    assert yaml.safe_load(again) == yaml.safe_load(text)
