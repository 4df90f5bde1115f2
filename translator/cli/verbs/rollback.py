"""`translator rollback`: a stack becomes again what it was at a revision, by the same path as an apply."""

from typing import TYPE_CHECKING, Any

import click

from translator.cli import cluster as clusters
from translator.cli import limits, options, subject
from translator.cli.deploying import Manner, approvable, deploy
from translator.model.cluster import Cluster

if TYPE_CHECKING:
    from translator.apply.inventory import Inventory
    from translator.deployment import Order
    from translator.report.collector import Collector

_EPILOG = """\b
Examples:
  translator rollback shop
  translator rollback shop --to 3 --dry-run
  translator rollback shop -n shop --cluster staging --yes --prune
\b
Exit codes: as translator apply.
"""


@click.command(epilog=_EPILOG, short_help="Makes a stack what it was at an earlier revision.")
@click.argument("stack")
@click.option("--to", "number", metavar="N", type=click.IntRange(1), help="The revision. Default: the last good one before.")
@options.namespace
@clusters.options
@limits.approval
@limits.deletions
@limits.changes
@limits.patience
@options.common
def rollback(**given: Any) -> int:
    """Goes back to an earlier revision of STACK; translator history shows them.

    The revision is planned, shown and applied as a stack file would be. Values of Secrets are not in it: those that are named
    by their content are still in the cluster, and if one is gone that is said before anything is changed.
    """
    terminal = options.terminal(given)
    meant = subject.meant(given, terminal)
    where = clusters.Where(given["cluster"], given["kubeconfig"], given["namespace"])
    approvable(yes=given["yes"], dry=given["dry_run"], where=where)
    named, limit = limits.named(given), limits.taken(given)

    def order(applied: "Inventory", cluster: Cluster, findings: "Collector") -> "Order | None":
        from translator import deployment
        from translator.apply import holder
        from translator.apply.revisions import Author
        from translator.kube.versions import DEFAULT, nearest

        version = nearest(cluster.address.version) or DEFAULT
        return deployment.rollback(applied, given["number"], cluster, Author(holder.person()), version, findings)

    def tell(findings: "Collector") -> None:
        subject.say(findings, terminal)

    manner = Manner(where, limit, terminal, "Roll back on", tell, named, yes=given["yes"], dry=given["dry_run"])
    return deploy(subject.ordered(meant, order), manner)
