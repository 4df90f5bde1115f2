"""Events of a YAML parser to nodes, in one walk.

No value is converted, and nothing that PyYAML would forgive in silence is forgiven: a key that stands twice, an unknown tag,
a second document. Anchors, aliases and merge keys are those of YAML 1.1 (https://yaml.org/type/merge.html); an aliased node
keeps the place of its anchor. The walk stops at the first fault after which nothing more can be read; the others are
collected.
"""

from collections.abc import Callable, Iterator
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from translator.model.node import BOOL, FLOAT, INT, NULL, STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Path, Source
from translator.parse.limits import DEPTH, EXPANDED_NODES
from translator.parse.syntax import Fault
from translator.parse.tags import OVERRIDE, RESET, SCALARS, STANDARD, plain_tag
from translator.report.collector import Collector

_MERGE_KEY = "<<"


class Composer:
    """One walk over the events of a file.

    `leaves` are the places of all leaves so far, `tagged` tells whether a merge tag occurred, `anchors` holds None for an
    anchor whose node is still open.
    """

    __slots__ = ("_added", "_anchors", "_count", "_findings", "_name", "_next", "leaves", "tagged")

    def __init__(self, name: str, findings: Collector) -> None:
        self.leaves: list[Source] = []
        self.tagged = False
        self._name = name
        self._findings = findings
        self._next: Callable[[], Any]
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._count = 0  # nodes so far, aliases counted with all that they stand for
        self._added = 0  # of these, the ones that only aliases brought

    def document(self, loader: Any) -> Node | None:
        """The root of the one document of a stream; None where the stream holds nothing."""
        self._next = loader.get_event
        self._next()  # the start of the stream
        if not isinstance(self._next(), DocumentStartEvent):
            return None
        root = self._node(self._next(), (), None, 1)
        self._next()  # the end of the document
        more = self._next()
        if isinstance(more, DocumentStartEvent):
            message = "a second document begins here, and a stack file is one"
            raise Fault("T109", message, self._place(more, ()), "split the file at the line ---")
        return None if isinstance(root, Scalar) and root.is_null else root

    def documents(self, loader: Any) -> Iterator[Node]:
        """The roots of all documents of a stream, without those that have no value; anchors and leaves are those of one."""
        self._next = loader.get_event
        self._next()  # the start of the stream
        while isinstance(self._next(), DocumentStartEvent):
            self._anchors.clear()
            self.leaves.clear()
            root = self._node(self._next(), (), None, 1)
            self._next()  # the end of the document
            if not (isinstance(root, Scalar) and root.is_null):
                yield root

    def _place(self, event: Any, path: Path) -> Source:
        mark = event.start_mark
        return Source(self._name, mark.line + 1, mark.column + 1, path)

    def _node(self, event: Any, path: Path, key: Source | None, depth: int) -> Node:
        """The node that begins with `event`. `key` is the place of its key, which is the leaf where the value is null."""
        kind = event.__class__
        if kind is AliasEvent:
            return self._alias(event, path)
        anchor = event.anchor
        before = self._count
        if anchor:
            self._anchors[anchor] = None
        node: Node
        if kind is ScalarEvent:
            node = self._scalar(event, path, key)
        elif depth > DEPTH:
            message = f"this value lies more than {DEPTH} levels deep"
            help = "a stack file has about ten levels: look for a bracket that is never closed"
            raise Fault("T117", message, self._place(event, path), help)
        elif kind is MappingStartEvent:
            node = self._mapping(event, path, depth)
        else:
            node = self._sequence(event, path, depth)
        if anchor:
            self._anchors[anchor] = (node, self._count - before)
        return node

    def _scalar(self, event: Any, path: Path, key: Source | None) -> Scalar:
        self._count += 1
        mark = event.start_mark
        source = Source(self._name, mark.line + 1, mark.column + 1, path)
        text = event.value
        if event.tag is None:
            plain = event.implicit[0]
            tag = plain_tag(text) if plain else STR
        else:
            plain = not event.style
            tag = self._scalar_tag(event.tag, text, plain, source)
        self.leaves.append(key if tag == NULL and key is not None else source)
        return Scalar(text, tag, source, plain)

    def _scalar_tag(self, written: str, text: str, plain: bool, source: Source) -> str:
        tag = SCALARS.get(written)
        implicit = plain_tag(text)
        if tag in (RESET, OVERRIDE):
            self.tagged = True
        elif tag is None:
            self._unknown_tag(written, source)
            return implicit if plain else STR
        elif tag in (INT, FLOAT, BOOL) and implicit != tag and (tag, implicit) != (FLOAT, INT):
            message = f"the tag !!{tag} stands before a text that is none"
            self._findings.refuse("T118", message, source, help="correct the value, or remove the tag")
            return STR
        return tag

    def _collection_tag(self, event: Any, usual: str, source: Source) -> str:
        written = event.tag
        if written is None or written in ("!", STANDARD + usual):
            return usual
        if written in (RESET, OVERRIDE):
            self.tagged = True
            return str(written)
        self._unknown_tag(written, source)
        return usual

    def _unknown_tag(self, written: str, source: Source) -> None:
        shown = "!!" + written.removeprefix(STANDARD) if written.startswith(STANDARD) else written
        help = "remove it: only !reset, !override and YAML's own tags, such as !!str, have a meaning here"
        self._findings.refuse("T118", f"the tag {shown} has no meaning here", source, help=help)

    def _sequence(self, start: Any, path: Path, depth: int) -> Sequence:
        self._count += 1
        source = self._place(start, path)
        tag = self._collection_tag(start, "seq", source)
        items: list[Node] = []
        while (event := self._next()).__class__ is not SequenceEndEvent:
            items.append(self._node(event, (*path, len(items)), None, depth + 1))
        if not items:
            self.leaves.append(source)
        return Sequence(tuple(items), source, tag)

    def _mapping(self, start: Any, path: Path, depth: int) -> Mapping:
        self._count += 1
        source = self._place(start, path)
        tag = self._collection_tag(start, "map", source)
        entries: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        merged: tuple[Node, Source] | None = None
        empty = True
        while (event := self._next()).__class__ is not MappingEndEvent:
            empty = False
            key, place = self._key(event, path, depth)
            text = key.text
            known = len(self.leaves)
            value = self._node(self._next(), place.path, place, depth + 1)
            if text in keys:
                self._duplicate(key, keys[text])
                value = self._both(entries[text], value, place.path, known)
            if text == _MERGE_KEY and key.plain:
                merged = (value, place)
            entries[text] = value
            keys[text] = key
        if empty:
            self.leaves.append(source)
        if merged is not None:
            del entries[_MERGE_KEY], keys[_MERGE_KEY]
            self._merge(entries, keys, *merged)
        return Mapping(entries, keys, source, tag)

    def _key(self, event: Any, path: Path, depth: int) -> tuple[Scalar, Source]:
        """The key that begins with `event`, and its place; an alias gives its text, and nothing but text can be a key."""
        mark = event.start_mark
        if event.__class__ is ScalarEvent and not event.anchor and event.tag is None:
            self._count += 1
            text = event.value
            plain = event.implicit[0]
            tag = plain_tag(text) if plain else STR
        else:
            known = len(self.leaves)
            node = self._node(event, path, None, depth + 1)
            del self.leaves[known:]  # a key is no leaf
            text, tag, plain = (node.text, node.tag, node.plain) if isinstance(node, Scalar) else ("", STR, True)
        if not text and plain:
            help = "write a name before the colon; a value that begins with a bracket or a brace needs quotes"
            raise Fault("T113", "this key is no text", self._place(event, path), help)
        source = Source(self._name, mark.line + 1, mark.column + 1, (*path, text))
        return Scalar(text, tag, source, plain), source

    def _alias(self, event: Any, path: Path) -> Node:
        name = event.anchor
        if name not in self._anchors:
            help = f"define &{name} above, or put a text that begins with an asterisk in quotes"
            raise Fault("T114", f"no anchor &{name} stands before this alias", self._place(event, path), help)
        known = self._anchors[name]
        if known is None:
            message = f"the alias *{name} stands inside the value that it repeats"
            raise Fault("T115", message, self._place(event, path), "write out what is meant")
        node, size = known
        self._count += size
        self._added += size
        if self._added > EXPANDED_NODES:
            message = f"the aliases of this file stand for more than {EXPANDED_NODES:,} values"
            raise Fault("T116", message, self._place(event, path), "aliases of aliases multiply: write fewer of them")
        return node

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        assert isinstance(first.origin, Source)
        if key.text == _MERGE_KEY and key.plain:
            message = f"a second << stands in this mapping, after the one in line {first.origin.line}"
            help = "write one merge key with a list: << : [*first, *second]"
        else:
            message = f'the key "{key.text}" stands twice in this mapping, first in line {first.origin.line}'
            help = "remove one of the two: YAML allows one value for a key"
        self._findings.add("T112", message, key.origin, help=help)

    def _both(self, first: Node, second: Node, path: Path, known: int) -> Node:
        """What is read on where a key stands twice, so that no value of either is the cause of further findings: both of two
        mappings, else the second. `known` leaves stood before the second; those of a first that is in no tree are none."""
        hidden: list[Path] = []
        node = _united(first, second, path, hidden)
        self.leaves[:known] = [leaf for leaf in self.leaves[:known] if not any(leaf.path[: len(h)] == h for h in hidden)]
        return node

    def _merge(self, entries: dict[str, Node], keys: dict[str, Scalar], value: Node, place: Source) -> None:
        """`<<`: adds what is not there yet; in a list of mappings the earlier one wins."""
        for part in value.items if isinstance(value, Sequence) else (value,):
            if not isinstance(part, Mapping):
                message = "<< takes a mapping, an alias of one, or a list of these"
                raise Fault("T119", message, place, "write << : *name, or put the key in quotes")
            # Entries of an alias are accounted for at the anchor; those written out here are nowhere else.
            written_here = isinstance(part.origin, Source) and part.origin.path[: len(place.path)] == place.path
            for name, node in part.entries.items():
                if name not in entries:
                    entries[name] = node
                    keys[name] = part.keys[name]
                elif written_here:
                    message = f"{name} of this merge key is not used: the mapping has it already"
                    self._findings.ignore("T125", message, part.keys[name].origin)
            if written_here and not part.entries:
                self._findings.ignore("T125", "this merge key adds nothing", part.origin)


def _united(first: Node, second: Node, path: Path, hidden: list[Path]) -> Node:
    """Both of two mappings, key by key; else the second, and the path of the first is `hidden`."""
    if not (isinstance(first, Mapping) and isinstance(second, Mapping)):
        hidden.append(path)
        return second
    entries = {**first.entries, **second.entries}
    for name in first.entries.keys() & second.entries.keys():
        entries[name] = _united(first.entries[name], second.entries[name], (*path, name), hidden)
    return Mapping(entries, {**first.keys, **second.keys}, second.origin, second.tag)
