"""The two streams: data to standard output as UTF-8 bytes, words to standard error.

A reader who leaves early (`| head`) has had enough, which is no fault. Colour follows --color, then NO_COLOR, then whether
anybody watches.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping

from translator.model.finding import Severity
from translator.model.record import dataclass
from translator.report.formats.text import Style
from translator.report.quotation import WIDTH


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to speak to this user. `quiet` keeps to errors, `verbose` lists notes too; `json` speaks to a program."""

    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    json: bool = False

    @property
    def least(self) -> Severity:
        """What must be said at least is as grave as this."""
        return Severity.ERROR if self.quiet else Severity.NOTE if self.verbose else Severity.WARNING

    def style(self, environment: Mapping[str, str], *, data: bool = False) -> Style:
        """Colours and width of standard error; of standard output for `data`."""
        stream = sys.stdout if data else sys.stderr
        watched = stream is not None and stream.isatty()
        auto = watched and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        width = max(shutil.get_terminal_size((WIDTH, 24)).columns - 8, 40) if watched else WIDTH
        return Style(self.color == "always" or (self.color == "auto" and auto), width)

    @staticmethod
    def say(texts: Iterable[str]) -> None:
        """Words, a line or more each."""
        try:
            for text in texts:
                # A closed standard error is None, for which print would turn to standard output.
                if sys.stderr is not None:
                    print(text, file=sys.stderr)
        except BrokenPipeError:
            _abandon(2)

    @staticmethod
    def give(text: str) -> None:
        """Data. Raises OSError where the output cannot take it, a reader who has left aside."""
        if sys.stdout is None:
            return
        try:
            # A path or a variable may hold bytes that are no UTF-8; they are spelt out.
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            _abandon(1)
        except OSError:
            _abandon(1)
            raise


def _abandon(descriptor: int) -> None:
    """Lets what is still buffered go nowhere, so that the end of the process does not fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
