"""Values of `translator.yaml`, read where the schema has let them stand: what it forbids is absent here."""

from collections.abc import Mapping as MappingOf

from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, Source

_EMPTY = Mapping({}, {}, Source("", 1, 1))


def section(node: Mapping, key: str) -> Mapping:
    """The mapping at a key; an empty one where nothing is written."""
    value = node.get(key)
    return value if isinstance(value, Mapping) else _EMPTY


def text(node: Mapping, key: str) -> Located[str] | None:
    """The value at a key as it is written; None where nothing is."""
    value = node.get(key)
    return Located(value.text, value.origin) if isinstance(value, Scalar) else None


def texts(node: Mapping, key: str) -> MappingOf[str, Located[str]]:
    """A mapping of texts, sorted by key, so that the order in the file never shows."""
    entries = sorted(section(node, key).entries.items())
    return {name: Located(value.text, value.origin) for name, value in entries if isinstance(value, Scalar)}


def items(node: Mapping, key: str) -> tuple[Node, ...]:
    """The items of a list; none where nothing is written."""
    value = node.get(key)
    return value.items if isinstance(value, Sequence) else ()


def listed(node: Mapping, key: str) -> tuple[Located[str], ...]:
    """The texts of a list."""
    return tuple(Located(item.text, item.origin) for item in items(node, key) if isinstance(item, Scalar))
