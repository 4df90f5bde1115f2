"""Which files a validation reads: those that were named, and every YAML and JSON file below a folder.

Folders are walked in the order of their names, without hidden folders and those of other programs' packages. A link to a
folder is not followed, so that no loop of links can hold the run.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from translator import files
from translator.files import Refusal
from translator.model.origin import Source
from translator.model.record import dataclass
from translator.parse.limits import FILE_BYTES
from translator.parse.selection import NAMES, OVERRIDES
from translator.report.collector import Collector

_SUFFIXES = (".yml", ".yaml", ".json")
_YAML = _SUFFIXES[:2]
_SKIPPED = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))
_OVERRIDE = "override"
_RECORD = ".translator.json"
"""What the translator keeps of a folder that it wrote."""
_REASONS = {
    Refusal.MISSING: "does not exist",
    Refusal.NOT_A_FILE: "is no file",
    Refusal.UNREADABLE: "cannot be read",
    Refusal.LOOP: "is a link that leads back to itself",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A file to validate: its name as the user would write it, and the folder of the command line that it lies in, if any."""

    name: str
    folder: str | None = None


def targets(names: Sequence[str], findings: Collector) -> Iterator[Target]:
    """The files of the command line, each once, in the order of the names; what cannot be read is a finding."""
    seen: set[str] = set()
    for name in names:
        for target in _below(name, findings) if os.path.isdir(name) else (Target(os.path.normpath(name)),):
            if target.name not in seen:
                seen.add(target.name)
                yield target


def _below(folder: str, findings: Collector) -> Iterator[Target]:
    def unreadable(error: OSError) -> None:
        findings.add("T101", f"{error.filename} cannot be read", help="correct its permissions")

    for place, below, names in os.walk(folder, onerror=unreadable):
        kept = sorted(name for name in below if not name.startswith(".") and name not in _SKIPPED)
        links = [name for name in kept if os.path.islink(os.path.join(place, name))]
        for name in links:
            where = Source(os.path.normpath(os.path.join(place, name)), 1, 1)
            findings.add("T145", "this link to a folder is not followed", where)
        below[:] = [name for name in kept if name not in links]
        for name in sorted(names):
            if name.endswith(_SUFFIXES) and name != _RECORD:
                yield Target(os.path.normpath(os.path.join(place, name)), folder)


def content(name: str, findings: Collector) -> bytes | None:
    """What a file holds; None, with a finding, where it cannot be read."""
    path = files.resolve(name, Path())
    reading = files.read(name, Path(), () if path is None else (path,), limit=FILE_BYTES)
    if reading.content is not None:
        return reading.content
    if reading.refusal is Refusal.TOO_LARGE:
        message = f"the file is larger than {FILE_BYTES // 1024 // 1024} MiB"
        findings.add("T104", message, Source(name, 1, 1), help="leave it out, or split it")
    else:
        reason = _REASONS.get(reading.refusal or Refusal.UNREADABLE, "cannot be read")
        findings.add("T101", f"{name} {reason}", help="correct the name, the link or the permissions")
    return None


def stack_files(name: str) -> tuple[str, ...]:
    """The files of -f for a stack file: with it the override beside it, before it the file that it overrides or varies."""
    folder, file = os.path.split(name)

    def beside(names: Sequence[str]) -> str | None:
        return next((path for each in names if os.path.isfile(path := os.path.join(folder, each))), None)

    first: str | None
    then: str | None
    stem, suffix = os.path.splitext(file)
    base, dot, _ = stem.rpartition(".")
    if file in OVERRIDES:
        first, then = beside(NAMES), name
    elif file in NAMES:
        first, then = name, beside(OVERRIDES)
    elif dot and (varied := beside([f"{base}{end}" for end in _YAML])):
        first, then = varied, name
    else:
        first, then = name, beside([f"{stem}.{_OVERRIDE}{end}" for end in (suffix, *_YAML)])
    return tuple(path for path in (first, then) if path is not None)
