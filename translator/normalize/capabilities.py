"""Lists of kernel capabilities."""

import re

from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.scalars import parsed

_NAME = re.compile(r"[A-Za-z][A-Za-z_]{0,40}", re.ASCII)


def capabilities(node: Node, key: str, context: Context) -> tuple[Located[str], ...]:
    """The names as written; one that stands twice, `CAP_` or not, counts once."""
    found: dict[str, Located[str]] = {}
    for item in items(node, key, context):
        name = parsed(item, f"an item of {key}", _parse, "a capability such as NET_ADMIN", context)
        if name is None:
            continue
        first = found.setdefault(name.value.upper().removeprefix("CAP_"), name)
        if first is not name:
            context.findings.ignore("T262", f"{key} has {name.value} once more", name.origin, help="remove this line")
    return tuple(found.values())


def _parse(text: str) -> str | None:
    return text if _NAME.fullmatch(text) else None
