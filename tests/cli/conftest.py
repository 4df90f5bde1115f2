"""Runs the command line in a folder of its own, without the variables of the machine."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from translator.cli import main


@dataclass(frozen=True)
class Run:
    """What a run gave."""

    code: int
    out: str
    err: str


Translator = Callable[..., Run]

STACK = """\
services:
  web:
    image: nginx:1.27
    expose: ["80"]
    environment:
      GREETING: hello
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a stack that converts."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "stack.yml").write_text(STACK)
    for name in list(os.environ):
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def translator(project: Path, capfd: pytest.CaptureFixture[str]) -> Translator:
    """`translator(*arguments)` in the project."""

    def run(*arguments: str) -> Run:
        code = main(arguments)
        said = capfd.readouterr()
        return Run(code, said.out, said.err)

    return run
