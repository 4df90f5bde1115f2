"""One stack file, ready to be joined with others: sections at the top, variables replaced, paths seen from the project folder.

A file of version 1 gets its services below `services`, so that all later phases see one form; the places keep the paths as
written. What only people and the reader need leaves the tree here, each with its verdict: `version`, `name`, the keys that
begin with `x-`, and sections that hold nothing.
"""

from dataclasses import replace
from pathlib import Path

from translator.model.node import STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, Source
from translator.model.project import Version
from translator.model.record import dataclass
from translator.parse import version as versions
from translator.parse.library import Book, Folder
from translator.parse.variables import Variables
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class Scope:
    """What the text of a file means: `folder` is where its relative paths count from, `variables` are what it may use."""

    folder: Folder
    variables: Variables


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stack file. `name_key` is the value of its `name`; `tagged` tells whether `!reset` or `!override` occurs in it."""

    name: str
    path: Path | None
    root: Mapping
    version: Version
    written: Located[str] | None
    name_key: Scalar | None
    tagged: bool

    @property
    def services(self) -> Mapping:
        """The section `services`, empty where there is none."""
        return section(self.root, "services")

    @property
    def extends(self) -> bool:
        """Whether a service extends another."""
        return any(isinstance(node, Mapping) and "extends" in node.entries for node in self.services.entries.values())

    def with_root(self, root: Mapping) -> "Sheet":
        """The same file with another tree."""
        return replace(self, root=root)


def section(root: Mapping, name: str) -> Mapping:
    """A section of a tree, empty where there is none."""
    found = root.get(name)
    return found if isinstance(found, Mapping) else Mapping({}, {}, root.origin)


def with_section(root: Mapping, name: str, value: Mapping | None) -> Mapping:
    """The tree with another section in place of its own; None takes it away."""
    entries, keys = dict(root.entries), dict(root.keys)
    if value is None:
        entries.pop(name, None)
        keys.pop(name, None)
    else:
        entries[name] = value
        keys.setdefault(name, Scalar(name, STR, value.origin))
    return replace(root, entries=entries, keys=keys)


def without(mapping: Mapping, *names: str) -> Mapping:
    """The mapping without some of its keys."""
    entries = {name: node for name, node in mapping.entries.items() if name not in names}
    return replace(mapping, entries=entries, keys={name: mapping.keys[name] for name in entries})


def draft(book: Book, findings: Collector) -> Sheet | None:
    """The file as written, in sections; None where it is no stack file, which a finding says."""
    document = book.document
    if not document.sound:
        return None
    root = document.root
    if root is None or (isinstance(root, Mapping) and not root.entries):
        findings.add(
            "T110", "the file holds nothing", Source(book.name, 1, 1), help="write at least `services:`, or leave the file out"
        )
        return None
    if not isinstance(root, Mapping):
        findings.add(
            "T111",
            "a stack file is a mapping, with `services:` at its top",
            root.origin,
            help="look whether this is the right file",
        )
        return None
    kind = versions.generation(root, findings)
    name_key = None
    if kind.flat:
        tree = _wrapped(root, kind.written, findings)
    else:
        found = root.get("name")
        name_key = found if isinstance(found, Scalar) and not _is_blank(found) else None
        tree = _sections(root, kind.written is not None, name_key, findings)
    return Sheet(book.name, book.path, tree, kind.version, kind.written, name_key, document.tagged)


def _wrapped(root: Mapping, written: Located[str] | None, findings: Collector) -> Mapping:
    """A file of version 1 with its services below `services`."""
    services = root
    if written is not None or _is_blank(root.get("version")):
        _say_version(root, findings)
        services = without(root, "version")
    entries: dict[str, Node] = {"services": services}
    keys = {"services": Scalar("services", STR, root.origin)}
    if _are_labels(root.get("labels")):
        entries = {"labels": root.entries["labels"], "services": without(services, "labels")}
        keys["labels"] = root.keys["labels"]
    return Mapping(entries, keys, root.origin)


def _are_labels(node: Node | None) -> bool:
    """Whether `labels` at the top are those of an application of Container Service, and no service of that name."""
    if isinstance(node, Mapping):
        return bool(node.entries) and all(key.startswith("aliyun.") for key in node.entries)
    return isinstance(node, Sequence)


def _sections(root: Mapping, versioned: bool, name_key: Scalar | None, findings: Collector) -> Mapping:
    """A later file without what is no part of the stack."""
    entries: dict[str, Node] = {}
    for name, node in root.entries.items():
        origin = root.keys[name].origin
        if name == "version":
            if versioned or _is_blank(node):
                _say_version(root, findings)
        elif name.startswith("x-"):
            findings.ignore("T136", f"{name} is an extension, which Compose ignores", origin)
        elif name == "name" and (name_key is not None or _is_blank(node)):
            if name_key is None:
                findings.ignore("T137", "name is empty, so the project is named by other rules", origin)
        elif name in versions.SECTIONS and (_is_blank(node) or (isinstance(node, Mapping) and not node.entries)):
            findings.ignore("T137", f"{name} holds nothing", origin)
        elif name in versions.SECTIONS and not isinstance(node, Mapping):
            findings.refuse("T111", f"{name} must be a mapping of names", origin, help=f"write NAME: below {name}:")
        else:
            entries[name] = node
    return replace(root, entries=entries, keys={name: root.keys[name] for name in entries})


def _say_version(root: Mapping, findings: Collector) -> None:
    findings.ignore("T137", "version tells how the file is read, and nothing else", root.keys["version"].origin)


def _is_blank(node: Node | None) -> bool:
    return isinstance(node, Scalar) and (node.is_null or not node.text)
