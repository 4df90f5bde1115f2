"""The keys that begin with `x-`: for people and other tools, and no part of the stack.

Rule (Compose Specification, "Extension"): such keys may stand in any mapping whose keys the specification names; Compose
ignores them. Where people choose the keys (environment, labels, names of services and volumes ...), `x-` is nothing special.
"""

from dataclasses import replace

from translator.model.node import Mapping, Node, Sequence
from translator.report.collector import Collector

_NAMES = frozenset(("services", "volumes", "networks", "configs", "secrets", "models", "depends_on", "ulimits"))
"""Keys whose mapping has names as keys, and below them keys of the specification again."""

_FREE = frozenset(
    (
        "additional_contexts",
        "annotations",
        "args",
        "driver_opts",
        "environment",
        "extra_hosts",
        "labels",
        "options",
        "storage_opt",
        "sysctls",
        "log_opt",
    )
)
"""Keys whose mapping belongs to the user."""


def stripped(root: Mapping, findings: Collector) -> Mapping:
    """The tree without extensions; mappings that have none are the same objects."""
    result = _node(root, "", findings)
    assert isinstance(result, Mapping)
    return result


def _node(node: Node, key: str, findings: Collector) -> Node:
    if isinstance(node, Sequence):
        items = tuple(_node(item, "", findings) for item in node.items)
        return node if all(map(_is, items, node.items)) else replace(node, items=items)
    if not isinstance(node, Mapping) or key in _FREE:
        return node
    changed = False
    entries: dict[str, Node] = {}
    for name, value in node.entries.items():
        if name.startswith("x-") and key not in _NAMES:
            findings.ignore("T136", f"{name} is an extension, which Compose ignores", node.keys[name].origin)
            changed = True
            continue
        below = entries[name] = _node(value, "" if key in _NAMES else name, findings)
        changed = changed or below is not value
    return replace(node, entries=entries, keys={name: node.keys[name] for name in entries}) if changed else node


def _is(one: Node, other: Node) -> bool:
    return one is other
