"""Orders: entries of `environment` that standalone Swarm and Container Service took for orders to their scheduler.

They are no variables and leave the environment. An affinity is about other containers, told by service, image, container or
label; which services of the stack those are is found here, where the labels are still as they were written.
Source: Container Service user guide, scheduling (help pages 56446, 56411 and 48490); Docker Swarm, scheduler filters.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from translator.model.deploy import Order
from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.stack import Dialect
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.grammar import order
from translator.normalize.scalars import shown

_BARE = re.compile(r".*(?:==|!=).*|on-node-failure", re.DOTALL)


def without(node: Node, dialect: Dialect) -> Node | None:
    """`environment` without its orders; the node itself where it has none, None where it has nothing else."""
    if isinstance(node, Mapping):
        mine = [name for name, value in node.entries.items() if _order(name, value, dialect) is not None]
        if not mine:
            return node
        entries = {name: value for name, value in node.entries.items() if name not in mine}
        return Mapping(entries, {name: node.keys[name] for name in entries}, node.origin, node.tag) if entries else None
    if isinstance(node, Sequence):
        kept = tuple(item for item in node.items if not isinstance(item, Scalar) or _listed(item, dialect) is None)
        if len(kept) == len(node.items):
            return node
        return Sequence(kept, node.origin, node.tag) if kept else None
    return node


def read(node: Node, context: Context) -> tuple[Order, ...]:
    """The orders, sorted by what they say; those outside of the grammar have a finding."""
    found = []
    for text, value in _texts(node, context.dialect):
        entry = order.parse(text)
        if entry is None:
            context.findings.refuse(
                "T230",
                f"an order to the scheduler must be {order.EXPECTED}, not {shown(value)}",
                whole(value),
                help="correct it, or remove it",
            )
            continue
        services = tuple(_matching(entry, context)) if entry.kind == "affinity" else ()
        found.append(Order(entry.kind, entry.subject, entry.equal, entry.soft, entry.values, services, value.origin))
    return tuple(sorted(found, key=lambda one: (one.kind, one.subject, one.equal, one.soft, one.values)))


def _texts(node: Node, dialect: Dialect) -> Iterator[tuple[str, Scalar]]:
    """Each order as one text, as in the form of a list, and the scalar that it stands in."""
    if isinstance(node, Mapping):
        for name, value in node.entries.items():
            text = _order(name, value, dialect)
            if text is not None and isinstance(value, Scalar):
                yield text, node.keys[name] if value.is_null else value
    elif isinstance(node, Sequence):
        for item in node.items:
            text = _listed(item, dialect) if isinstance(item, Scalar) else None
            if text is not None and isinstance(item, Scalar):
                yield text, item


def _listed(item: Scalar, dialect: Dialect) -> str | None:
    if not item.text.startswith(order.KINDS):
        return None
    name, _, value = item.text.partition("=")
    return item.text if ":" in name and order.begins(name) else _order(name, replace(item, text=value), dialect)


def _order(name: str, value: Node, dialect: Dialect) -> str | None:
    """The text of the order that an entry of a map is, whichever part of it stands in the key; None for a variable."""
    if not name.startswith(order.KINDS) or not order.begins(name) or not isinstance(value, Scalar):
        return None
    text = "" if value.is_null else value.text.strip()
    if ":" not in name:
        return f"{name}:{text}" if dialect is Dialect.ALIYUN and _BARE.fullmatch(text) else None
    if not text:
        return name
    if name.endswith(("=", "!", "~")) or text.startswith(("==", "!=")):
        return f"{name}={text}" if name.endswith("!") else name + text
    return f"{name}={text}" if text.startswith("=") else f"{name}=={text}"


def _matching(entry: order.Entry, context: Context) -> Iterator[str]:
    """The services of the stack that an affinity is about."""
    for name, node in sorted(context.section("services").items()):
        if isinstance(node, Mapping) and any(
            fnmatchcase(word, pattern) for pattern in entry.values for word in _words(entry.subject, name, node, context)
        ):
            yield name


def _words(subject: str, name: str, node: Mapping, context: Context) -> Iterator[str]:
    """What a service answers to: its name, its image with and without the tag, the names of its containers, or a label."""
    if subject == "service":
        yield name
    elif subject == "image":
        image = node.get("image")
        if isinstance(image, Scalar):
            yield image.text
            yield image.text.rpartition(":")[0] or image.text
            yield image.text.rpartition("/")[2].partition(":")[0]
    elif subject == "container":
        yield name
        yield f"{context.project.name.value}_{name}_1"
        named = node.get("container_name")
        if isinstance(named, Scalar):
            yield named.text
    else:
        yield from _label(subject, node.get("labels"))


def _label(key: str, node: Node | None) -> Iterator[str]:
    if isinstance(node, Mapping):
        value = node.get(key)
        if isinstance(value, Scalar):
            yield value.text
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar) and item.text.partition("=")[0] == key:
                yield item.text.partition("=")[2]
