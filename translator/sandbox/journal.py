"""Journal: the store on disk, as a file that is only added to.

Each line is one write: its revision, the place of the object, and the object, or null for a removal. A line that was cut off by
a crash is left out when the journal is read again; a journal that is opened is first written anew with what is left of it.
Only one process may have it open: a lock says so, which the system takes back from a process that is killed.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Line = tuple[int, Sequence[str], Mapping[str, Any] | None]
_NAME = "objects.jsonl"
_LOCK = "lock"


class Occupied(Exception):  # noqa: N818 (it is an answer)
    """Another process has the folder."""


class Damaged(Exception):  # noqa: N818 (it is what was found)
    """The journal is none. `line` is the first that cannot be read, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Journal:
    """The journal of a folder, which is made where it is missing. Secrets are in it: it is for its owner's eyes only.

    Raises Occupied where another process has it, OSError where the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = folder / _NAME
        self._lock = _locked(folder / _LOCK)
        self._file = self._opened()

    def _opened(self) -> Any:
        return open(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8")

    def read(self) -> Iterator[Line]:
        """The lines, oldest first. Raises Damaged."""
        with open(self._path, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith("\n"):
                    return  # the process ended while it wrote
                try:
                    revision, (group, resource, namespace, name), value = json.loads(line)
                except (ValueError, TypeError, RecursionError):
                    raise Damaged(number) from None
                yield revision, (group, resource, namespace, name), value

    def rewrite(self, lines: Iterable[Line]) -> None:
        """Replaces the journal by these lines, all or nothing."""
        fresh = self._path.with_suffix(".new")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(_text(*line) for line in lines)
        self._file.close()
        os.replace(fresh, self._path)
        self._file = self._opened()

    def add(self, revision: int, place: Sequence[str], value: Mapping[str, Any] | None) -> None:
        """Adds a write."""
        self._file.write(_text(revision, place, value))
        self._file.flush()

    def close(self) -> None:
        """Closes the file, and lets others have it."""
        self._file.close()
        os.close(self._lock)


def _locked(path: Path) -> int:
    """The descriptor that holds the lock until it is closed. Where the system has no such locks there is none."""
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with contextlib.suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            raise Occupied from None
    return held


def _text(revision: int, place: Sequence[str], value: Mapping[str, Any] | None) -> str:
    return json.dumps([revision, place, value], separators=(",", ":")) + "\n"
