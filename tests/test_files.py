"""No spelling of a path leads out of the folders that an input may read."""

import os
from pathlib import Path

import pytest

from translator.files import Refusal, read


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "project"
    (folder / "conf").mkdir(parents=True)
    (folder / "conf" / "a.txt").write_text("hello")
    (folder.parent / "secret").write_text("outside")
    return folder


@pytest.mark.parametrize("name", ["conf/a.txt", "./conf/../conf/a.txt"])
def test_reads_below_the_project_with_mode(project: Path, name: str) -> None:
    os.chmod(project / "conf" / "a.txt", 0o640)
    reading = read(name, project, [project], limit=100)
    assert (reading.content, reading.mode, reading.refusal) == (b"hello", 0o640, None)


@pytest.mark.parametrize("name", ["../secret", "conf/../../secret", "/etc/passwd"])
def test_refuses_what_lies_outside_even_when_it_exists(project: Path, name: str) -> None:
    assert read(name, project, [project], limit=100).refusal is Refusal.OUTSIDE


def test_a_link_is_followed_before_it_is_judged(project: Path) -> None:
    (project / "out").symlink_to(project.parent / "secret")
    (project / "in").symlink_to(project / "conf" / "a.txt")
    assert read("out", project, [project], limit=100).refusal is Refusal.OUTSIDE
    assert read("in", project, [project], limit=100).content == b"hello"
    assert read("out", project, [project, project.parent], limit=100).content == b"outside"


def test_a_sibling_whose_name_begins_alike_is_outside(project: Path) -> None:
    twin = project.parent / "project-twin"
    twin.mkdir()
    (twin / "f").write_text("x")
    assert read("../project-twin/f", project, [project], limit=100).refusal is Refusal.OUTSIDE


def test_the_reasons_why_nothing_was_read(project: Path) -> None:
    (project / "loop").symlink_to(project / "loop")
    os.mkfifo(project / "pipe")
    assert read("none", project, [project], limit=100).refusal is Refusal.MISSING
    assert read("conf", project, [project], limit=100).refusal is Refusal.NOT_A_FILE
    assert read("pipe", project, [project], limit=100).refusal is Refusal.NOT_A_FILE
    assert read("conf/a.txt", project, [project], limit=4).refusal is Refusal.TOO_LARGE
    assert read("loop", project, [project], limit=100).refusal in (Refusal.UNREADABLE, Refusal.LOOP)
    assert read("a\0b", project, [project], limit=100).refusal is Refusal.LOOP
