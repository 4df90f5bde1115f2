"""What to report when the translator itself is at fault.

Only types and places of the program are told. The text of an exception, the arguments and the values in its frames may hold
what a stack keeps secret, and a report is read by strangers.
"""

import platform
import traceback
from collections.abc import Iterator
from pathlib import PurePath

from translator import __version__

_PACKAGE = "translator"


def describe(bug: BaseException) -> str:
    """Several lines: what broke, where, under which versions."""
    return "\n".join(
        [
            "translator: this is a bug of the translator, not of your files. Please report these lines:",
            f"  translator {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
            *_chain(bug),
        ]
    )


def _chain(bug: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    cause: BaseException | None = bug
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"  {'caused by ' if cause is not bug else ''}{type(cause).__module__}.{type(cause).__qualname__}"
        frames = list(traceback.walk_tb(cause.__traceback__))
        # A recursion without end has a thousand frames; its ends tell the story.
        for frame, line in frames if len(frames) <= 40 else frames[:20] + frames[-20:]:
            yield f"    {_place(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
        cause = cause.__cause__ or cause.__context__


def _place(filename: str) -> str:
    """A file of ours from the package on, another by its last two names: no path of the machine."""
    parts = PurePath(filename).parts
    start = max((index for index, part in enumerate(parts) if part == _PACKAGE), default=max(len(parts) - 2, 0))
    return "/".join(parts[start:])
