"""`translator delete`: apply of nothing, on the same path and with the same caution."""

from dataclasses import replace
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
  translator delete shop
  translator delete shop --dry-run
  translator delete shop -n shop --cluster staging --yes
  translator delete shop --delete pvc/data --delete namespace/shop
\b
Exit codes: as translator apply.
"""
_NO_BOUND = 1 << 30
"""Who removes a stack is not asked to count its objects."""


@click.command(epilog=_EPILOG, short_help="Removes a stack; what holds data stays unless it is named.")
@click.argument("stack")
@options.namespace
@clusters.options
@limits.approval
@limits.named_deletions
@limits.patience
@options.common
def delete(**given: Any) -> int:
    """Removes what belongs to STACK: workloads first, what they rest on after.

    Claims, volumes and namespaces stay, and with them the stack's inventory and revisions, unless --delete names them.
    """
    terminal = options.terminal(given)
    meant = subject.meant(given, terminal)
    where = clusters.Where(given["cluster"], given["kubeconfig"], given["namespace"])
    approvable(yes=given["yes"], dry=given["dry_run"], where=where)
    named, limit = limits.named(given), replace(limits.taken(given), prune=True, deletions=_NO_BOUND)

    def order(applied: "Inventory", _cluster: Cluster, _findings: "Collector") -> "Order":
        from translator import deployment
        from translator.apply import holder
        from translator.apply.revisions import Author
        from translator.kube.versions import DEFAULT

        return deployment.Order(applied.stack, applied.namespace, (), DEFAULT, Author(holder.person()), ended=True)

    def tell(findings: "Collector") -> None:
        subject.say(findings, terminal)

    manner = Manner(where, limit, terminal, "Delete this from", tell, named, yes=given["yes"], dry=given["dry_run"])
    return deploy(subject.ordered(meant, order), manner)
