"""The support table: one row for every key of every version, with its verdict.

Keys that have a grammar are *mapped* or *approximated*, by a file in `attributes/`, a section or by parsing; every other key
is refused or ignored for its own part, with the reason and the way out. A test compares the rows with the schemas, so that a
key without a row cannot exist. Growth is a row in the module of its part of the file.
"""

from collections.abc import Mapping as MappingOf
from functools import cache

from translator.model.finding import Verdict
from translator.model.node import Mapping, Node, Scalar
from translator.model.record import dataclass
from translator.normalize.context import Context
from translator.normalize.extent import whole

SERVICE, STACK = "service", "stack"
"""The two scopes of the table: keys below a service, and keys from the top of the file ("volumes.driver")."""


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of a key.

    `reason` follows the key's name in a sentence, for a mapped key it says what the key becomes; `unset` are values by which
    Docker, or an export of a platform, says that the key is not set.
    """

    verdict: Verdict
    code: str = ""
    reason: str = ""
    remedy: str = ""
    unset: tuple[str, ...] = ()


def mapped(meaning: str) -> Row:
    """A row for a key that reaches the output."""
    return Row(Verdict.MAPPED, reason=meaning)


def refused(code: str, reason: str, remedy: str, *unset: str) -> Row:
    """A row for a key whose meaning would be lost."""
    return Row(Verdict.REFUSED, code, reason, remedy, unset)


def approximated(code: str, reason: str, remedy: str = "") -> Row:
    """A row for a key whose counterpart differs; whoever reads the key says so where it matters."""
    return Row(Verdict.APPROXIMATED, code, reason, remedy)


def ignored(code: str, reason: str, remedy: str = "", *unset: str) -> Row:
    """A row for a key that has nothing to say to the application."""
    return Row(Verdict.IGNORED, code, reason, remedy, unset)


@cache
def rows(scope: str) -> MappingOf[str, Row]:
    """All rows of a scope, by dotted key, sorted."""
    # Imported here: most stacks have mapped keys alone, and the tables are read by `explain` and by tests besides.
    from translator.normalize.support import build, deploy, forms, isolation, resources, service, stack

    tables = (
        (stack.ROWS,) if scope == STACK else tuple(part.ROWS for part in (build, deploy, forms, isolation, resources, service))
    )
    found = {key: row for table in tables for key, row in table.items()}
    assert len(found) == sum(len(table) for table in tables), "a key stands in two tables"
    return dict(sorted(found.items()))


def tell(key: str, node: Node, context: Context, *, scope: str = SERVICE) -> None:
    """Gives the verdict of a key that nothing reads, by its row."""
    row = rows(scope).get(key)
    if row is None or row.verdict is Verdict.MAPPED:
        context.findings.refuse("T201", f"{key} is not a key of any Compose version", whole(node), help="correct or remove it")
    elif is_unset(node, row.unset):
        context.findings.ignore("T202", f"{key} has a value that means not set", whole(node))
    elif row.verdict is Verdict.REFUSED:
        context.findings.refuse(row.code, f"{key} {row.reason}", whole(node), help=row.remedy)
    elif row.verdict is Verdict.APPROXIMATED:
        context.findings.approximate(row.code, f"{key} {row.reason}", whole(node), help=row.remedy)
    else:
        context.findings.ignore(row.code, f"{key} {row.reason}", whole(node), help=row.remedy)


def is_unset(node: Node, words: tuple[str, ...]) -> bool:
    """Whether a value is empty, or one of the words that mean not set."""
    if isinstance(node, Scalar):
        return node.is_null or not node.text or node.text.lower() in words
    return not (node.entries if isinstance(node, Mapping) else node.items)
