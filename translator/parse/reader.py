"""The state of one run of parsing: what was read, by which rules, and what of it is used."""

import os
from dataclasses import field
from pathlib import Path

from translator.model.node import Scalar
from translator.model.origin import Origin
from translator.model.project import SourceFile, Version
from translator.model.record import dataclass
from translator.parse import sheet as sheets
from translator.parse.dialect import evidence
from translator.parse.interpolation import interpolate
from translator.parse.library import Book, Folder, Library
from translator.parse.rebase import rebase
from translator.parse.sheet import Scope, Sheet
from translator.report.collector import Collector


@dataclass(slots=True)
class Reader:
    """Opens stack files. `keys` tells whether variables are replaced in keys, None where each file tells it by its own labels;
    `flat` whether the stack is of version 1."""

    library: Library
    findings: Collector
    keys: bool | None
    flat: bool
    used: dict[str, dict[str, None]] = field(default_factory=dict)
    """Of files that only `extends` names: file -> the services that are extended."""
    borrowed: dict[str, Sheet] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    """The files that are used whole."""
    inclusions: int = 0
    """How many entries of `include` were followed."""
    dotenv: list[SourceFile] = field(default_factory=list)
    """The dotenv files of included stacks."""
    _opened: dict[tuple[str, int], tuple[Sheet, Scope]] = field(default_factory=dict)

    def draft(self, book: Book) -> Sheet | None:
        """A file that can be joined with the others, as written; None, with a finding, where it cannot."""
        sheet = sheets.draft(book, self.findings)
        return None if sheet is None or self.clashes(sheet) else sheet

    def fill(self, sheet: Sheet, scope: Scope) -> Sheet:
        """The file with its variables replaced and its paths counted from the project folder."""
        keys = self.keys if self.keys is not None else evidence(sheet.root) is not None
        root = interpolate(sheet.root, scope.variables, keys=keys, findings=self.findings)
        return sheet.with_root(rebase(root, self.prefix(scope.folder)))

    def open(self, book: Book, scope: Scope) -> Sheet | None:
        """A file that another one brings in; its own name of the project is of no use."""
        sheet = self.draft(book)
        if sheet is None:
            return None
        if sheet.name_key is not None:
            self.findings.ignore("T140", "only a file given with -f can name the project", sheet.name_key.origin)
        return self.fill(sheet, scope)

    def linked(self, written: Scalar, scope: Scope, sheet: Sheet) -> tuple[Sheet, Scope] | None:
        """A file that `extends` names, and the scope of its own links: its folder, and the same variables."""
        book = self.library.linked(written, scope.folder)
        if book is None:
            return None
        if book.path is not None and book.path == sheet.path:
            return sheet, scope
        key = (book.name, id(scope.variables))
        if key not in self._opened:
            below = Scope(book.folder, scope.variables)
            opened = self.open(book, below)
            if opened is None:
                self.refuse_use(book, written.origin)
                return None
            self._opened[key] = (opened, below)
            self.borrowed[opened.name] = opened
        return self._opened[key]

    def refuse_use(self, book: Book, at: Origin) -> None:
        """Says where a file is named that has a fault of its own."""
        self.findings.refuse("T101", f"{book.name} cannot be used", at, help="correct the fault that is reported in it")

    def use(self, sheet: Sheet, service: str) -> None:
        """Remembers that a service of a file is extended by another file's."""
        self.used.setdefault(sheet.name, {})[service] = None

    def clashes(self, sheet: Sheet) -> bool:
        """Whether the file cannot be joined with the others, because one has its services at the top and the other has not."""
        if (sheet.version is Version.V1) == self.flat:
            return False
        words = ("has its services at the top, as in version 1", "has its services below `services:`")
        mine, theirs = words if sheet.version is Version.V1 else words[::-1]
        message = f"this file {mine}; the first one {theirs}"
        self.findings.add("T121", message, sheet.root.origin, help="give all files the same form")
        self.library.drop(sheet.name)
        return True

    def prefix(self, folder: Folder) -> str:
        """The way from the project folder to another one."""
        return Path(os.path.relpath(folder.path, self.library.root.path)).as_posix()

    def dismiss(self) -> None:
        """Says what of the files is not used: services that nobody extends; files that were refused are dropped."""
        for book in self.library.books:
            if book.name not in self.whole and book.name not in self.borrowed:
                self.library.drop(book.name)
        for name, sheet in self.borrowed.items():
            if name not in self.whole:
                self._dismiss_rest(name, sheet)

    def _dismiss_rest(self, name: str, sheet: Sheet) -> None:
        for key in sheet.root.entries:
            if key != "services":
                message = f"{name} is read for the services that are extended"
                self.findings.ignore("T141", message, sheet.root.keys[key].origin)
        for service in sheet.services.entries:
            if service not in self.used.get(name, {}):
                self.findings.ignore("T141", f"nothing extends {service}", sheet.services.keys[service].origin)
