"""What a person, a log and a program see of a run."""

import io
import json
import sys
from collections.abc import Sequence

import pytest

from translator.cli.live import narrated
from translator.cli.terminal import Terminal
from translator.model.cluster import Key
from translator.model.progress import Progress, Stage

WEB = Key("apps/v1", "Deployment", "shop", "web")
DB = Key("apps/v1", "StatefulSet", "shop", "db")
RUN = (
    Progress(Stage.CREATED, "created", WEB, "web"),
    Progress(Stage.WAITING, "0 of 2 ready", WEB, "web", 0, 2),
    Progress(Stage.READY, "ready", WEB, "web", 2, 2),
    Progress(Stage.FAILED, "container db ends with exit code 1", DB, "db", 0, 1, ("  fatal: no disk [red]",)),
    Progress(Stage.FINISHED, "1 of 2 is ready"),
)


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def seen(terminal: Terminal, events: Sequence[Progress] = RUN) -> None:
    with narrated(terminal) as tell:
        for event in events:
            tell(event)


def test_a_log_has_a_line_for_each_event(capsys: pytest.CaptureFixture[str]) -> None:
    seen(Terminal())
    assert capsys.readouterr().err.splitlines() == [
        "created      deployment/web",
        "waiting      deployment/web  0 of 2 ready",
        "ready        deployment/web  2/2",
        "failed       statefulset/db:  container db ends with exit code 1",
        "               fatal: no disk [red]",
        "finished     1 of 2 is ready",
    ]


def test_quiet_tells_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    seen(Terminal(quiet=True))
    assert [line[:6] for line in capsys.readouterr().err.splitlines()] == ["failed", "      "]


def test_a_program_gets_one_object_an_event(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    seen(Terminal(json=True))
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["created", "waiting", "ready", "failed", "finished"]


def test_a_terminal_keeps_what_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    seen(Terminal(color="never"))
    left = screen.getvalue()
    assert "SERVICE" in left  # the table that moved
    assert left.rpartition("1 created")[2].splitlines() == [
        ", 1 of 2 ready",
        "1 of 2 is ready",
        "failed       statefulset/db:  container db ends with exit code 1",
        "               fatal: no disk [red]",
    ]
