"""How far a verdict on a node must reach.

A verdict at a place covers what was written below that place. A merge, an `extends` or an alias puts nodes of several places
below one map, and interpolation gives a scalar further parents; a verdict on the map must name them all.
"""

from translator.model.node import Node, Scalar, leaves
from translator.model.origin import Derived, Origin, Source, place, sources


def whole(node: Node) -> Origin:
    """An origin that leads to `node` and to every leaf below it, the node's own place first."""
    own = place(node.origin)
    if own is None or isinstance(node, Scalar):
        return node.origin
    others = {
        source: None for leaf in leaves(node) if leaf is not node for source in sources(leaf.origin) if not _below(source, own)
    }
    return Derived("the parts of one value", (node.origin, *others)) if others else node.origin


def _below(source: Source, place: Source) -> bool:
    return source.file == place.file and source.path[: len(place.path)] == place.path
