"""Compiled templates are kept beside the built-in ones, as Python keeps its own, and nothing else is read or written."""

import os
import sys
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from translator.render.bytecode import Bytecode

NAME = "thing.yaml.j2"


@pytest.fixture(autouse=True)
def _written_beside_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of the built-in templates, with one."""
    (tmp_path / "compiler.py").touch()
    (tmp_path / "templates").mkdir()
    write(tmp_path / "templates", "one")
    yield tmp_path / "templates"
    (tmp_path / "templates").chmod(0o755)


def write(folder: Path, text: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")


def kept(folder: Path) -> Path:
    return Path(cache_from_source(str(folder / NAME)))


def rendered(folder: Path, built_in: Path | None = None) -> str:
    """What a new environment makes of the template in `folder`."""
    built_in = built_in or folder
    cache = Bytecode(built_in, built_in.parent / "compiler.py")
    return Environment(loader=FileSystemLoader(folder), bytecode_cache=cache).get_template(NAME).render()


def test_what_was_compiled_is_used_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(folder) == "one"
    assert [path.name for path in kept(folder).parent.iterdir()] == [kept(folder).name]

    def compile_nothing(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "compile", compile_nothing)
    assert rendered(folder) == "one"


def test_a_template_that_changed_is_compiled_anew_whatever_its_age_says(folder: Path) -> None:
    rendered(folder)
    stamp = (folder / NAME).stat().st_mtime_ns
    write(folder, "two")
    os.utime(folder / NAME, ns=(stamp, stamp))
    assert rendered(folder) == "two"
    assert rendered(folder) == "two"


def test_another_compiler_compiles_anew(folder: Path) -> None:
    rendered(folder)
    before = kept(folder).read_bytes()
    os.utime(folder.parent / "compiler.py", ns=(1, 1))
    assert rendered(folder) == "one"
    assert kept(folder).read_bytes() != before


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 200, -1])
def test_a_file_that_is_broken_is_made_anew(folder: Path, length: int) -> None:
    rendered(folder)
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[:length])
    assert rendered(folder) == "one"
    assert kept(folder).read_bytes() == whole


def test_a_users_own_templates_bring_no_bytecode(folder: Path, tmp_path: Path) -> None:
    """A folder that somebody else filled could hold any code."""
    rendered(folder)
    own = tmp_path / "own"
    own.mkdir()
    write(own, "one")
    kept(own).parent.mkdir()
    kept(own).write_bytes(b"hostile")
    assert rendered(own, built_in=folder) == "one"
    assert kept(own).read_bytes() == b"hostile"


def test_nothing_is_written_where_python_may_not_write_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder) == "one"
    assert not kept(folder).parent.exists()


def test_bytecode_lies_below_the_folder_that_python_was_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert rendered(folder) == "one"
    assert kept(folder).is_relative_to(tmp_path / "elsewhere")
    assert kept(folder).is_file()


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Path) -> None:
    kept(folder).parent.write_text("a file stands where the folder should be")
    assert rendered(folder) == "one"
