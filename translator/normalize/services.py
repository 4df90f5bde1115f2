"""Services: each key of a service is read by its attribute, or gets the verdict of its row; labels have the last word."""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, cast

from translator.model.container import Label
from translator.model.finding import Verdict
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Located, place
from translator.model.service import Service
from translator.model.stack import Dialect
from translator.normalize import attributes, orders, satisfied, support
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import is_empty
from translator.normalize.joins import joined
from translator.normalize.scalars import refuse, unset

GROUPS = ("deploy", "deploy.resources")
"""Keys whose own keys are attributes."""

Read = Callable[[Node, Context], object]


def service(name: Scalar, node: Mapping, context: Context) -> Service:
    """One service of the stack. What cannot be read is absent, with a finding."""
    fields: dict[str, Any] = {"name": Located(context.service, name.origin)}
    _read(node, "", fields, context)
    fields["imageless"] = _is_imageless(name, node, fields, context)
    if "environment" in node.entries:
        fields["orders"] = orders.read(node.entries["environment"], context)
    written: tuple[Label, ...] = (*fields.get("labels", ()), *fields.get("deploy_labels", ()), *context.shared)
    if written:
        # Most services of most stacks have no label, and labels are a world of their own.
        from translator.normalize.labels import apply

        apply(written, fields, context)
    if fields.get("ports") and context.dialect is Dialect.ALIYUN:
        from translator.normalize.reach import unpublish  # the rest of it is about labels

        unpublish(fields, context)
    return Service(**joined(fields, context))


def _is_imageless(name: Scalar, node: Mapping, fields: dict[str, Any], context: Context) -> bool:
    """Whether a verdict was given on what would have said what runs."""
    provider, image = node.get("provider"), node.get("image")
    if provider is not None and not is_empty(provider):
        return True
    if image is not None:
        return not is_empty(image) and fields.get("image") is None
    return fields.get("build") is None and _was_refused(name, "image", context)


def _was_refused(name: Scalar, key: str, context: Context) -> bool:
    """Whether a key of the service was refused when the file was read, and so has left the tree."""
    own = place(name.origin)
    if own is None:
        return False
    path = (*own.path, key)
    return any(
        finding.verdict is Verdict.REFUSED and finding.source is not None and finding.source.path == path
        for finding in context.findings
    )


def _read(node: Mapping, prefix: str, fields: dict[str, Any], context: Context) -> None:
    filled: dict[str, str] = {}  # generations of the format have several words for one thing
    for name, value in sorted(node.entries.items()):
        key = prefix + name
        if isinstance(value, Scalar) and value.is_null:
            unset(value, key, context)
            continue
        found = attribute(key)
        if found is not None:
            field, read = found
            other = filled.setdefault(field, key)
            if other == key:
                fields[field] = read(value, context)
            else:
                _refuse_rival(key, other, value, context)
        elif key not in GROUPS:
            _tell(key, value, node, context)
        elif is_empty(value):
            unset(value, key, context, "is empty")
        elif isinstance(value, Mapping):
            _read(value, f"{key}.", fields, context)
        else:
            refuse(value, key, "a map", context)


def _tell(key: str, value: Node, service: Mapping, context: Context) -> None:
    """The verdict of a key that nothing reads: that of its row, unless another key makes it needless."""
    needless = satisfied.reason(key, value, service)
    if needless is None:
        support.tell(key, value, context)
    else:
        context.findings.ignore("T462", f"{key} {needless}", whole(value))


def _refuse_rival(key: str, other: str, value: Node, context: Context) -> None:
    context.findings.refuse(
        "T262",
        f"{key} says what {other} says too, and only one of them can count",
        whole(value),
        help=f"keep {other} or {key}",
    )


@cache
def attribute(key: str) -> tuple[str, Read] | None:
    """The field that a key fills and the function that reads it; None where no file is named after the key."""
    module = key.replace(".", "_")
    if module not in keys() or ("_" in key and "." not in key and key.partition("_")[0] in GROUPS):
        return None
    found = import_module(f"{attributes.__name__}.{module}")
    return found.FIELD, cast(Read, found.read)


@cache
def keys() -> frozenset[str]:
    """The names of the attribute files."""
    return frozenset(module.name for module in pkgutil.iter_modules(attributes.__path__))
