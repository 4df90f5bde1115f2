"""`extra_hosts`: lines of the container's hosts file.

Maps to  `hostAliases` of the Pod.
Grammar  `NAME:ADDRESS` or `NAME=ADDRESS` items, or a map of names to an address or a list of them; IPv6 with or without
         brackets; the word `host-gateway` for the Docker host.
Differs  `host-gateway` has no counterpart and is refused.
Source   Compose Specification, services, extra_hosts; docker/cli `opts.ValidateExtraHost`.
"""

from collections.abc import Iterator

from translator.model.container import ExtraHost
from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import is_empty, items
from translator.normalize.grammar import address
from translator.normalize.scalars import refuse, unset

FIELD = "extra_hosts"

GATEWAY = "host-gateway"


def read(node: Node, context: Context) -> tuple[ExtraHost, ...]:
    """One entry for each name and address; a map is sorted by name."""
    if is_empty(node):
        unset(node, "extra_hosts", context, "is empty")
    if isinstance(node, Mapping):
        return tuple(host for name in sorted(node.entries) for host in _mapped(name, node, context))
    found = []
    for item in items(node, "extra_hosts", context):
        host = _listed(item, context)
        if host is not None:
            found.append(host)
    return tuple(found)


def _mapped(name: str, node: Mapping, context: Context) -> Iterator[ExtraHost]:
    value = node.entries[name]
    for item in items(value, f"extra_hosts.{name}", context) if isinstance(value, Sequence) else (value,):
        found = _address(item.text) if isinstance(item, Scalar) else None
        if found is None:
            refuse(item, f"extra_hosts.{name}", address.EXPECTED, context, code="T286")
        else:
            yield ExtraHost(Located(name, node.keys[name].origin), Located(found, item.origin))


def _listed(item: Node, context: Context) -> ExtraHost | None:
    if isinstance(item, Scalar):
        # `=` first: it was made so that an IPv6 address can be told from the name.
        name, mark, written = item.text.partition("=" if "=" in item.text else ":")
        found = _address(written)
        if mark and name and found is not None:
            return ExtraHost(Located(name, item.origin), Located(found, item.origin))
    refuse(item, "an item of extra_hosts", "NAME:ADDRESS, such as db:192.168.0.5", context, code="T286")
    return None


def _address(text: str) -> str | None:
    return GATEWAY if text == GATEWAY else address.parse(text)
