"""Laying one file over another, and a service over the one it extends.

Rule (Compose Specification, "Merge and override"): mappings are merged, lists are appended, and the later value counts, with
the exceptions in the table below; `!reset` forgets the earlier value and `!override` replaces it whole. Files of version 1
to 3 differ where docker-compose 1.29 did: a later definition of a volume, network, config or secret replaces the earlier
one, and in version 1 `image` replaces `build` and the reverse. What is hidden is *ignored*, with the place that hides it.
"""

from collections.abc import Callable
from dataclasses import replace

from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Derived, Origin, place
from translator.model.project import Version
from translator.parse import forms, identity
from translator.parse.merge_rules import (
    RESOURCES,
    SERVICE,
    ULIMIT,
    Names,
    Pairs,
    Pattern,
    Replaced,
    Unique,
    names_follow,
    rule_of,
)
from translator.parse.tags import OVERRIDE, RESET
from translator.report.collector import Collector

MERGED = "merge"
"""The rule of a collection that several places made together."""


def files(base: Mapping | None, over: Mapping, version: Version, findings: Collector) -> Mapping:
    """A later file over the earlier ones. Without these the tree stays, but for its merge tags."""
    merging = _Merge(version, findings, extending=False)
    return merging.clean_mapping(over) if base is None else merging.mapping(base, over, ())


def services(base: Mapping, over: Mapping, version: Version, findings: Collector) -> Mapping:
    """A service over the one that it extends. The tags of `over` stay, since they hold for earlier files too."""
    return _Merge(version, findings, extending=True).service(base, over, SERVICE)


