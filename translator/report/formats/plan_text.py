"""A plan for a person at a terminal: service by service what becomes of each object, which fields change and who asks for it.

The first line names what would be changed where: the cluster's context and address, and the namespace. Objects that stay as
they are are counted, and listed only on request. What is secret comes masked already (`model.plan.Change`).
"""

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.model.plan import Action, Change, Plan, Sort, Step
from translator.report.formats.text import Style, plural
from translator.report.quotation import safe
from translator.report.summary import phrase

_SIGNS = {
    Action.UNCHANGED: "=",
    Action.CREATE: "+",
    Action.UPDATE: "~",
    Action.RESTART: "*",
    Action.RECREATE: "-/+",
    Action.DELETE: "-",
    Action.CONFLICT: "!",
}
_COLOURS = {
    Action.UNCHANGED: "2",
    Action.CREATE: "32",
    Action.UPDATE: "33",
    Action.RESTART: "1;33",
    Action.RECREATE: "1;31",
    Action.DELETE: "31",
    Action.CONFLICT: "1;35",
}
_SORTS = {Sort.ADDED: ("+", "32"), Sort.REMOVED: ("-", "31"), Sort.CHANGED: ("~", "33")}
_RISK, _FAINT, _BOLD = "1;31", "2", "1"
_SHARED = "of the whole stack"
_MEMBERSHIP = "/metadata/labels/applyset.kubernetes.io~1part-of"
"""The label by which the inventory of a stack knows its members: its value is a hash, which tells a reader nothing."""
_MOST_LINES = 12
"""Lines of a text of several lines that are shown; the unified form has all of them."""


def lines(plan: Plan, style: Style, *, unchanged: bool = False, pruned: bool = False) -> Iterator[str]:
    """The plan, line by line.

    Args:
        unchanged: lists objects that stay as they are too.
        pruned: whether deletions will be done; else each says what it takes.
    """
    yield style.paint(heading(plan), _BOLD)
    for service, steps in grouped(plan, unchanged=unchanged):
        yield ""
        yield style.paint(safe(service or _SHARED), _BOLD)
        for step in steps:
            yield from _step(step, plan, style, pruned=pruned)
    yield ""
    yield totals(plan, pruned=pruned)
    local = sum(step.local for step in plan.steps)
    if local and plan.address is not None:
        yield f"{plural(local, 'object')} worked out without the server: what they need comes with the same run"


def heading(plan: Plan) -> str:
    """What is compared with what, in a line."""
    if plan.address is None:
        return safe(f"{plan.stack}: held against the manifests of a folder")
    where = plan.address
    server = f"{where.server}, Kubernetes {where.version}" if where.version else where.server
    return safe(f"{plan.stack}: namespace {plan.namespace} of {where.context} ({server})")


def grouped(plan: Plan, *, unchanged: bool = False) -> Iterator[tuple[str | None, Sequence[Step]]]:
    """The steps by Compose service, in the order of their names, those of none last; in each the order of the plan."""
    groups: dict[str | None, list[Step]] = {}
    for step in plan.steps:
        if unchanged or step.action is not Action.UNCHANGED:
            groups.setdefault(step.service, []).append(step)
    for service in sorted(groups, key=lambda name: (name is None, name or "")):
        yield service, groups[service]


def totals(plan: Plan, *, pruned: bool = False) -> str:
    """The figures of a plan in a line."""
    counts = Counter(step.action for step in plan.steps)
    order = (*(action for action in Action if action is not Action.UNCHANGED), Action.UNCHANGED)
    told = ", ".join(f"{counts[action]:,} {_counted(action, plan, pruned=pruned)}" for action in order if counts[action])
    return f"{plural(len(plan.steps), 'object')}: {told}" if told else "no objects"


def deletion(step: Step, plan: Plan, *, pruned: bool) -> str:
    """What a deletion takes before it is done; empty where it will be."""
    if step.protected and plan.address is not None:
        return "only where it is named"
    return "" if pruned or plan.address is None else "only with --prune"


