"""Labels: what `aliyun.*` says about a service, one label a file.

A module is found by its name: the label without `aliyun.`, dots as underscores, the hole at the end left out
(`aliyun.routing.port_{port}` -> `routing_port`), an underscore added where the name is a word of Python (`global_`). It has
`KEY`, the label as documented; `FIELD`, the field of Service that it writes; and `read(label, hole, current, context)`, which
gives the field's new value from the one so far. Its docstring is the label's manual page. A module is imported only when its
label occurs, and knows no other: what labels mean for each other stands in `normalize.interplay`, labels that are known and
not mapped in `normalize.known_labels`.
"""

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.stack import Dialect
from translator.normalize import interplay, known_labels
from translator.normalize.complaint import excerpt
from translator.normalize.context import Context

_PREFIX = "aliyun."
_OWNED = (_PREFIX, *known_labels.FOREIGN)


def apply(labels: Sequence[Label], fields: dict[str, Any], context: Context) -> None:
    """Reads the labels of Container Service into the fields of a service, in the order of their names.

    Args:
        labels: the labels of the container and of `deploy`, together.
        fields: the fields of Service so far; those that labels write are replaced, and the labels of Container Service leave
            `labels` and `deploy_labels`, understood or not: each that reaches no field has a finding.
    """
    owned = [label for label in labels if _is_ours(label, context)]
    if not owned:
        return
    for field in ("labels", "deploy_labels"):
        fields[field] = tuple(label for label in fields.get(field, ()) if not _is_ours(label, context))
    if context.dialect is not Dialect.ALIYUN:
        for label in owned:
            _leave(label, context)
        return
    united = _united(owned, context)
    for label in united.values():
        _read(label, fields, context)
    interplay.settle(united, fields, context)


def _is_ours(label: Label, context: Context) -> bool:
    """Whether a label is one of Container Service, or was meant as one: there is no other with its beginning in capitals."""
    key = label.key.value
    if context.dialect is not Dialect.ALIYUN:
        return key.startswith(_PREFIX)
    return key.startswith(_OWNED) or key[: len(_PREFIX)].lower() == _PREFIX


def names() -> tuple[str, ...]:
    """Every label that is known, mapped or not, sorted; holes as in `aliyun.routing.port_{port}`."""
    return tuple(sorted((*mapped(), *(row.key for row in known_labels.rows()))))


def mapped() -> tuple[str, ...]:
    """The labels that have a module, sorted."""
    return tuple(sorted(import_module(name).KEY for name in set(_modules().values())))


def page(key: str) -> str | None:
    """The manual page of a label, written with or without its hole filled (`aliyun.routing.port_80`); None for no label."""
    found = _find(key)
    if found is not None:
        return f"{found[0].KEY}\n\n{(found[0].__doc__ or '').strip()}\n"
    row = known_labels.find(key)
    return None if row is None else row.page


def nearest(key: str) -> str | None:
    """The known label that looks most like `key`; None where none does."""
    import difflib  # heavy, and needed for misspelt labels alone

    plain = {name.partition("{")[0].removeprefix(_PREFIX).lower(): name for name in names()}
    written = key.lower().removeprefix(_PREFIX)[: max(map(len, plain)) * 2]
    matches = difflib.get_close_matches(written, plain, n=1, cutoff=0.65)
    return plain[matches[0]] if matches else None


def _united(owned: Sequence[Label], context: Context) -> Mapping[str, Label]:
    """The labels by name, sorted. One that stands below `labels` and `deploy.labels` alike must say the same twice."""
    united: dict[str, Label] = {}
    contradicting: set[str] = set()
    for label in sorted(owned, key=lambda label: label.key.value):
        key, other = label.key.value, united.get(label.key.value)
        if other is None:
            united[key] = label
        elif other.value.value == label.value.value:
            united[key] = Label(_both(other.key, label.key), _both(other.value, label.value))
        else:
            contradicting.add(key)
            for one in (other, label):
                message = f"{key} stands twice, with different values"
                context.findings.refuse("T307", message, one.value.origin, help="keep the one that is meant")
    return {key: label for key, label in united.items() if key not in contradicting}


def _both(first: Located[str], second: Located[str]) -> Located[str]:
    return Located(first.value, Derived("the same below labels and deploy.labels", (first.origin, second.origin)))


def _read(label: Label, fields: dict[str, Any], context: Context) -> None:
    key = label.key.value
    found = _find(key)
    if found is not None:
        module, text = found
        hole = None if text is None else Located(text, label.key.origin)
        field: str = module.FIELD
        current = fields[field] if field in fields else _defaults()[field]
        fields[field] = module.read(label, hole, current, context)
        return
    row = known_labels.find(key)
    if row is None:
        _refuse_unknown(label, context)
    elif label.value.value.strip().lower() in row.unset:
        context.findings.ignore("T304", f"{key} has the value that holds without the label", label.value.origin)
    elif row.refused:
        context.findings.refuse(row.code, f"{key} {row.did}; nothing is written for it", label.value.origin, help=row.remedy)
    else:
        context.findings.ignore(row.code, f"{key} {row.did}; nothing is written for it", label.value.origin, help=row.remedy)


def _refuse_unknown(label: Label, context: Context) -> None:
    near = nearest(label.key.value)
    context.findings.refuse(
        "T301",
        f"{excerpt(label.key.value)} is no label of Container Service that is known",
        label.value.origin,
        help=f"did you mean {near}?" if near else "correct its name, or remove it",
    )


def _leave(label: Label, context: Context) -> None:
    context.findings.ignore(
        "T306",
        f"{label.key.value} has no meaning in the {context.dialect.value} dialect",
        label.value.origin,
        help="use --dialect aliyun, or leave --dialect out, for its meaning in Container Service",
    )


@cache
def _modules() -> Mapping[str, str]:
    """The modules of this folder by the part of the label that they are named after."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    # `logs_` is the label `aliyun.logs.{name}`, beside `logs`; a `global_` without a `global` is `aliyun.global`.
    found = {name.rstrip("_"): name for name in names} | {name: name for name in names}
    return {part: f"{__name__}.{name}" for part, name in found.items()}


@cache
def _find(key: str) -> tuple[ModuleType, str | None] | None:
    """The module of a label and the text in its hole (empty where nothing stands there; None where it has no hole)."""
    stem = key.removeprefix(_PREFIX).replace(".", "_").lower()
    end = len(stem)
    while end > 0:
        for name in filter(None, (_modules().get(stem[: end + 1]), _modules().get(stem[:end]))):
            module = import_module(name)
            before, hole, _ = module.KEY.partition("{")
            if hole and key.startswith(before):
                return module, key[len(before) :]
            if key == module.KEY:
                return module, None
        end = stem.rfind("_", 0, end)
    return None


@cache
def _defaults() -> Mapping[str, Any]:
    return {field.name: field.default for field in fields_of(Service)}
