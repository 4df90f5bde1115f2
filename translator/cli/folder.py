"""Writes an output folder whole or not at all, without losing anybody's work.

The folder keeps a record, `.translator.json`, of the files that the translator wrote and their hashes. Only those are
replaced or removed, and only while their content still has the recorded hash; everything else in the folder stays.

A new folder is prepared beside its place and renamed into it. In an existing one all files are prepared in `.translator.new`
first; then the record names the old and the new hashes, the files change places one by one (back again, if one fails), and the
record is reduced to the new ones. A run that is killed between leaves files that the next run recognises as its own.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from translator.model.record import dataclass
from translator.report.collector import Collector

RECORD = ".translator.json"
_STAGING = ".translator.new"
_VERSION = 1

_NAME = re.compile(r"[a-z0-9][A-Za-z0-9._-]*\.yaml")
"""The names of our files; a record with others was not written by us and must not lead us elsewhere."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write. `private` files may be read by their owner only."""

    name: str
    content: bytes
    private: bool = False


def write(folder: Path, files: tuple[OutputFile, ...], findings: Collector, *, force: bool) -> bool:
    """Makes `folder` hold `files` and tells whether it does; every reason why not is a finding, and then nothing changed."""
    recorded = _read_record(folder)
    complaints = 0 if force else sum(1 for _ in _obstacles(folder, files, recorded, findings))
    complaints += sum(1 for _ in _immovable(folder, files, findings))
    if complaints:
        return False
    try:
        if folder.is_dir():
            _replace(folder, files, recorded)
        else:
            _create(folder, files)
    except OSError as error:
        complain(findings, folder, error)
        return False
    return True


def complain(findings: Collector, path: Path | str, error: OSError, code: str = "T193") -> None:
    """The finding for an error of the operating system."""
    said = os.strerror(error.errno) if error.errno else type(error).__name__
    findings.add(
        code, f"{path} could not be written: {said}", help="choose another place, or make room and allow writing there"
    )


def _obstacles(
    folder: Path, files: tuple[OutputFile, ...], recorded: Mapping[str, frozenset[str]], findings: Collector
) -> Iterator[None]:
    """Findings for the files that are not ours to replace or remove."""
    wanted = {file.name: digest(file.content) for file in files}
    for name in sorted({*wanted, *recorded}):
        there = _digest_at(folder / name)
        if there is None or there == wanted.get(name) or there in recorded.get(name, ()):
            continue
        if name in recorded:
            findings.add(
                "T191",
                f"{folder / name} was edited since the translator wrote it",
                help="move the change to the stack file, translator.yaml or a template, then run again with --force",
            )
        else:
            findings.add(
                "T192",
                f"{folder / name} is in the way, and the translator did not write it",
                help="choose another folder, move the file away, or overwrite it with --force",
            )
        yield


def _immovable(folder: Path, files: tuple[OutputFile, ...], findings: Collector) -> Iterator[None]:
    """Findings for folders where a file must go: not even --force removes those."""
    for file in files:
        path = folder / file.name
        if path.is_dir() and not path.is_symlink():
            findings.add(
                "T192", f"{path} is a folder, where a file must be written", help="choose another folder, or move it away"
            )
            yield


def digest(content: bytes) -> str:
    """The hash by which a file is known again."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _digest_at(path: Path) -> str | None:
    """The hash of the file at `path`, None where nothing is there; a folder or a link has one that no file has."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return "not a file"
        return digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return "not readable"


def _read_record(folder: Path) -> dict[str, frozenset[str]]:
    """File name -> the hashes under which it is ours. Empty where there is no record, or none that we can have written."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {
            name: frozenset([hashes] if isinstance(hashes, str) else map(str, hashes))
            for name, hashes in record["files"].items()
            if _NAME.fullmatch(name)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write_record(folder: Path, hashes: Mapping[str, frozenset[str]]) -> None:
    files = {name: sorted(hashes[name]) for name in sorted(hashes)}
    text = json.dumps({"version": _VERSION, "files": files}, indent=2) + "\n"
    staged = folder / f"{RECORD}.new"
    staged.write_text(text, encoding="utf-8")
    staged.replace(folder / RECORD)


def _fill(folder: Path, files: tuple[OutputFile, ...]) -> None:
    for file in files:
        descriptor = os.open(folder / file.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if file.private else 0o666)
        with open(descriptor, "wb") as stream:
            stream.write(file.content)


def _hashes(files: tuple[OutputFile, ...]) -> dict[str, frozenset[str]]:
    return {file.name: frozenset([digest(file.content)]) for file in files}


def _create(folder: Path, files: tuple[OutputFile, ...]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = folder.parent / f".{folder.name}{_STAGING}"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir()
        _fill(staging, files)
        _write_record(staging, _hashes(files))
        if folder.is_symlink():
            raise OSError(errno.EEXIST, "a link cannot be replaced by a folder")
        staging.replace(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _replace(folder: Path, files: tuple[OutputFile, ...], recorded: Mapping[str, frozenset[str]]) -> None:
    staging = folder / _STAGING
    new = _hashes(files)
    changed = tuple(file for file in files if not _stands(folder, file))
    stale = recorded.keys() - new.keys()
    shutil.rmtree(staging, ignore_errors=True)
    try:
        (staging / "old").mkdir(parents=True)
        _fill(staging, changed)
        _write_record(
            folder, {name: recorded.get(name, frozenset()) | new.get(name, frozenset()) for name in {*recorded, *new}}
        )
        _exchange(folder, staging, {file.name: True for file in changed} | dict.fromkeys(stale, False), recorded)
        _write_record(folder, new)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stands(folder: Path, file: OutputFile) -> bool:
    """Whether the file is there already as it must be, so that it keeps its time."""
    path = folder / file.name
    return _digest_at(path) == digest(file.content) and not (file.private and path.stat().st_mode & 0o077)


def _exchange(folder: Path, staging: Path, names: Mapping[str, bool], recorded: Mapping[str, frozenset[str]]) -> None:
    """Takes each old file away and puts the new one, if `names` says there is one, in its place; undone if one step fails."""
    undo: list[tuple[Path, Path | None]] = []
    try:
        for name in sorted(names):
            place = folder / name
            if os.path.lexists(place):
                place.replace(staging / "old" / name)
                undo.append((place, staging / "old" / name))
            else:
                undo.append((place, None))
            if names[name]:
                (staging / name).replace(place)
    except BaseException:  # an interruption too must not leave the folder between two states
        for place, old in reversed(undo):
            place.unlink(missing_ok=True)
            if old is not None:
                old.replace(place)
        _write_record(folder, recorded)
        raise
