"""`translator history`: the revisions of a stack that are kept."""

import os
from typing import TYPE_CHECKING, Any

import click

from translator.cli import cluster as clusters
from translator.cli import exits, options, subject
from translator.model.finding import Finding
from translator.model.status import History, RevisionStatus

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


@click.command(epilog=_EPILOG, short_help="The revisions of a stack: when, by whom, what changed, from which files.")
@click.argument("stack")
@options.namespace
@clusters.options
@options.common
def history(**given: Any) -> int:
    """Shows the last ten revisions of STACK, oldest first. The one that is applied is marked with a star."""
    from translator.apply import revisions
    from translator.report.formats import history_json, history_text

    terminal = options.terminal(given)
    meant = subject.meant(given, terminal)
    where = clusters.Where(given["cluster"], given["kubeconfig"], given["namespace"])
    with clusters.opened(where, terminal) as cluster:
        found = subject.applied(cluster, meant)
        if isinstance(found, Finding):
            subject.say((found,), terminal)
            return exits.FINDINGS
        kept = revisions.listed(cluster, found)
    told = History(found.stack, found.namespace, found.revision, tuple(_told(each, found) for each in kept))
    if terminal.json:
        terminal.give(history_json.revisions(told))
    else:
        style = terminal.style(os.environ, data=True)
        terminal.give("".join(f"{line}\n" for line in history_text.revisions(told, style)))
    return exits.FINE


def _told(each: "Revision", stack: "Inventory") -> RevisionStatus:
    """A revision. What is applied now is as the inventory says: a run that goes on with it has not ended yet."""
    author = each.author
    status = stack.status if each.number == stack.revision else each.status
    counts = tuple(each.counts.items())
    return RevisionStatus(each.number, status.value, each.when, author.name, counts, author.files, author.reverts)
