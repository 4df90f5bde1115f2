"""The table of finding codes: what each one is called, how grave it is, and its manual page.

Codes are looked up by their hundred (T1 parse, T2 Compose, T3 labels, T4 render, T5 schema and server rules, T6 practice,
T7 diff and apply), in the modules here whose names begin with it, so that a run imports only the tables it needs. Rules that
are files of their own carry their row with them, and their code in the name of the file. A code is never used for another
fault, nor used again.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from translator.model.finding import Severity
from translator.model.record import dataclass

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """A row: `slug` names the fault, `summary` is one sentence, `page` the rest of the manual page (plain text)."""

    code: str
    slug: str
    severity: Severity
    summary: str
    page: str


_RULES = ("kube/server", "check/practice")
"""Folders of the package with a file for each rule, named `t550_...py` after its code, which has the row in CODES."""


def documented(code: str, slug: str, page: str | None, severity: Severity = ERROR) -> Code:
    """The row of a rule whose manual page is the docstring of its file: the first line is the summary."""
    summary, _, rest = (page or "").partition("\n")
    return Code(code, slug, severity, summary, " ".join(rest.split()))


@cache
def _modules() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def _table(hundred: str) -> dict[str, Code]:
    rows: dict[str, Code] = {}
    for name in _modules():
        if name.startswith(hundred):
            for row in import_module(f"{__name__}.{name}").CODES:
                assert row.code not in rows, f"{row.code} stands twice"
                rows[row.code] = row
    return rows


@cache
def _rules() -> Mapping[str, str]:
    """The codes of the rules that are files of their own, each with its module."""
    package = Path(__file__).parents[2]
    files = [file for folder in _RULES for file in sorted((package / folder).rglob("t[0-9][0-9][0-9]_*.py"))]
    modules = {file: ".".join((package.name, *file.relative_to(package).with_suffix("").parts)) for file in files}
    found = {file.name[:4].upper(): modules[file] for file in files}
    assert len(found) == len(files), "two rules have the same code"
    return found


@cache
def _rule(code: str) -> Code:
    (row,) = import_module(_rules()[code]).CODES
    assert isinstance(row, Code)
    assert row.code == code, f"{row.code} stands in the file of {code}"
    return row


def lookup(code: str) -> Code:
    """The row of a code such as "T302". KeyError where there is none."""
    table = _table(code[:2].lower())
    return table[code] if code in table else _rule(code)


def codes() -> Iterator[Code]:
    """Every row, in the order of the codes."""
    for hundred in range(1, 8):
        rows = _table(f"t{hundred}")
        yield from (lookup(code) for code in sorted({*rows, *(code for code in _rules() if code[1] == str(hundred))}))
