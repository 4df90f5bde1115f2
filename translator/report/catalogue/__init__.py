"""The table of finding codes: what each one is called, how grave it is, and its manual page.

Codes are looked up by their hundred (T1 parse, T2 Compose, T3 labels, T4 render, T5 schema and server rules, T6 practice,
T7 diff and apply), in the modules here whose names begin with it, so that a run imports only the tables it needs. A code is
never used for another fault, nor used again.
"""

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from translator.model.finding import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """A row: `slug` names the fault, `summary` is one sentence, `page` the rest of the manual page (plain text)."""

    code: str
    slug: str
    severity: Severity
    summary: str
    page: str


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


def lookup(code: str) -> Code:
    """The row of a code such as "T302". KeyError where there is none."""
    return _table(code[:2].lower())[code]


def codes() -> Iterator[Code]:
    """Every row, in the order of the codes."""
    for hundred in range(1, 8):
        rows = _table(f"t{hundred}")
        yield from (rows[code] for code in sorted(rows))
