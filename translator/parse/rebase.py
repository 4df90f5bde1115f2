"""Relative paths of a file in another folder, rewritten so that they count from the project folder.

Rule (Compose Specification, `extends` and `include`): a relative path counts from the folder of the file that holds it, or
from the `project_directory` of the include. The keys are those that hold paths of the machine: build contexts, env files,
label files, bind mounts, watched folders, files of configs and secrets, and devices of bind volumes.
"""

import posixpath
from collections.abc import Callable
from dataclasses import replace

from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Derived
from translator.parse.sheet import section, with_section

_URL = (
    "http://",
    "https://",
    "git://",
    "ssh://",
    "git@",
    "github.com/",
    "docker-image://",
    "oci-layout://",
    "target:",
    "service:",
)


def rebase(root: Mapping, prefix: str) -> Mapping:
    """The tree with its relative paths below `prefix`, the way from the project folder to where they counted from."""
    if prefix in ("", "."):
        return root
    moved = _Move(prefix)
    for name, rewrite in (
        ("services", moved.service),
        ("configs", moved.file_object),
        ("secrets", moved.file_object),
        ("volumes", moved.volume),
    ):
        if name in root.entries:
            found = section(root, name)
            root = with_section(root, name, _each(found, rewrite))
    return root


class _Move:
    """The rewriting of one file's paths."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._rule = f"path counted from {prefix}"

    def service(self, node: Node) -> Node:
        if not isinstance(node, Mapping):
            return node
        for key, rewrite in (
            ("build", self.build),
            ("env_file", self.file_list),
            ("label_file", self.file_list),
            ("volumes", self.mounts),
            ("develop", self.develop),
        ):
            node = _changed(node, key, rewrite)
        return node

    def path(self, node: Node) -> Node:
        """A value that is a path: absolute ones, those of a home folder and addresses stay."""
        if not isinstance(node, Scalar) or node.is_null or not node.text or node.text.startswith(("/", "~", *_URL)):
            return node
        return self._put(node, posixpath.normpath(posixpath.join(self._prefix, node.text)))

    def build(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return self.path(node)
        if not isinstance(node, Mapping):
            return node
        node = _changed(node, "context", self.path)
        return _changed(node, "additional_contexts", self.contexts)

    def contexts(self, node: Node) -> Node:
        if isinstance(node, Sequence):
            return replace(node, items=tuple(self._pair(item) for item in node.items))
        return _each(node, self.path) if isinstance(node, Mapping) else node

    def file_list(self, node: Node) -> Node:
        if isinstance(node, Sequence):
            return replace(node, items=tuple(self.file_list(item) for item in node.items))
        return _changed(node, "path", self.path) if isinstance(node, Mapping) else self.path(node)

    def mounts(self, node: Node) -> Node:
        if not isinstance(node, Sequence):
            return node
        return replace(node, items=tuple(self.mount(item) for item in node.items))

    def mount(self, node: Node) -> Node:
        """A bind mount: in the short form it begins with a dot, in the long one its type says so."""
        if isinstance(node, Scalar):
            source, colon, rest = node.text.partition(":")
            if not colon or not source.startswith("."):
                return node
            return self._put(node, self._dotted(source) + colon + rest)
        if isinstance(node, Mapping):
            kind = node.get("type")
            if isinstance(kind, Scalar) and kind.text == "bind":
                return _changed(node, "source", self.path)
        return node

    def develop(self, node: Node) -> Node:
        return _changed(node, "watch", self.watches) if isinstance(node, Mapping) else node

    def watches(self, node: Node) -> Node:
        if not isinstance(node, Sequence):
            return node
        return replace(node, items=tuple(self.watch(item) for item in node.items))

    def watch(self, node: Node) -> Node:
        return _changed(node, "path", self.path) if isinstance(node, Mapping) else node

    def file_object(self, node: Node) -> Node:
        return _changed(node, "file", self.path) if isinstance(node, Mapping) else node

    def volume(self, node: Node) -> Node:
        """A volume that is a bind mount in disguise: the local driver with o=bind and a relative device."""
        options = node.get("driver_opts") if isinstance(node, Mapping) else None
        if not isinstance(node, Mapping) or not isinstance(options, Mapping):
            return node
        flags = options.get("o")
        if not isinstance(flags, Scalar) or "bind" not in flags.text.split(","):
            return node
        return _changed(node, "driver_opts", self.device)

    def device(self, node: Node) -> Node:
        return _changed(node, "device", self.path) if isinstance(node, Mapping) else node

    def _dotted(self, text: str) -> str:
        """A path that still begins with a dot, without which the short form would read it as the name of a volume."""
        moved = posixpath.normpath(posixpath.join(self._prefix, text))
        return moved if moved.startswith((".", "/")) else f"./{moved}"

    def _pair(self, node: Node) -> Node:
        if not isinstance(node, Scalar) or "=" not in node.text:
            return node
        name, _, value = node.text.partition("=")
        moved = self.path(replace(node, text=value))
        assert isinstance(moved, Scalar)
        return replace(moved, text=f"{name}={moved.text}")

    def _put(self, node: Scalar, text: str) -> Scalar:
        return replace(node, text=text, origin=Derived(self._rule, (node.origin,)))


def _each(mapping: Mapping, rewrite: Callable[[Node], Node]) -> Mapping:
    return replace(mapping, entries={name: rewrite(node) for name, node in mapping.entries.items()})


def _changed(mapping: Mapping, key: str, rewrite: Callable[[Node], Node]) -> Mapping:
    if key not in mapping.entries:
        return mapping
    return replace(mapping, entries={**mapping.entries, key: rewrite(mapping.entries[key])})
