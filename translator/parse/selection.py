"""Which stack files a run reads, and which folder is the project's.

Rule (docker compose): the files of -f; else those of COMPOSE_FILE, separated by COMPOSE_PATH_SEPARATOR; else the first of
the standard names in the working folder or the nearest folder above it, with its override file. The project folder is that
of the first file; for standard input alone, the working folder.
"""

import os
import posixpath
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from pathlib import Path

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.request import Request
from translator.parse.library import STDIN, Folder, real_folder
from translator.report.collector import Collector

NAMES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
OVERRIDES = (
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
)
FILE, SEPARATOR = "COMPOSE_FILE", "COMPOSE_PATH_SEPARATOR"


@dataclass(frozen=True, slots=True)
class Selection:
    """`names` as given, seen from the working folder; `project` is the project folder."""

    names: tuple[str, ...]
    working: Folder
    project: Folder


def select(request: Request, variables: MappingOf[str, Located[str]], findings: Collector) -> Selection | None:
    """The files of a run; None, with a finding, where there are none.

    Args:
        variables: those of the process and of `.env` in the working folder, which may hold COMPOSE_FILE.
    """
    working = Folder(Path(os.path.realpath(request.directory)), "")
    names = request.files or listed(variables)
    if not names:
        return _standard(working, findings)
    first = next((name for name in names if name != STDIN), None)
    if first is None:
        return Selection(names, working, working)
    folder = real_folder(os.path.join(working.path, first))
    return Selection(names, working, Folder(folder, _shown(first, folder, working)))


def _shown(first: str, folder: Path, working: Folder) -> str:
    """How the project folder is shown: as the user named the first file; nothing where that would be a path of the machine."""
    if posixpath.isabs(first):
        return folder.relative_to(working.path).as_posix() if folder.is_relative_to(working.path) else ""
    return posixpath.dirname(posixpath.normpath(first))


def listed(variables: MappingOf[str, Located[str]]) -> tuple[str, ...]:
    """The files of COMPOSE_FILE."""
    written = variables.get(FILE)
    separator = variables.get(SEPARATOR)
    if written is None:
        return ()
    parts = written.value.split(separator.value if separator is not None and separator.value else os.pathsep)
    return tuple(part.strip() for part in parts if part.strip())


def _standard(working: Folder, findings: Collector) -> Selection | None:
    shown = ""
    for path in (working.path, *working.path.parents):
        found = _present(path, NAMES)
        if found:
            names = [found[0]]
            _warn(found, findings)
            overrides = _present(path, OVERRIDES)
            if overrides:
                names.append(overrides[0])
                _warn(overrides, findings)
            folder = Folder(path, posixpath.normpath(shown) if shown else "")
            return Selection(tuple(names), folder, folder)
        shown = posixpath.join(shown, "..")
    findings.add("T102", f"there is no {NAMES[0]} and no {NAMES[2]} here, nor in a folder above", help="name the file with -f")
    return None


def _present(path: Path, names: Sequence[str]) -> list[str]:
    return [name for name in names if os.path.exists(path / name)]


def _warn(found: Sequence[str], findings: Collector) -> None:
    if len(found) > 1:
        message = f"{found[0]} is read, and {' and '.join(found[1:])} beside it is not"
        findings.add("T123", message, help="remove the others, or name the right one with -f")
