"""`translator history`: the revisions of a stack that are kept."""

import json
from typing import TYPE_CHECKING, Any

import click

from translator.cli import cluster as clusters
from translator.cli import exits, options, subject
from translator.model.finding import Finding

if TYPE_CHECKING:
    from translator.apply.inventory import Inventory
    from translator.apply.revisions import Revision

_EPILOG = """\b
Examples:
  translator history shop
  translator history shop -n shop --cluster staging --format json
\b
Exit codes: 0 shown, 1 there is no such stack, 4 no cluster.
"""
_VERSION = 1
_HEADINGS = ("REVISION", "STATUS", "WHEN", "BY", "CHANGES", "FROM")


@click.command(epilog=_EPILOG, short_help="The revisions of a stack: when, by whom, what changed, from which files.")
@click.argument("stack")
@options.namespace
@clusters.options
@options.common
def history(**given: Any) -> int:
    """Shows the last ten revisions of STACK, oldest first. The one that is applied is marked with a star."""
    from translator.apply import revisions

    terminal = options.terminal(given)
    where = clusters.Where(given["cluster"], given["kubeconfig"], given["namespace"])
    with clusters.opened(where, terminal) as cluster:
        found = subject.applied(cluster, given["stack"], given["namespace"])
        if isinstance(found, Finding):
            subject.say((found,), terminal)
            return exits.FINDINGS
        kept = revisions.listed(cluster, found)
    if terminal.json:
        rows = [_row(each, found) for each in kept]
        said = {"version": _VERSION, "stack": found.stack, "namespace": found.namespace, "revisions": rows}
        terminal.give(json.dumps(said, indent=2) + "\n")
    else:
        terminal.give("".join(f"{line}\n" for line in _table(kept, found)))
    return exits.FINE


def _row(each: "Revision", stack: "Inventory") -> dict[str, Any]:
    return {
        "number": each.number,
        "current": each.number == stack.revision,
        "status": each.status.value,
        "when": each.when,
        "by": each.author.name,
        "counts": dict(each.counts),
        "files": list(each.author.files),
        "reverts": each.author.reverts or None,
    }


def _table(kept: "tuple[Revision, ...]", stack: "Inventory") -> list[str]:
    rows = [_HEADINGS, *(_cells(each, stack) for each in kept)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _cells(each: "Revision", stack: "Inventory") -> tuple[str, ...]:
    from translator.report.quotation import safe

    mark = "*" if each.number == stack.revision else ""
    counts = ", ".join(f"{number} {action}" for action, number in each.counts.items()) or "none"
    source = f"revision {each.author.reverts}" if each.author.reverts else ", ".join(each.author.files)
    return tuple(
        safe(text) for text in (f"{each.number}{mark}", each.status.value, each.when, each.author.name, counts, source)
    )
