"""What lies at the source of a bind mount: looked at once for each place, read only as far as a ConfigMap could hold it.

Nothing outside the allowed folders is opened: a link is followed to its end first, and only then compared. The limits are
those of an object (1 MiB), so a database beside the stack file costs no more than a look.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import islice
from pathlib import Path

from translator import files
from translator.model.mount import HostFile, HostPath
from translator.model.record import dataclass

LIMIT = 1024 * 1024
"""The most bytes that are read from one place: the most that one ConfigMap holds."""

ENTRIES = 1000
"""The most files and folders that are looked at in one place."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen. `lost` are the paths below the place that could not be read, or lead outside, sorted."""

    host: HostPath
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class Disk:
    """The places that were looked at in this run."""

    roots: tuple[Path, ...] = ()
    _looks: dict[Path, Look] = field(default_factory=dict)

    def look(self, path: Path) -> Look:
        """What lies at `path`, which is resolved and inside the roots."""
        if path not in self._looks:
            self._looks[path] = _look(path, self.roots)
        return self._looks[path]


def _look(path: Path, roots: Sequence[Path]) -> Look:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Look(HostPath("missing"))
    except (OSError, ValueError):
        return Look(HostPath("other"), ("",))
    if stat.S_ISDIR(mode):
        return _gathered("directory", _walk(path, roots), roots)
    if stat.S_ISREG(mode):
        return _gathered("file", iter([("", path)]), roots)
    return Look(HostPath("socket" if stat.S_ISSOCK(mode) else "other"))


def _gathered(kind: str, found: Iterator[tuple[str, Path | None]], roots: Sequence[Path]) -> Look:
    """Reads the files that are found, until they are more than an object can hold."""
    read: list[HostFile] = []
    lost: list[str] = []
    room = LIMIT
    for count, (name, path) in enumerate(found):
        if name.endswith("/") and count < ENTRIES:
            continue
        reading = None if path is None else files.read(str(path), path.parent, roots, limit=room)
        if count >= ENTRIES or (reading is not None and reading.refusal is files.Refusal.TOO_LARGE):
            return Look(HostPath(kind, oversize=True))
        if reading is None or reading.content is None:
            lost.append(name)
        else:
            room -= len(reading.content)
            read.append(HostFile(name, reading.content, reading.mode))
    return Look(HostPath(kind, tuple(sorted(read, key=lambda file: file.path))), tuple(sorted(lost)))


def _walk(top: Path, roots: Sequence[Path]) -> Iterator[tuple[str, Path | None]]:
    """The files and folders below a folder by their relative path, a folder's with a slash at its end; None beside the name of
    what leads outside the roots, round in a circle, or cannot be listed."""
    pending: list[tuple[str, Path, frozenset[Path]]] = [("", top, frozenset((top,)))]
    while pending:
        prefix, folder, above = pending.pop()
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in islice(entries, ENTRIES + 1))
        except OSError:
            yield prefix.rstrip("/"), None
            continue
        for name in names:
            path = files.resolve(name, folder)
            if path is None or not files.inside(path, roots) or path in above or not _is_text(name):
                yield prefix + name, None
            elif os.path.isdir(path):  # unlike Path.is_dir, no error where the folder may not be entered
                yield f"{prefix}{name}/", path
                pending.append((f"{prefix}{name}/", path, above | {path}))
            else:
                yield prefix + name, path


def _is_text(name: str) -> bool:
    """Whether a file's name is text; other bytes cannot be written in a manifest."""
    return not any("\ud800" <= sign <= "\udfff" for sign in name)
