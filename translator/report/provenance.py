"""Why a field of the output is what it is: its chain of origins, down to the lines of the input.

The chain reads from the value to its causes: a rule, and below it what the rule was applied to; at the ends the lines that
somebody wrote, or the reason why a value that nobody wrote is there.
"""

import json
from collections.abc import Iterator
from typing import Any

from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Origin, Source
from translator.report.fields import readable, value_at
from translator.report.quotation import Quotations, safe
from translator.report.secrecy import is_secret
from translator.report.summary import phrase

_HIDDEN = "(secret, not shown)"
_LONGEST = 100


def leaves(manifest: Manifest, pointer: str) -> tuple[str, ...]:
    """The pointers of the leaves at or below `pointer`, in the order of the object."""
    return tuple(leaf for leaf in manifest.origins if leaf == pointer or leaf.startswith(f"{pointer}/"))


def one_line(manifest: Manifest, pointer: str) -> str:
    """A leaf, its value cut where it is long, and its nearest cause: `spec.replicas: 3  <- aliyun.scale, stack.yml:8:21`."""
    value = shown(manifest, pointer)
    value = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return f"{readable(manifest.body, pointer)}: {value}  <- {safe(phrase(manifest.origins[pointer]))}"


def chain(origin: Origin, quotations: Quotations, depth: int = 1) -> Iterator[str]:
    """The whole chain, line by line; what stands deeper is the cause of what stands above it."""
    margin = "  " * depth
    if isinstance(origin, Source):
        path = ".".join(map(str, origin.path))
        yield f"{margin}{safe(f'{origin}  {path}')}"
        # Where the line is only quoted, a caret would point at what nobody asks about.
        yield from (f"{margin}{line}" for line in quotations.quote(origin)[:1])
    elif isinstance(origin, Default):
        yield f"{margin}default: {safe(origin.reason)}"
    else:
        yield f"{margin}rule: {safe(origin.rule)}"
        for parent in origin.parents:
            yield from chain(parent, quotations, depth + 1)


def shown(manifest: Manifest, pointer: str) -> str:
    """A leaf's value as text on one line; never that of a Secret."""
    if is_secret(manifest, pointer):
        return _HIDDEN
    return safe(json.dumps(value_at(manifest.body, pointer), ensure_ascii=False))


def as_data(manifest: Manifest, pointer: str) -> dict[str, Any]:
    """A leaf for a program: its pointer, its value (null for a secret) and the tree of its origin."""
    secret = is_secret(manifest, pointer)
    return {
        "pointer": pointer,
        "value": None if secret else value_at(manifest.body, pointer),
        "secret": secret,
        "origin": _origin(manifest.origins[pointer]),
    }


def _origin(origin: Origin) -> dict[str, Any]:
    if isinstance(origin, Source):
        return {"file": origin.file, "line": origin.line, "column": origin.column, "path": list(origin.path)}
    if isinstance(origin, Derived):
        return {"rule": origin.rule, "parents": [_origin(parent) for parent in origin.parents]}
    return {"default": origin.reason}
