"""The forms in which Compose lets the same thing be written: a list or a map of pairs, a text or a list, a long form."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from typing import TypeVar

from translator.model.container import Label
from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, place
from translator.model.record import dataclass
from translator.model.values import Duration
from translator.normalize import support
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.grammar import duration
from translator.normalize.scalars import boolean, choice, integer, parsed, refuse, text, unset

T = TypeVar("T")

Pair = tuple[Located[str], Node | None]
"""A name and what stands beside it: a node, or None where a list has the name alone."""


def words(node: Node, key: str, context: Context) -> tuple[Located[str], ...]:
    """A text or a list of texts, each as YAML wrote it; empty ones are not set."""
    written = items(node, key, context) if isinstance(node, Sequence) else (node,)
    read = (text(item, key, context) for item in written)
    return tuple(word for word in read if word is not None)


def items(node: Node, key: str, context: Context) -> tuple[Node, ...]:
    """The items of a list; a finding, and none, where it is no list. Items without a value are not set."""
    if not isinstance(node, Sequence):
        refuse(node, key, "a list", context)
        return ()
    if not node.items:
        unset(node, key, context, "is empty")
    found = []
    for item in node.items:
        if isinstance(item, Scalar) and item.is_null:
            unset(item, f"an item of {key}", context)
        else:
            found.append(item)
    return tuple(found)


def pairs(node: Node, key: str, context: Context) -> tuple[Pair, ...]:
    """`NAME=VALUE` items or a map. A map is sorted by name; of a list, the last item of a name counts and the others are said.

    A value of the list form is a Scalar of the item's own origin.
    """
    if isinstance(node, Mapping):
        if not node.entries:
            unset(node, key, context, "is empty")
        return tuple((Located(name, node.keys[name].origin), node.entries[name]) for name in sorted(node.entries))
    found: dict[str, Pair] = {}
    for item in items(node, key, context):
        if not isinstance(item, Scalar):
            refuse(item, f"an item of {key}", "NAME=VALUE", context)
            continue
        name, equals, value = item.text.partition("=")
        hidden = found.pop(name, None)
        if hidden is not None:
            _hide(hidden[0], key, item, context)
        found[name] = (Located(name, item.origin), Scalar(value, "str", item.origin) if equals else None)
    return tuple(found.values())


def _hide(name: Located[str], key: str, winner: Scalar, context: Context) -> None:
    source = place(winner.origin)
    context.findings.ignore(
        "T262",
        f"{key} has {name.value} once more at {source}, and the last one counts",
        name.origin,
        help="remove this line",
    )


def is_empty(node: Node) -> bool:
    """Whether nothing is written: a null, or a map without entries."""
    return node.is_null if isinstance(node, Scalar) else isinstance(node, Mapping) and not node.entries


def leave_out(node: Node, what: str, context: Context) -> None:
    """Says that all of a long form is left out, since a part of it, which has a finding of its own, could not be read."""
    context.findings.refuse(
        "T291", f"{what} is left out, since a part of it cannot be read", whole(node), help="correct the part that is named"
    )


def labels(node: Node, key: str, context: Context) -> tuple[Label, ...]:
    """Labels, or options of the same form; a name without a value has the empty value."""
    found = []
    for name, value in pairs(node, key, context):
        if not name.value:
            context.findings.refuse("T260", f"{key} has an entry without a name", name.origin, help="write NAME=VALUE")
        elif value is None:
            found.append(Label(name, Located("", name.origin)))
        elif isinstance(value, Scalar):
            found.append(Label(name, Located("" if value.is_null else value.text, value.origin)))
        else:
            refuse(value, f"{key}.{name.value}", "text", context)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Form:
    """A long form, read key by key. `key` is what it is called in findings; a key that is not written gives None.

    A value that is not in its grammar gives None too, with a finding.
    """

    key: str
    entries: MappingOf[str, Node]
    context: Context

    def text(self, name: str) -> Located[str] | None:
        """Any scalar as text."""
        node = self.entries.get(name)
        return None if node is None else text(node, f"{self.key}.{name}", self.context)

    def boolean(self, name: str) -> Located[bool] | None:
        """True or false."""
        node = self.entries.get(name)
        return None if node is None else boolean(node, f"{self.key}.{name}", self.context)

    def integer(self, name: str) -> Located[int] | None:
        """A whole number from 0."""
        node = self.entries.get(name)
        return None if node is None else integer(node, f"{self.key}.{name}", self.context)

    def choice(self, name: str, words: tuple[str, ...]) -> Located[str] | None:
        """One of `words`."""
        node = self.entries.get(name)
        return None if node is None else choice(node, f"{self.key}.{name}", words, self.context)

    def duration(self, name: str) -> Located[Duration] | None:
        """A length of time."""
        return self.parsed(name, duration.parse, duration.EXPECTED, "T254")

    def parsed(self, name: str, parse: Callable[[str], T | None], expected: str, code: str) -> Located[T] | None:
        """A value in the grammar `parse`."""
        node = self.entries.get(name)
        return None if node is None else parsed(node, f"{self.key}.{name}", parse, expected, self.context, code=code)


def form(node: Node, key: str, known: tuple[str, ...], context: Context, *, scope: str = support.SERVICE) -> Form:
    """The keys of a long form that have a meaning; the others get their verdict from the support table.

    Args:
        key: what the form is called in findings and in the support table ("deploy.update_config").
        known: the names that the caller reads.
        scope: whether the form stands below a service or at the top of the file.
    """
    found: dict[str, Node] = {}
    if not isinstance(node, Mapping):
        refuse(node, key, "a map", context)
        return Form(key, found, context)
    if not node.entries:
        unset(node, key, context, "is empty")
    for name, value in node.entries.items():
        if name not in known:
            support.tell(f"{key}.{name}", value, context, scope=scope)
        elif isinstance(value, Scalar) and value.is_null:
            unset(value, f"{key}.{name}", context)
        else:
            found[name] = value
    return Form(key, found, context)
