"""`label_file` of a service: the lines of files as if they stood in its `labels`.

Rule: the Compose Specification, and compose-go where that is silent. A path or a list of paths; the grammar is that of dotenv
files, in which a value may refer to the labels above it alone. A later file wins over an earlier one, and the service's own
`labels` over all. The origin of a label is its line and then the entry that named the file.
"""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from dataclasses import replace
from pathlib import Path

from translator.model.node import STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Derived, Located, Origin, place
from translator.model.project import SourceFile
from translator.parse import dotenv
from translator.parse.variables import Variables
from translator.report.collector import Collector

KEY, LABELS = "label_file", "labels"


def expand(
    root: Mapping, directory: Path, roots: SequenceOf[Path], findings: Collector, shown: str = ""
) -> tuple[Mapping, tuple[SourceFile, ...]]:
    """The tree with each `label_file` read into `labels`, and the files that were read.

    Args:
        root: the merged file, with a section `services`.
        directory: the project directory, where paths begin.
        roots: resolved folders that may be read from.
        shown: how the project directory is shown.
    """
    services = root.get("services")
    if not isinstance(services, Mapping):
        return root, ()
    files: dict[str, SourceFile] = {}
    entries = dict(services.entries)
    for name, service in services.entries.items():
        if isinstance(service, Mapping) and KEY in service.entries:
            read = _read(service.entries[KEY], (directory, shown), roots, files, findings)
            entries[name] = _labelled(service, read, findings)
    if not files and entries == services.entries:
        return root, ()
    return replace(root, entries={**root.entries, "services": replace(services, entries=entries)}), tuple(files.values())


def _read(
    node: Node, folder: tuple[Path, str], roots: SequenceOf[Path], files: dict[str, SourceFile], findings: Collector
) -> dict[str, Located[str]]:
    """The labels of all files of a service, with a finding for each entry that gives none."""
    read: dict[str, Located[str]] = {}
    for path in _paths(node, findings):
        text = dotenv.text_of(path.value, folder[0], roots, path.origin, findings)
        if not isinstance(text, str):
            continue
        name = dotenv.shown_name(path.value, *folder)
        pairs = dotenv.parse(text, name, Variables(dict(read)), findings)
        files.setdefault(name, dotenv.source_file(name, pairs))
        if not pairs:
            findings.ignore("T167", f"the container gets no label from {path.value}", path.origin)
        for label, value in pairs:
            if label in read:
                _hide(label, read[label].origin, value.origin, findings)
            read[label] = Located(value.value, Derived(KEY, (value.origin, path.origin)))
    return read


def _paths(node: Node, findings: Collector) -> Iterator[Located[str]]:
    items = node.items if isinstance(node, Sequence) else (node,)
    if not items:
        findings.ignore("T167", "label_file names no file", node.origin)
    for item in items:
        if isinstance(item, Scalar) and not item.is_null and item.text:
            yield Located(item.text, item.origin)
        else:
            findings.refuse("T168", "an entry of label_file is no path", item.origin, help="write a path, or a list of paths")


def _labelled(service: Mapping, read: MappingOf[str, Located[str]], findings: Collector) -> Mapping:
    """The service with the labels read before its own, and without the key."""
    before = service.get(LABELS)
    own, kept = _own(before), {}
    for label, value in read.items():
        if label in own:
            _hide(label, value.origin, own[label], findings)
        else:
            kept[label] = value
    entries = {name: value for name, value in service.entries.items() if name != KEY}
    keys = {name: key for name, key in service.keys.items() if name != KEY}
    if kept:
        entries[LABELS] = _united(kept, before, service.entries[KEY].origin)
        keys.setdefault(LABELS, Scalar(LABELS, STR, service.keys[KEY].origin))
    return replace(service, entries=entries, keys=keys)


def _own(node: Node | None) -> dict[str, Origin]:
    """The names of the service's own labels, each with its place."""
    if isinstance(node, Mapping):
        return {name: key.origin for name, key in node.keys.items()}
    items = node.items if isinstance(node, Sequence) else ()
    return {item.text.partition("=")[0]: item.origin for item in items if isinstance(item, Scalar)}


def _united(read: MappingOf[str, Located[str]], own: Node | None, origin: Origin) -> Node:
    """The labels in the form in which the service writes its own; a map where it has none."""
    if isinstance(own, Sequence):
        items = (Scalar(f"{name}={value.value}", STR, value.origin, plain=False) for name, value in read.items())
        return replace(own, items=(*items, *own.items))
    values: dict[str, Node] = {name: Scalar(value.value, STR, value.origin, plain=False) for name, value in read.items()}
    names = {name: Scalar(name, STR, value.origin, plain=False) for name, value in read.items()}
    if isinstance(own, Mapping):
        return replace(own, entries={**values, **own.entries}, keys={**names, **own.keys})
    return Mapping(values, names, origin)


def _hide(label: str, loser: Origin, winner: Origin, findings: Collector) -> None:
    findings.ignore("T239", f"the label {label} comes from {place(winner)} instead", loser, help="remove this line")
