"""Variables of a Compose file: every scalar's text with its references replaced, the origins of the values kept.

Rule: the interpolation page of the Compose Specification. Values only; keys where the dialect has it (Alibaba Cloud's platform
substituted in the whole text), otherwise a reference in a key is refused, since Docker would take it literally. Docker puts
nothing in the place of a variable without a value and warns; a migration would lose an image name that way, so that it is
refused here. What is refused leaves the tree. The key `x-...` of a file or a service is left alone: nothing reads it.
"""

import re
from collections.abc import Mapping as MappingOf
from enum import Enum
from functools import lru_cache

from translator.model.node import BOOL, FLOAT, INT, NULL, STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Derived, Located, Origin, Source, place
from translator.parse import commands, substitution
from translator.parse.substitution import BadTemplate, Missing, Template
from translator.parse.variables import Variables
from translator.parse.yaml import plain_tag
from translator.report.collector import Collector

RULE = "interpolation"
LONGEST = 1 << 20
"""The most characters of one interpolated value."""
TOTAL = 1 << 26
"""The most characters that the interpolated values of a file may have together."""

_IN_KEY = re.compile(r"\$(\{|[A-Za-z_])")


def interpolate(root: Mapping, variables: MappingOf[str, Located[str]], *, keys: bool, findings: Collector) -> Mapping:
    """The tree with its variables replaced; nodes without a dollar sign are the same objects as before.

    Args:
        root: a whole file, after its anchors are resolved.
        variables: what `translator.parse.dotenv.environment` gives; any mapping will do, which then remembers no uses.
        keys: whether keys are interpolated too.
    """
    known = variables if isinstance(variables, Variables) else Variables(dict(variables))
    return _Interpolation(known, keys, findings).mapping(root, _Level.FILE)


class _Level(Enum):
    """Where a mapping stands, as far as `x-` keys are concerned."""

    FILE = "file"
    SERVICES = "services"
    SERVICE = "service"
    ELSEWHERE = "elsewhere"

    def skips(self, name: str) -> bool:
        """Whether the key `name` is an extension here."""
        return name.startswith("x-") and (self is _Level.FILE or self is _Level.SERVICE)

    def below(self, name: str) -> "_Level":
        """The level of the mapping under the key `name`."""
        if self is _Level.FILE:
            return _Level.SERVICES if name == "services" else _Level.ELSEWHERE
        return _Level.SERVICE if self is _Level.SERVICES else _Level.ELSEWHERE


