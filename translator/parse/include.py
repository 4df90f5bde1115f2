"""`include`: other stacks brought in whole, each read as a project of its own.

Rule (Compose Specification, `include`): an entry is a path, or `path` (one or several, merged like -f files),
`project_directory` (where its relative paths count from; else the folder of its first file) and `env_file` (else `.env`
there). The variables of the project win over those. What an included file defines must not be defined here in another way.
"""

from translator import files
from translator.files import Refusal
from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Origin, place
from translator.model.project import SourceFile
from translator.model.record import dataclass
from translator.parse import dotenv
from translator.parse.identity import same
from translator.parse.library import Book, Folder
from translator.parse.limits import CHAIN, INCLUSIONS
from translator.parse.reader import Reader
from translator.parse.sheet import Scope, section, with_section, without
from translator.parse.variables import Variables
from translator.parse.version import SECTIONS

_HELP = "write a path, or `path:` with perhaps `project_directory:` and `env_file:`"
_KEYS = ("path", "project_directory", "env_file")


@dataclass(frozen=True, slots=True)
class Inclusion:
    """An entry of `include`: what to read, and in which scope. `chain` are the files that led here, itself the last."""

    books: tuple[Book, ...]
    scope: Scope
    dotenv: tuple[SourceFile, ...]
    chain: tuple[Book, ...]
    origin: Origin


def inclusions(root: Mapping, scope: Scope, chain: tuple[Book, ...], reader: Reader) -> list[Inclusion]:
    """What a file includes, entry by entry; faults become findings at the entries."""
    node = root.get("include")
    if node is None or (isinstance(node, Scalar) and node.is_null) or (isinstance(node, Sequence) and not node.items):
        if node is not None:
            reader.findings.ignore("T137", "include names nothing", root.keys["include"].origin)
        return []
    if not isinstance(node, Sequence):
        reader.findings.refuse("T129", "include must be a list", root.keys["include"].origin, help=_HELP)
        return []
    return [found for item in node.items if (found := _inclusion(item, scope, chain, reader)) is not None]


def imported(root: Mapping, included: Mapping, reader: Reader) -> Mapping:
    """The tree with what an included stack defines."""
    for name in included.entries:
        if name not in SECTIONS:
            message = f"{name} of an included file has no part in the stack"
            reader.findings.refuse(
                "T142", message, included.keys[name].origin, help="move it to the file that includes this one"
            )
            continue
        mine, theirs = section(root, name), section(included, name)
        entries, keys = dict(mine.entries), dict(mine.keys)
        for key, node in theirs.entries.items():
            if key not in entries:
                entries[key], keys[key] = node, theirs.keys[key]
                continue
            where = place(keys[key].origin)
            if same(entries[key], node):
                reader.findings.ignore("T125", f"{key} stands already at {where}", theirs.keys[key].origin)
            else:
                message = f"{name}.{key} is defined in another way at {where}"
                reader.findings.refuse("T132", message, theirs.keys[key].origin, help="rename one, or merge the files with -f")
        origin = mine.origin if mine.entries else theirs.origin
        root = with_section(root, name, Mapping(entries, keys, origin))
    return root


def consumed(root: Mapping) -> Mapping:
    """The tree without `include`."""
    return without(root, "include") if "include" in root.entries else root


def _inclusion(item: Node, scope: Scope, chain: tuple[Book, ...], reader: Reader) -> Inclusion | None:
    entry = _entry(item)
    if entry is None:
        reader.findings.refuse("T129", "this entry of include is no path and no mapping with a path", item.origin, help=_HELP)
        return None
    paths, directory, env_files = entry
    reader.findings.ignore("T137", "this entry says what is read, and is no part of the stack itself", item.origin)
    books = [book for path in paths if (book := reader.library.linked(path, scope.folder)) is not None]
    if len(books) < len(paths):
        return None
    if books[0] in chain:
        steps = " -> ".join(book.name for book in (*chain[chain.index(books[0]) :], books[0]))
        reader.findings.refuse("T131", f"this file includes itself: {steps}", item.origin, help="remove one of these entries")
        return None
    reader.inclusions += 1
    if len(chain) > CHAIN or reader.inclusions > INCLUSIONS:
        limit = f"{CHAIN} files include one another" if len(chain) > CHAIN else f"{INCLUSIONS:,} files are included"
        reader.findings.refuse("T139", f"more than {limit}", item.origin, help="include fewer files")
        return None
    folder = books[0].folder if directory is None else _folder(directory, scope, reader)
    if folder is None:
        return None
    variables, read = _variables(env_files, folder, scope, reader)
    return Inclusion(tuple(books), Scope(folder, variables), read, (*chain, books[0]), item.origin)


def _entry(item: Node) -> tuple[list[Scalar], Scalar | None, list[Scalar]] | None:
    """Paths, project folder and env files of an entry; None where it is not of the form."""
    if isinstance(item, Scalar):
        return ([item], None, []) if item.text and not item.is_null else None
    if not isinstance(item, Mapping) or not item.entries.keys() <= set(_KEYS):
        return None
    paths, env_files = _texts(item.get("path")), _texts(item.get("env_file"))
    directory = item.get("project_directory")
    if not paths or env_files is None or not (directory is None or isinstance(directory, Scalar)):
        return None
    return paths, directory if directory is not None and directory.text else None, env_files


def _texts(node: Node | None) -> list[Scalar] | None:
    """One text or a list of texts; None where it is neither."""
    items = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    texts = [item for item in items if isinstance(item, Scalar) and item.text]
    return texts if len(texts) == len(items) else None


def _folder(written: Scalar, scope: Scope, reader: Reader) -> Folder | None:
    path = files.resolve(written.text, scope.folder.path)
    shown = scope.folder.show(written.text, reader.library.root)
    if path is None or not files.inside(path, reader.library.roots):
        message = f"{shown} lies outside the project folder"
        help = "move it into the project, or allow it with --allow-path"
        reader.findings.refuse("T103", message, written.origin, help=help)
        return None
    return Folder(path, shown)


def _variables(
    env_files: list[Scalar], folder: Folder, scope: Scope, reader: Reader
) -> tuple[Variables, tuple[SourceFile, ...]]:
    """The variables of an included stack: those of the project, then those of its own files, of which the last wins."""
    result = Variables()
    read: list[SourceFile] = []
    wanted: list[tuple[str, Folder, Origin | None]] = [(file.text, scope.folder, file.origin) for file in env_files]
    for name, base, at in wanted or [(".env", folder, None)]:
        absent = (Refusal.MISSING, Refusal.NOT_A_FILE) if at is None else ()
        text = dotenv.text_of(name, base.path, reader.library.roots, at, reader.findings, absent=absent)
        if isinstance(text, str):
            shown = base.show(name, reader.library.root)
            pairs = dotenv.parse(text, shown, scope.variables, reader.findings)
            read.append(dotenv.source_file(shown, pairs))
            result.update(pairs)
    result.update(scope.variables)
    return result, tuple(read)