def _counted(action: Action, plan: Plan, *, pruned: bool) -> str:
    words = {
        Action.UNCHANGED: "unchanged",
        Action.CREATE: "to create",
        Action.UPDATE: "to update in place",
        Action.RESTART: "to restart",
        Action.RECREATE: "to recreate",
        Action.DELETE: _deleted(plan, pruned=pruned),
        Action.CONFLICT: "in conflict",
    }
    return words[action]


def _deleted(plan: Plan, *, pruned: bool) -> str:
    told = "to delete" if pruned or plan.address is None else "to delete with --prune"
    named = sum(step.protected for step in plan.steps)
    return f"{told} ({named:,} of them only where named)" if named and plan.address is not None else told


def _step(step: Step, plan: Plan, style: Style, *, pruned: bool) -> Iterator[str]:
    colour = _COLOURS[step.action]
    told = [step.action.value]
    if step.action is Action.DELETE and (limit := deletion(step, plan, pruned=pruned)):
        told.append(limit)
    elsewhere = step.key.namespace not in (None, plan.namespace) and plan.address is not None
    name = f"{step.key} in {step.key.namespace}" if elsewhere else str(step.key)
    yield f"  {style.paint(f'{_SIGNS[step.action]:<3}', colour)} {safe(name)}: {style.paint(', '.join(told), colour)}"
    for change in step.changes:
        yield from _change(change, style)
    for contest in step.contests:
        yield f"        {style.paint('owned', _COLOURS[Action.CONFLICT])} by {safe(contest.manager)}: {safe(contest.field)}"
    if step.recipe is not None:
        yield f"        {style.paint('cannot be changed:', _RISK)} {safe(step.recipe.field)}; {safe(step.recipe.cost)}"
    for risk in step.risks:
        yield f"        {style.paint('data at risk:', _RISK)} {safe(risk)}"
    for note in step.notes:
        yield f"        {style.paint('note:', _FAINT)} {safe(note)}"


def _change(change: Change, style: Style) -> Iterator[str]:
    if change.pointer == _MEMBERSHIP and change.sort is Sort.ADDED:
        yield f"{_sign(change, style)} becomes a member of the stack's inventory"
        return
    room = max(style.width - 12, 40)
    cause = "" if change.origin is None else style.paint(f"  <- {safe(_cut(phrase(change.origin), room))}", _FAINT)
    head = f"{_sign(change, style)} {safe(change.field)}"
    before, after = change.before, change.after
    if change.sort is Sort.CHANGED and isinstance(before, str) and isinstance(after, str) and "\n" in before + after:
        yield f"{head}:{cause}"
        yield from _texts(before, after, style)
        return
    yield f"{head}: {value(change, room)}{cause}"


def _sign(change: Change, style: Style) -> str:
    """What kind of change it is, in a sign."""
    sign, colour = _SORTS[change.sort]
    return f"      {style.paint(sign, colour)}"


def value(change: Change, width: int) -> str:
    """The values of a change in a line: the new one, the old one, or both."""
    if change.sort is Sort.ADDED:
        return _shown(change.after, width)
    if change.sort is Sort.REMOVED:
        return _shown(change.before, width)
    return f"{_shown(change.before, width // 2)} -> {_shown(change.after, width // 2)}"


def _texts(before: str, after: str, style: Style) -> Iterator[str]:
    """The lines that differ between two texts of several."""
    told = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    for line in told[:_MOST_LINES]:
        yield "        " + style.paint(safe(_cut(line, style.width)), "32" if line[0] == "+" else "31")
    if len(told) > _MOST_LINES:
        yield f"        ... {plural(len(told) - _MOST_LINES, 'line')} more (--format unified)"


def _shown(what: Any, width: int) -> str:
    """A value on one line, as YAML would have it where it is plain."""
    if isinstance(what, str) and what and "\n" not in what and what == what.strip():
        return safe(_cut(what, width))
    if isinstance(what, Mapping | list):
        return safe(_cut(json.dumps(what, ensure_ascii=False), width))
    return safe(_cut(json.dumps(what, ensure_ascii=False), width))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
