"""Options of the resolver: lines of resolv.conf(5), as `dns_opt` and `dns_options` have them."""

import re

from translator.model.node import Node, Sequence
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import items
from translator.normalize.scalars import parsed

_OPTION = re.compile(r"[a-z][a-z0-9-]*(?::[^\s:]+)?", re.ASCII)


def options(node: Node, key: str, context: Context) -> tuple[Located[str], ...]:
    """The options below `key` in the written order; of one that stands twice, the last counts, as the resolver has it."""
    found: dict[str, Located[str]] = {}
    for item in items(node, key, context) if isinstance(node, Sequence) else (node,):
        option = parsed(item, key, _parse, "options of the resolver, such as ndots:2", context)
        if option is None:
            continue
        name = option.value.partition(":")[0]
        hidden = found.pop(name, None)
        if hidden is not None:
            context.findings.ignore("T262", f"{key} has {name} once more, and the last one counts", hidden.origin)
        found[name] = option
    return tuple(found.values())


def _parse(text: str) -> str | None:
    return text if _OPTION.fullmatch(text) else None
