"""A plan for the comment of a merge request: a table of what becomes of what, then the fields that change, folded away.

Everything that comes from a stack or a cluster is text, never Markdown or HTML of its own.
"""

import re
from collections.abc import Iterator

from translator.model.origin import place
from translator.model.plan import Action, Change, Plan, Sort, Step
from translator.report.formats.plan_text import deletion, grouped, heading, totals, value
from translator.report.quotation import safe

_WIDTH = 160
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_BOLD = frozenset((Action.RECREATE, Action.CONFLICT, Action.DELETE))


def document(plan: Plan, *, pruned: bool = False) -> str:
    """The whole plan."""
    return "\n".join(_lines(plan, pruned=pruned)) + "\n"


def _lines(plan: Plan, *, pruned: bool) -> Iterator[str]:
    yield f"### {_text(heading(plan))}"
    yield ""
    yield f"{_text(totals(plan, pruned=pruned))}."
    steps = [(service, step) for service, group in grouped(plan) for step in group]
    if not steps:
        return
    yield ""
    yield "| service | object | what happens | why |"
    yield "|---|---|---|---|"
    for service, step in steps:
        limit = deletion(step, plan, pruned=pruned) if step.action is Action.DELETE else ""
        what = f"{step.action.value}, {limit}" if limit else step.action.value
        told = f"**{_text(what)}**" if step.action in _BOLD else _text(what)
        yield f"| {_text(service or '')} | {_text(str(step.key))} | {told} | {_text(_why(step))} |"
    for _, step in steps:
        if step.changes:
            yield from _changes(step)


def _why(step: Step) -> str:
    """The gravest that there is to say of a step."""
    parts = [f"{each.manager} owns {each.field}" for each in step.contests]
    if step.recipe is not None:
        parts.append(f"{step.recipe.field} cannot be changed: {step.recipe.cost}")
    parts += [f"data at risk: {risk}" for risk in step.risks]
    return "; ".join((*parts, *step.notes))


def _changes(step: Step) -> Iterator[str]:
    yield ""
    yield f"<details><summary>{_text(str(step.key))}: {_text(step.action.value)}</summary>"
    yield ""
    yield "| field | change | from |"
    yield "|---|---|---|"
    for change in step.changes:
        yield f"| {_text(change.field)} | {_text(_told(change))} | {_text(str(place(change.origin) or ''))} |"
    yield ""
    yield "</details>"


def _told(change: Change) -> str:
    words = {Sort.ADDED: "added: ", Sort.REMOVED: "removed: ", Sort.CHANGED: ""}
    return words[change.sort] + value(change, _WIDTH)


def _text(text: str) -> str:
    """A text as it is, whatever stands in it."""
    return _MARKS.sub(r"\\\1", safe(text)).replace("&", "&amp;")
