"""Progress: a table that moves on a terminal, one line an event elsewhere, one JSON object an event for programs.

The table has a row for each workload that something is to be said of: how many of its Pods serve, and what it waits for. When
all is over it leaves what a reader needs: what failed and why, and how many are ready. Events come from several threads.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from translator.cli.terminal import Terminal
from translator.model.cluster import Key
from translator.model.progress import Progress, Stage, Tell
from translator.report.formats import progress_json, progress_text
from translator.report.formats.text import Style
from translator.report.quotation import safe

_DONE = frozenset({Stage.APPLIED, Stage.CREATED, Stage.UNCHANGED, Stage.RECREATED, Stage.DELETED, Stage.KEPT})
_STANDING = frozenset({Stage.WAITING, Stage.READY, Stage.FAILED, Stage.LATE, Stage.ROLLED_BACK})
_BAD = frozenset({Stage.FAILED, Stage.LATE, Stage.ROLLED_BACK})
_MARGIN = 8
"""Lines of a terminal that the table leaves to what stands around it."""


@contextmanager
def narrated(terminal: Terminal) -> Iterator[Tell]:
    """Takes events and shows them until the block ends, on a terminal in a table that moves."""
    lock = Lock()
    if terminal.json:

        def give(event: Progress) -> None:
            with lock:
                terminal.give(progress_json.line(event))

        yield give
    elif not terminal.quiet and not terminal.verbose and _watched():
        with _Table(terminal.style(os.environ).colour).shown() as tell:
            yield tell
    else:
        style = terminal.style(os.environ)

        def say(event: Progress) -> None:
            with lock:
                if not terminal.quiet or event.stage in _BAD or event.stage is Stage.WARNING:
                    terminal.say(progress_text.lines(event, style))

        yield say


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class _Table:
    """The table and what it knows; it is drawn some times a second by a thread of rich's own."""

    def __init__(self, colour: bool) -> None:
        from rich.console import Console  # a tenth of a second, on a terminal only

        self._console = Console(stderr=True, no_color=not colour, highlight=False)
        self._lock = Lock()
        self._rows: dict[Key, Progress] = {}
        self._counts: dict[Stage, int] = dict.fromkeys(Stage, 0)
        self._over: str = ""

    @contextmanager
    def shown(self) -> Iterator[Tell]:
        """Shows the table while the block runs; what failed stays below it."""
        from rich.live import Live

        with Live(
            console=self._console, get_renderable=self._drawn, refresh_per_second=8, transient=True, redirect_stdout=False
        ):
            yield self._take
        for text in (self._heading(), self._over):
            if text:
                self._say(text)
        for event in self._rows.values():
            if event.stage in _BAD:
                self._say(*progress_text.lines(event, Style()))

    def _say(self, *lines: str) -> None:
        """Lines that stay."""
        for line in lines:
            self._console.print(line, markup=False, soft_wrap=True)

    def _take(self, event: Progress) -> None:
        with self._lock:
            if event.key is not None and event.stage in _STANDING:
                self._rows[event.key] = event
            elif event.stage in _DONE:
                self._counts[event.stage] += 1
            elif event.stage in (Stage.WARNING, Stage.RECORDED, Stage.STARTED):
                self._say(*progress_text.lines(event, Style()))
            elif event.stage is Stage.FINISHED:
                self._over = event.message

    def _drawn(self) -> Any:
        from rich.table import Table
        from rich.text import Text

        with self._lock:
            rows = sorted(self._rows.items(), key=lambda item: (item[1].stage is Stage.READY, str(item[0])))
            heading = self._heading()
        table = Table(box=None, pad_edge=False, header_style="bold", title=heading, title_justify="left", title_style="bold")
        for name in ("SERVICE", "OBJECT", "READY", "STATE"):
            table.add_column(name, no_wrap=name != "STATE", overflow="ellipsis")
        room = max(self._console.size.height - _MARGIN, 3)
        for key, event in rows[:room]:
            table.add_row(event.service or "", str(key), _count(event), Text(safe(event.message), style=_tint(event.stage)))
        if len(rows) > room:
            table.add_row("", f"and {len(rows) - room} more", "", "")
        return table

    def _heading(self) -> str:
        ready = sum(event.stage is Stage.READY for event in self._rows.values())
        counted = [f"{number} {stage.value}" for stage, number in self._counts.items() if number]
        waited = [f"{ready} of {len(self._rows)} ready"] if self._rows else []
        return ", ".join([*counted, *waited])


def _count(event: Progress) -> str:
    return f"{event.done}/{event.total}" if event.done is not None and event.total is not None else ""


def _tint(stage: Stage) -> str:
    return {Stage.READY: "green", Stage.WAITING: "cyan"}.get(stage, "bold red")
