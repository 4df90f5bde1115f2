"""The phases of parsing, in order.

1. The files are chosen and read: text becomes nodes with places.
2. Their generation is told apart, and whether they are of the aliyun dialect, where keys have variables too.
3. The project gets its name, which is a variable from here on.
4. Each file: variables, `extends`, `include`; then it is laid over the files before.
5. Profiles decide which services exist; extensions leave the tree.
6. `env_file` becomes `environment`, `label_file` becomes `labels`; what breaks the schema leaves the tree with a finding.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from translator.model.node import STR, Mapping, Scalar
from translator.model.origin import Source
from translator.model.project import Project, SourceFile, Version
from translator.model.request import Request
from translator.model.settings import Settings
from translator.model.stack import Dialect
from translator.parse import accounting, compose_schema, dotenv, env_file, label_file, profiles, selection
from translator.parse import sheet as sheets
from translator.parse.assembly import assembled
from translator.parse.dialect import dialect, evidence
from translator.parse.extensions import stripped
from translator.parse.interpolation import interpolate
from translator.parse.library import Library
from translator.parse.project_name import VARIABLE, project_name
from translator.parse.reader import Reader
from translator.parse.selection import Selection
from translator.parse.sheet import Scope, Sheet
from translator.parse.variables import Variables, unused
from translator.report.collector import Collector


def read(request: Request, settings: Settings, findings: Collector) -> Project | None:
    """The project of a run, or None where no stack file could be opened.

    Faults become findings, and what is usable goes on: a project may be empty, so that its files can still be quoted.
    """
    allowed = tuple(Path(os.path.realpath(path)) for path in request.allowed)
    chosen, variables, dotenvs = _chosen(request, settings, allowed, findings)
    if chosen is None:
        return None
    library = Library(chosen.project, (chosen.project.path, *allowed), request.stdin, findings)
    books = [book for name in chosen.names if (book := library.named(name, chosen.working)) is not None]
    if not books:
        return None
    drafts = [sheet for book in books if (sheet := sheets.draft(book, findings)) is not None]
    reader = Reader(library, findings, _in_keys(request, drafts), bool(drafts) and drafts[0].version is Version.V1)
    drafts = [sheet for sheet in drafts if not reader.clashes(sheet)]
    name = project_name(request, variables, _names(drafts, variables, findings), chosen.project.path, findings)
    variables[VARIABLE] = name
    scope = Scope(chosen.project, variables)
    reader.whole.update(sheet.name for sheet in drafts)
    tree = assembled([reader.fill(sheet, scope) for sheet in drafts], scope, (), reader)
    reader.dismiss()
    first = drafts[0] if drafts else None
    version = first.version if first is not None else Version.SPECIFICATION
    root = tree if tree is not None else Mapping({}, {}, Source(books[0].name, 1, 1))
    meaning = dialect(request, [sheet.root for sheet in drafts], root, version)
    root = _selected(root, request, variables, library, findings)
    folder, shown, raw = chosen.project.path, chosen.project.shown, meaning.value is Dialect.SWARM
    root, env_files = env_file.expand(root, folder, library.roots, variables, findings, raw=raw, shown=shown)
    root, label_files = label_file.expand(root, folder, library.roots, findings, shown)
    root = compose_schema.check(root, version, findings)
    known = {file.name for file in (*env_files, *label_files)}
    own = [file for file in dotenvs if file.name not in known]
    accounting.say_steering(variables, findings)
    unused(variables, own, root, findings)
    own.extend(file for file in reader.dotenv if file.name not in known)
    accounting.say_spent(own, variables, root, name.origin, findings)
    accounting.say_empty(root, books[0].name, findings)
    return Project(
        name=name,
        directory=chosen.project.path,
        version=version,
        written=first.written if first is not None else None,
        dialect=meaning,
        root=root,
        files=_files(library.files, (*env_files, *label_files), dotenvs, reader.dotenv),
        environment=variables,
        roots=library.roots,
    )


def _chosen(
    request: Request, settings: Settings, allowed: tuple[Path, ...], findings: Collector
) -> tuple[Selection | None, Variables, tuple[SourceFile, ...]]:
    """The files of the run, and the variables of their folder. Without -f, `.env` here may say which files they are."""
    here = Path(os.path.realpath(request.directory))
    variables = Variables()
    dotenvs: tuple[SourceFile, ...] = ()
    if not request.files:
        variables, dotenvs = dotenv.environment(request, here, (here, *allowed), settings, findings)
    chosen = selection.select(request, variables, findings)
    if chosen is not None and (request.files or chosen.project.path != here):
        folder = chosen.project.path
        shown = chosen.project.shown
        variables, dotenvs = dotenv.environment(request, folder, (folder, *allowed), settings, findings, shown)
    return chosen, variables, dotenvs


def _in_keys(request: Request, drafts: Sequence[Sheet]) -> bool | None:
    """Whether variables are replaced in keys: only Alibaba Cloud's platform did that. None leaves it to each file."""
    if request.dialect is not None:
        return request.dialect is Dialect.ALIYUN
    return True if any(evidence(sheet.root) is not None for sheet in drafts) else None


def _names(drafts: Sequence[Sheet], variables: Variables, findings: Collector) -> list[Scalar]:
    """The values of `name`, with their variables replaced: they decide a variable themselves, so they come first."""
    names: list[Scalar] = []
    for sheet in drafts:
        if sheet.name_key is not None:
            key = Scalar("name", STR, sheet.name_key.origin)
            alone = Mapping({"name": sheet.name_key}, {"name": key}, sheet.root.origin)
            value = interpolate(alone, variables, keys=False, findings=findings).get("name")
            if isinstance(value, Scalar):
                names.append(value)
    return names


def _selected(root: Mapping, request: Request, variables: Variables, library: Library, findings: Collector) -> Mapping:
    """The tree of what exists: services of active profiles, without extensions."""
    root = profiles.selected(root, profiles.active(request, variables), findings)
    return stripped(root, findings) if any("x-" in file.text for file in library.files if file.text) else root


def _files(*groups: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """Every file once: an env file of a service may be the project's own `.env`."""
    return tuple({file.name: file for group in groups for file in group}.values())
