"""The YAML files of a run: each is read once, shown under one name, and kept for the report.

Names in findings are those that the user would use: as given on the command line, or seen from the file that names them, so
that the output does not tell where on the machine the project lies.
"""

import os
import posixpath
from collections.abc import Sequence
from pathlib import Path

from translator import files
from translator.files import Refusal
from translator.model.node import Mapping, Scalar
from translator.model.origin import Origin
from translator.model.project import SourceFile
from translator.model.record import dataclass
from translator.parse import yaml
from translator.parse.limits import FILE_BYTES
from translator.parse.yaml import Document
from translator.report.collector import Collector

STDIN = "-"
"""Standard input: its name on the command line, and in findings."""

_REMOTE = ("http://", "https://", "ssh://", "git://", "git@", "oci://", "github.com/")
_REASONS = {
    Refusal.MISSING: "does not exist",
    Refusal.NOT_A_FILE: "is no file",
    Refusal.UNREADABLE: "cannot be read",
    Refusal.LOOP: "is a link that leads back to itself",
}


@dataclass(frozen=True, slots=True)
class Book:
    """A file on the shelf: its shown name, its real path (None for standard input), its folder, and what it holds."""

    name: str
    path: Path | None
    folder: "Folder"
    document: Document


@dataclass(frozen=True, slots=True)
class Folder:
    """Where relative paths count from: the real folder, and how names below it are shown."""

    path: Path
    shown: str

    def show(self, written: str, root: "Folder") -> str:
        """The name of a file as the user would write it."""
        if not posixpath.isabs(written):
            return posixpath.normpath(posixpath.join(self.shown, written))
        real = real_folder(written) / posixpath.basename(written)
        for folder in (self, root):
            if real.is_relative_to(folder.path):
                return posixpath.normpath(posixpath.join(folder.shown, real.relative_to(folder.path).as_posix()))
        return written


def real_folder(name: str) -> Path:
    """The folder in which a file lies by its name; where the file is a link, the folder of the link."""
    # No file has a name with a NUL in it, and the functions of `os.path` raise for one.
    return Path(os.path.realpath(os.path.dirname(os.path.abspath(name.replace("\0", "")))))


class Library:
    """Reads files and remembers them. `root` is the project folder."""

    def __init__(self, root: Folder, roots: Sequence[Path], stdin: bytes | None, findings: Collector) -> None:
        self.root = root
        self.roots = tuple(roots)
        self._stdin = stdin
        self._findings = findings
        self._shelf: dict[Path | None, Book] = {}
        self._dropped: set[str] = set()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """Every file that was read, for the report. A file that could not be used has no leaves: its fault is its verdict."""
        return tuple(
            SourceFile(book.name, book.document.text, book.document.leaves if self._usable(book) else ())
            for book in self._shelf.values()
        )

    @property
    def books(self) -> tuple[Book, ...]:
        """What was read."""
        return tuple(self._shelf.values())

    @property
    def tagged(self) -> bool:
        """Whether `!reset` or `!override` occurs in any file."""
        return any(book.document.tagged for book in self._shelf.values())

    def drop(self, name: str) -> None:
        """Says that a file cannot be used."""
        self._dropped.add(name)

    def _usable(self, book: Book) -> bool:
        root = book.document.root
        return book.document.sound and isinstance(root, Mapping) and bool(root.entries) and book.name not in self._dropped

    def named(self, name: str, folder: Folder) -> Book | None:
        """A file of the command line, wherever it lies; None, with a finding, where it cannot be read."""
        if name == STDIN:
            return self._standard_input()
        real = files.resolve(name, folder.path)
        return self._read(name, folder, () if real is None else (real,), None)

    def linked(self, written: Scalar, folder: Folder) -> Book | None:
        """A file that another file names; None, with a finding at `written`, where it cannot or must not be read."""
        name = written.text
        if name.startswith(_REMOTE) or name.endswith(".git") or ".git#" in name:
            self._findings.refuse(
                "T133", f"{name} would have to be fetched", written.origin, help="fetch it, and name the local file"
            )
            return None
        return self._read(name, folder, self.roots, written.origin)

    def _standard_input(self) -> Book | None:
        if None not in self._shelf:
            content = self._stdin or b""
            self._shelf[None] = Book(STDIN, None, self.root, yaml.load(content, STDIN, self._findings))
        return self._shelf[None]

    def _read(self, name: str, folder: Folder, roots: Sequence[Path], at: Origin | None) -> Book | None:
        shown = folder.show(name, self.root)
        path = files.resolve(name, folder.path)
        if path is not None and path in self._shelf and files.inside(path, roots):
            return self._shelf[path]
        reading = files.read(name, folder.path, roots, limit=FILE_BYTES)
        if reading.content is not None:
            below = Folder(real_folder(os.path.join(folder.path, name)), posixpath.dirname(shown))
            book = Book(shown, reading.path, below, yaml.load(reading.content, shown, self._findings))
            self._shelf[reading.path] = book
            return book
        assert reading.refusal is not None
        self._refuse(reading.refusal, shown, at)
        return None

    def _refuse(self, refusal: Refusal, shown: str, at: Origin | None) -> None:
        if refusal is Refusal.OUTSIDE:
            code, message = "T103", f"{shown} lies outside the project folder"
            help = "move it into the project, or allow its folder with --allow-path"
        elif refusal is Refusal.TOO_LARGE:
            code, message = "T104", f"{shown} is larger than {FILE_BYTES // 1024 // 1024} MiB"
            help = "a stack file is text of some kilobytes: look whether this is the right file"
        else:
            code, message = "T101", f"{shown} {_REASONS[refusal]}"
            help = "correct the name" if refusal is not Refusal.UNREADABLE else "correct its permissions"
        if at is None:
            self._findings.add(code, message, help=help)
        else:
            self._findings.refuse(code, message, at, help=help)