class _Interpolation:
    """One run over a tree: the budget of characters is its state."""

    def __init__(self, variables: Variables, keys: bool, findings: Collector) -> None:
        self._variables = variables
        self._keys = keys
        self._findings = findings
        self._budget = TOTAL

    def node(self, node: Node) -> Node | None:
        """The node interpolated; None where it is refused."""
        if isinstance(node, Scalar):
            return self.scalar(node) if "$" in node.text else node
        if isinstance(node, Mapping):
            return self.mapping(node)
        return self.sequence(node)

    def mapping(self, node: Mapping, level: _Level = _Level.ELSEWHERE) -> Mapping:
        """Entries whose key or value is refused leave the mapping."""
        changes: dict[str, tuple[Scalar | None, Node | None]] = {}
        keys = node.keys
        for name, value in node.entries.items():
            new: Node | None = value
            if type(value) is Scalar:
                if "$" in value.text and not level.skips(name):
                    new = self.scalar(value)
            elif level.skips(name):
                continue
            elif type(value) is Mapping:
                new = self.mapping(value, level.below(name))
            else:
                new = self.collection(name, value)
            if "$" in name and not level.skips(name):
                changes[name] = (self._key(keys[name], node, changes), new)
            elif new is not value:
                changes[name] = (keys[name], new)
        return _changed(node, changes) if changes else node

    def collection(self, name: str, node: Node) -> Node | None:
        """The value of a key; None for a command that would lose a word."""
        new = self.node(node)
        if new is node or not commands.is_command(name, node):
            return new
        assert isinstance(new, Sequence)
        assert isinstance(node, Sequence)
        if len(new.items) == len(node.items):
            return new
        commands.refuse_whole(name, node, self._findings)
        return None

    def sequence(self, node: Sequence) -> Sequence:
        """Items that are refused leave the list."""
        items = [self.node(item) for item in node.items]
        if all(new is old for new, old in zip(items, node.items, strict=True)):
            return node
        return Sequence(tuple(item for item in items if item is not None), node.origin, node.tag)

    def scalar(self, node: Scalar) -> Scalar | None:
        """A scalar that has a dollar sign."""
        parts = _template(node.text)
        if isinstance(parts, BadTemplate):
            self._findings.refuse(
                "T151",
                parts.reason,
                _pointed(node, parts.offset),
                help="correct the variable, or write $$ for a dollar sign that is meant as one",
            )
            return None
        self._warn_of_lone_dollar(node)
        if len(parts) == 1 and parts[0] == node.text:
            return node
        return self._evaluated(node, parts)

    def _evaluated(self, node: Scalar, parts: Template) -> Scalar | None:
        origins: dict[Origin, None] = {node.origin: None}

        def lookup(name: str) -> str | None:
            found = self._variables.use(name, node.origin)
            if found is None:
                return None
            origins[found.origin] = None
            return found.value

        text, missing = substitution.evaluate(parts, lookup, min(LONGEST, self._budget))
        if missing:
            for variable in missing:
                self._refuse_missing(node, variable)
            return None
        if len(text) > min(LONGEST, self._budget):
            self._refuse_length(node)
            return None
        self._budget -= len(text)
        return Scalar(text, _tag(node, text), Derived(RULE, tuple(origins)), node.plain)

    def _key(self, key: Scalar, node: Mapping, changes: MappingOf[str, tuple[Scalar | None, Node | None]]) -> Scalar | None:
        """A key that has a dollar sign. `changes` are those of the keys of `node` that are done."""
        if not self._keys:
            if _IN_KEY.search(key.text.replace("$$", "")) is None:
                return key
            self._findings.refuse(
                "T154",
                "the key refers to a variable, and Docker does not replace variables in keys",
                key.origin,
                help="write the key out, or write the mapping as a list of KEY=VALUE, where Docker replaces them",
            )
            return None
        new = self.scalar(key)
        if new is None or new.text == key.text:
            return new
        taken = {done.text for done, _ in changes.values() if done is not None}
        if new.text not in taken and new.text not in node.entries:
            return new
        self._findings.refuse(
            "T155",
            "with its variables replaced the key is equal to another key of the same mapping",
            key.origin,
            help="keep one of the two, or give the variable another value",
        )
        return None

    def _warn_of_lone_dollar(self, node: Scalar) -> None:
        offset = substitution.lone_dollar(node.text)
        if offset >= 0:
            self._findings.add(
                "T152",
                "a dollar sign begins no variable here and is kept as it is",
                _pointed(node, offset),
                help="write $$ for a dollar sign; docker-compose 1 and docker stack refuse a single one",
            )

    def _refuse_missing(self, node: Scalar, variable: Missing) -> None:
        if variable.required is not None:
            reason = f": {variable.required}" if variable.required else ""
            self._findings.refuse(
                "T153",
                f"the file requires a value for {variable.name}{reason}",
                node.origin,
                help=f"give {variable.name} a value: --env-file, .env, or `variables:` in translator.yaml",
            )
        else:
            self._findings.refuse(
                "T150",
                f"{variable.name} has no value, and Docker would put nothing in its place",
                node.origin,
                help=f"give {variable.name} a value: --env-file, .env, or `variables:` in translator.yaml; "
                f"or write ${{{variable.name}:-}} where nothing is right, $${variable.name} where the text itself is meant",
            )

    def _refuse_length(self, node: Scalar) -> None:
        self._findings.refuse(
            "T156",
            f"the values of variables make this text longer than {LONGEST} characters, or the file's than {TOTAL}",
            node.origin,
            help="shorten the values; a file belongs into a config, not into a variable",
        )


def _changed(node: Mapping, changes: MappingOf[str, tuple[Scalar | None, Node | None]]) -> Mapping:
    """The mapping with its changes; None for a key or a value takes the entry away."""
    entries: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    for name, value in node.entries.items():
        key, new = changes.get(name, (node.keys[name], value))
        if key is not None and new is not None:
            entries[key.text] = new
            keys[key.text] = key
    return Mapping(entries, keys, node.origin, node.tag)


@lru_cache(maxsize=4096)
def _short_template(text: str) -> Template | BadTemplate:
    return substitution.template(text)


def _template(text: str) -> Template | BadTemplate:
    """Services repeat one another; the same short text is parsed once."""
    return _short_template(text) if len(text) <= 256 else substitution.template(text)


def _pointed(node: Scalar, offset: int) -> Source | None:
    """The place of a character where it can be known: on the first line of an unquoted scalar, before any fold."""
    source = place(node.origin)
    if source is None or not node.plain or any(character.isspace() for character in node.text[:offset]):
        return source
    return Source(source.file, source.line, source.column + offset, source.path)


def _tag(node: Scalar, text: str) -> str:
    """The tag that an unquoted scalar of this text has. Never null: Docker replaces after reading, and nothing is text then."""
    if not node.plain or node.tag not in _UNTAGGED:
        return node.tag
    tag = plain_tag(text)
    return tag if tag in (INT, FLOAT, BOOL) else STR


_UNTAGGED = (STR, INT, FLOAT, BOOL, NULL)
