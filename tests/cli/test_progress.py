"""A sign of life on a terminal, after a second, and nowhere else."""

import threading
import time

import pytest

from translator.cli import progress


def test_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    before = set(threading.enumerate())  # others may end meanwhile
    with progress.progress("converting"):
        assert set(threading.enumerate()) <= before


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress, "_PATIENCE", 60.0)
    with progress.progress("converting"):
        pass
    assert capfd.readouterr().err == ""


def test_a_long_run_says_what_it_does(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    said = ""
    with progress.progress("converting"):
        deadline = time.monotonic() + 60
        while "converting" not in said and time.monotonic() < deadline:
            time.sleep(0.05)
            said += capfd.readouterr().err
    assert "converting" in said