class _Merge:
    """One merge. `path` is the way from the root, with * for the names that people choose."""

    def __init__(self, version: Version, findings: Collector, *, extending: bool) -> None:
        self._version = version
        self._findings = findings
        self._extending = extending

    def node(self, base: Node, over: Node, path: Pattern) -> Node | None:
        """The merged value; None where it is gone."""
        if over.tag == RESET:
            self._hide(base, "removed", over.origin, path)
            if self._extending:
                return over
            self._forget(over)
            return None
        if over.tag == OVERRIDE:
            self._hide(base, "replaced", over.origin, path)
            return over if self._extending else self.clean(over)
        if base.tag == RESET:
            self._forget(base)
            return self._kept(over)
        rule = rule_of(path, self._version)
        if isinstance(rule, Replaced) or _is_empty(base):
            return self._replaced(base, over, path)
        if _is_empty(over):
            self._findings.ignore("T125", "an empty value hides nothing here; !reset would", over.origin)
            return base
        if rule is not None:
            return self._by_rule(rule, base, over, path)
        if self._version is not Version.SPECIFICATION and path in RESOURCES:
            return self._replaced(base, over, path)
        if path == (*SERVICE, "build"):
            return self._build(base, over, path)
        if isinstance(base, Mapping) and isinstance(over, Mapping):
            if path == (*SERVICE, "logging"):
                return self._logging(base, over, path)
            return self.service(base, over, path) if path == SERVICE else self.mapping(base, over, path)
        if isinstance(base, Sequence) or isinstance(over, Sequence):
            return self._unique(base, over, path, identity.whole, forms.listed)
        if (isinstance(base, Scalar) and isinstance(over, Scalar)) or path[:3] == ULIMIT:
            return self._replaced(base, over, path)
        return self._refused(base, over, path)

    def mapping(self, base: Mapping, over: Mapping, path: Pattern) -> Mapping:
        """Key by key."""
        entries, keys = dict(base.entries), dict(base.keys)
        for name, later in over.entries.items():
            below = (*path, "*" if names_follow(path) else name)
            earlier = entries.get(name)
            key = over.keys[name]
            merged = self._kept(later) if earlier is None else self.node(earlier, later, below)
            if merged is None:
                entries.pop(name, None)
                keys.pop(name, None)
                continue
            if earlier is not None and not isinstance(merged, Scalar):
                key = replace(key, origin=self._together(keys[name].origin, key.origin))
            elif merged is earlier:
                key = keys[name]
            entries[name] = merged
            keys[name] = key
        return Mapping(entries, keys, self._together(base.origin, over.origin), "map")

    def service(self, base: Mapping, over: Mapping, path: Pattern) -> Mapping:
        """A service; in version 1 an image and a build exclude one another."""
        if self._version is Version.V1:
            for one, other in (("image", "build"), ("build", "image")):
                if one in over.entries and other in base.entries and other not in over.entries:
                    self._hide(base.entries[other], "replaced", over.entries[one].origin, (*path, other))
                    entries = {name: node for name, node in base.entries.items() if name != other}
                    base = replace(base, entries=entries, keys={name: base.keys[name] for name in entries})
        return self.mapping(base, over, path)

    def clean(self, node: Node) -> Node | None:
        """A node without merge tags; None for one that only resets."""
        if node.tag == RESET:
            self._forget(node)
            return None
        if isinstance(node, Mapping):
            return self.clean_mapping(node)
        if isinstance(node, Sequence):
            items = tuple(item for item in map(self.clean, node.items) if item is not None)
            return replace(node, items=items, tag="seq" if node.tag == OVERRIDE else node.tag)
        return replace(node, tag="str") if node.tag == OVERRIDE else node

    def clean_mapping(self, node: Mapping) -> Mapping:
        """The same for a mapping."""
        entries = {name: kept for name, value in node.entries.items() if (kept := self.clean(value)) is not None}
        return Mapping(entries, {name: node.keys[name] for name in entries}, node.origin, "map")

    def _by_rule(self, rule: Pairs | Names | Unique, base: Node, over: Node, path: Pattern) -> Node | None:
        if isinstance(rule, Unique):
            return self._unique(base, over, path, rule.key, rule.convert, moves=rule.moves)
        key = identity.name if isinstance(rule, Pairs) else identity.text
        if isinstance(base, Sequence) and isinstance(over, Sequence):
            return self._unique(base, over, path, key, forms.listed)
        convert = forms.pairs if isinstance(rule, Pairs) else rule.convert
        earlier, later = (convert(self._telling(node, key, path)) for node in (base, over))
        if earlier is None or later is None:
            return self._refused(base, over, path)
        if isinstance(rule, Pairs):
            return self._pairs(earlier, later, path)
        return self.mapping(earlier, later, path)

    def _telling(self, node: Node, key: Callable[[Node], identity.Key | None], path: Pattern) -> Node:
        """The node; of a list, the entries that a later one of the same list hides are told first."""
        if not isinstance(node, Sequence):
            return node
        last = {found: number for number, item in enumerate(node.items) if (found := key(item)) is not None}
        for number, item in enumerate(node.items):
            found = key(item)
            if found is not None and last[found] != number:
                self._hide(item, "replaced", node.items[last[found]].origin, path)
        return node

    def _pairs(self, base: Mapping, over: Mapping, path: Pattern) -> Mapping:
        """By name; a later null is a value too (a variable that comes from the environment)."""
        entries, keys = dict(base.entries), dict(base.keys)
        for name, later in over.entries.items():
            if name in entries:
                self._hide(entries[name], "replaced", later.origin, (*path, name))
            kept = self._kept(later)
            if kept is None:
                entries.pop(name, None)
                keys.pop(name, None)
            else:
                entries[name] = kept
                keys[name] = over.keys[name]
        return Mapping(entries, keys, self._together(base.origin, over.origin))

    def _unique(
        self,
        base: Node,
        over: Node,
        path: Pattern,
        key: Callable[[Node], identity.Key | None],
        convert: Callable[[Node], Sequence | None],
        *,
        moves: bool = False,
    ) -> Node | None:
        """Appended; an entry with the identity of an earlier one takes its place, and one that says the same is left out."""
        earlier, later = convert(base), convert(over)
        if earlier is None or later is None:
            return self._refused(base, over, path)
        items: list[Node | None] = list(earlier.items)
        index = {found: number for number, item in enumerate(earlier.items) if (found := key(item)) is not None}
        for item in later.items:
            kept = self._kept(item)
            if kept is None:
                continue
            found = key(kept)
            place_of = index.get(found) if found is not None else None
            hidden = None if place_of is None else items[place_of]
            if place_of is not None and hidden is not None:
                self._hide(hidden, "replaced", kept.origin, path)
                items[place_of] = None if moves else kept
            if place_of is None or moves:
                if found is not None:
                    index[found] = len(items)
                items.append(kept)
        return Sequence(tuple(item for item in items if item is not None), self._together(base.origin, over.origin))

    def _build(self, base: Node, over: Node, path: Pattern) -> Node | None:
        if isinstance(base, Scalar) and isinstance(over, Scalar):
            return self._replaced(base, over, path)
        earlier, later = forms.build(base), forms.build(over)
        if earlier is None or later is None:
            return self._refused(base, over, path)
        return self.mapping(earlier, later, path)

    def _logging(self, base: Mapping, over: Mapping, path: Pattern) -> Mapping:
        """The options of a driver mean nothing to another."""
        earlier, later = base.get("driver"), over.get("driver")
        if earlier is None or later is None or identity.same(earlier, later):
            return self.mapping(base, over, path)
        self._hide(base, "replaced", over.origin, path)
        return replace(over, tag="map")

    def _replaced(self, base: Node, over: Node, path: Pattern) -> Node | None:
        self._hide(base, "replaced", over.origin, path)
        return self._kept(over)

    def _kept(self, node: Node) -> Node | None:
        """A later value where there is no earlier one; the tags stay for the files before."""
        return node if self._extending else self.clean(node)

    def _forget(self, node: Node) -> None:
        self._findings.ignore("T137", "!reset has removed what stood here before", node.origin)

    def _refused(self, base: Node, over: Node, path: Pattern) -> Node:
        shapes = {Mapping: "a mapping", Sequence: "a list", Scalar: "one value"}
        message = f"{path[-1]} is {shapes[type(over)]} here and {shapes[type(base)]} at {place(base.origin)}"
        self._findings.refuse("T126", message, over.origin, help="write both in one form, or put !override before this one")
        return base

    def _hide(self, node: Node, what: str, by: Origin, path: Pattern) -> None:
        name = next((step for step in reversed(path) if step != "*"), "")
        self._findings.ignore("T125", f"{name} is {what} at {place(by)}", node.origin)

    def _together(self, base: Origin, over: Origin) -> Origin:
        parts: list[Origin] = []
        for origin in (over, base) if self._extending else (base, over):
            whole = isinstance(origin, Derived) and origin.rule == MERGED
            parts.extend(origin.parents if isinstance(origin, Derived) and whole else (origin,))
        return Derived(MERGED, tuple(dict.fromkeys(parts)))


def _is_empty(node: Node) -> bool:
    """Whether this is a null, an empty list or an empty mapping."""
    if isinstance(node, Scalar):
        return node.is_null
    return not (node.entries if isinstance(node, Mapping) else node.items)
