"""A plan as `diff -u` would show it: each object as YAML, as it is and as it would be.

Both sides come masked and without what the server fills in (`model.plan.Step`), so that the text is fit for a review: what is
secret shows that it changes, not what it is. Behind the name of each object stands what becomes of it.
"""

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from translator.model.origin import place
from translator.model.plan import Action, Plan, Step
from translator.report.formats.text import Style
from translator.report.quotation import printable

_COLOURS = {"+": "32", "-": "31", "@": "36"}


def unified(plan: Plan, style: Style) -> str:
    """The whole plan; empty where nothing changes."""
    steps = (step for step in plan.steps if step.action is not Action.UNCHANGED)
    return "".join(line for step in steps for line in _step(step, style))


def _step(step: Step, style: Style) -> Iterator[str]:
    key = step.key
    name = ".".join(part for part in (*key.api_version.split("/"), key.kind, key.namespace, key.name) if part)
    old, new = (_lines(body) for body in (step.before, step.after))
    yield _line(f"diff {name}: {_told(step)}", "1", style)
    told = difflib.unified_diff(old, new, f"live/{name}" if old else "/dev/null", f"merged/{name}" if new else "/dev/null")
    for line in told:
        whole = line.rstrip("\n")
        yield _line(whole, "1" if whole.startswith(("---", "+++")) else _COLOURS.get(whole[:1], ""), style)


def _told(step: Step) -> str:
    """What becomes of the object, and the lines that ask for it."""
    found = dict.fromkeys(str(where) for change in step.changes if (where := place(change.origin)))
    return f"{step.action.value} ({', '.join(found)})" if found else step.action.value


def _line(line: str, colour: str, style: Style) -> str:
    return f"{style.paint(_printable(line), colour) if colour else _printable(line)}\n"


def _printable(line: str) -> str:
    """A line that a terminal prints and does not obey; YAML itself spells out controls in what it quotes."""
    return line if line.isprintable() else "".join(map(printable, line))


def _lines(body: Any) -> list[str]:
    if body is None:
        return []
    written: str = yaml.dump(
        _plain(body), Dumper=_dumper(), allow_unicode=True, default_flow_style=False, sort_keys=False, width=10_000
    )
    return written.splitlines(keepends=True)


@cache
def _dumper() -> Any:
    """Writes texts of several lines as such, so that a line that changes is a line that differs."""
    dumper: Any = type("_Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {})
    dumper.add_representer(str, _text)
    return dumper


def _text(dumper: Any, value: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _plain(value: Any) -> Any:
    """The value in the types that YAML writes: texts that stand for secrets are texts of a class of their own."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value
