"""The two forms that Compose knows for many keys, brought to one so that files can be merged.

Rule: `environment`, `labels` and their like are a mapping or a list of NAME=VALUE; `networks` and `depends_on` a mapping or
a list of names; `dns`, `tmpfs`, `env_file` and their like a list or one text; `build` a mapping or its context. Every part
keeps the place where it was written.
"""

from collections.abc import Callable

from translator.model.node import NULL, STR, Mapping, Node, Scalar, Sequence
from translator.model.origin import Derived, Origin


def pairs(node: Node) -> Mapping | None:
    """NAME=VALUE entries as a mapping; a name alone has a null value. None where it is neither form."""
    if isinstance(node, Mapping):
        return node
    if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node.items):
        return None
    entries: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    for item in node.items:
        assert isinstance(item, Scalar)
        name, equals, value = item.text.partition("=")
        entries[name] = Scalar(value, STR if equals else NULL, item.origin, plain=False)
        keys[name] = Scalar(name, STR, item.origin, plain=False)
    return Mapping(entries, keys, node.origin)


def hosts(node: Node) -> Sequence | None:
    """`extra_hosts` as a list."""
    if not isinstance(node, Mapping):
        return listed(node)
    items: list[Node] = []
    for name, value in node.entries.items():
        for address in value.items if isinstance(value, Sequence) and value.items else (value,):
            if not isinstance(address, Scalar):
                return None
            items.append(Scalar(f"{name}={address.text}", STR, address.origin, plain=False))
    return Sequence(tuple(items), node.origin)


def named(node: Node) -> Mapping | None:
    """Names as a mapping with null values."""
    return _from_names(node, lambda origin: Scalar("", NULL, origin))


def dependencies(node: Node) -> Mapping | None:
    """`depends_on` as a mapping: a name alone means that the other service is started."""

    def started(origin: Origin) -> Node:
        rule = Derived("short form of depends_on", (origin,))
        return Mapping({"condition": Scalar("service_started", STR, rule)}, {"condition": Scalar("condition", STR, rule)}, rule)

    return _from_names(node, started)


def listed(node: Node) -> Sequence | None:
    """One text as a list of one."""
    if isinstance(node, Sequence):
        return node
    if isinstance(node, Scalar):
        return Sequence((node,), node.origin)
    return None


def requests(node: Node) -> Sequence | None:
    """`gpus` as a list of requests for devices: `all` is one for all of them."""
    if not isinstance(node, Scalar):
        return listed(node)
    if node.text != "all":
        return None
    rule = Derived("short form of gpus", (node.origin,))
    count = Mapping({"count": node}, {"count": Scalar("count", STR, rule)}, node.origin)
    return Sequence((count,), node.origin)


def build(node: Node) -> Mapping | None:
    """`build` as a mapping."""
    if isinstance(node, Scalar):
        return Mapping({"context": node}, {"context": Scalar("context", STR, node.origin)}, node.origin)
    return node if isinstance(node, Mapping) else None


def _from_names(node: Node, value: Callable[[Origin], Node]) -> Mapping | None:
    if isinstance(node, Mapping):
        return node
    if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node.items):
        return None
    names = [item for item in node.items if isinstance(item, Scalar)]
    return Mapping(
        {name.text: value(name.origin) for name in names},
        {name.text: Scalar(name.text, STR, name.origin) for name in names},
        node.origin,
    )
