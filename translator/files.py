"""Reading files that an input names, without leaving the folders that it may read.

The input is hostile: a path may be absolute, climb with `..`, or go through a symbolic link. A path is followed to its end
first, and only then compared with the allowed folders, so that no spelling of it leads outside.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Refusal(Enum):
    """Why a file was not read."""

    MISSING = "missing"
    OUTSIDE = "outside"
    NOT_A_FILE = "not a file"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes and permission bits, or the reason why there are none. `path` is where the name led."""

    path: Path
    content: bytes | None = None
    mode: int = 0
    refusal: Refusal | None = None


def inside(path: Path, roots: Sequence[Path]) -> bool:
    """Whether `path`, already resolved, is one of `roots` (resolved too) or lies below one."""
    return any(path == root or root in path.parents for root in roots)


def resolve(name: str, directory: Path) -> Path | None:
    """The real path of `name` seen from `directory`, links followed; None where the links form a loop or the name is none."""
    try:
        return Path(os.path.realpath(directory / name, strict=False))
    except (OSError, ValueError):
        return None


def read(name: str, directory: Path, roots: Sequence[Path], *, limit: int) -> Reading:
    """Reads a regular file.

    Args:
        name: the path as the input has it, relative to `directory` or absolute.
        roots: resolved folders that may be read from; the real path must lie in one.
        limit: the most bytes that are read.
    """
    path = resolve(name, directory)
    if path is None:
        return Reading(directory, refusal=Refusal.LOOP)
    if not inside(path, roots):
        return Reading(path, refusal=Refusal.OUTSIDE)
    try:
        # Non-blocking, so that a named pipe in the project folder cannot hold the run for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Reading(path, refusal=Refusal.NOT_A_FILE)
            content = stream.read(limit + 1)
    except FileNotFoundError:
        return Reading(path, refusal=Refusal.MISSING)
    except IsADirectoryError:
        return Reading(path, refusal=Refusal.NOT_A_FILE)
    except OSError:
        return Reading(path, refusal=Refusal.UNREADABLE)
    if len(content) > limit:
        return Reading(path, refusal=Refusal.TOO_LARGE)
    return Reading(path, content, stat.S_IMODE(status.st_mode))
