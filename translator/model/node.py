"""YAML as it was written: text, tags and places. Nothing is converted here: `22:22` stays text, `on` stays `on`.

Every node has an `origin`: a `Source` as read, or a `Derived` once interpolation has changed its text. Aliased nodes keep
the place of their anchor. A key has the same path as its value, so that a key with an empty value is a leaf too.
"""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf

from translator.model.origin import Origin
from translator.model.record import dataclass

STR, INT, FLOAT, BOOL, NULL = "str", "int", "float", "bool", "null"
"""The tags of a scalar (the last word of the YAML tag); other tags (`!reset`, `timestamp`) are kept as written."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """`text` is as written, after quotes, escapes and folding; `tag` is one of the names above; `plain` means unquoted."""

    text: str
    tag: str
    origin: Origin
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether this is YAML's null (`key:`, `~`, `null`)."""
        return self.tag == NULL


@dataclass(frozen=True, slots=True)
class Mapping:
    """`entries` maps the text of each key to its value; `keys` maps it to the key itself. Both keep the written order."""

    entries: MappingOf[str, "Node"]
    keys: MappingOf[str, Scalar]
    origin: Origin
    tag: str = "map"

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None where the key is absent (a null value is a Scalar)."""
        return self.entries.get(key)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    origin: Origin
    tag: str = "seq"


Node = Scalar | Mapping | Sequence


def leaves(node: Node, key: Scalar | None = None) -> Iterator[Scalar | Mapping | Sequence]:
    """The nodes that hold no others: scalars, and empty mappings and sequences. For a null value with a key, the key.

    Args:
        node: where to begin.
        key: the key of `node`, which stands for it where the value is null (a null has no text to point at).
    """
    if isinstance(node, Mapping) and node.entries:
        for name, value in node.entries.items():
            yield from leaves(value, node.keys[name])
    elif isinstance(node, Sequence) and node.items:
        for item in node.items:
            yield from leaves(item)
    elif isinstance(node, Scalar) and node.is_null and key is not None:
        yield key
    else:
        yield node
