"""`translator delete`: apply of nothing, on the same path and with the same caution."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from translator.cli import cluster as clusters
from translator.cli import limits, options, subject
from translator.cli.deploying import Manner, approvable, deploy
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster
from translator.model.finding import Finding

if TYPE_CHECKING:
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
_ANY = 1 << 30


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
    terminal = Terminal(given["color"], given["quiet"], given["verbose"], given["form"] == "json")
    where = clusters.Where(given["cluster"], given["kubeconfig"], given["namespace"])
    approvable(yes=given["yes"], dry=given["dry_run"], where=where)
    limit = replace(limits.taken(given), prune=True, deletions=_ANY)

    def order(cluster: Cluster, findings: "Collector") -> "Order | None":
        from translator import deployment
        from translator.apply import holder
        from translator.apply.revisions import Author
        from translator.kube.versions import DEFAULT

        found = subject.applied(cluster, given["stack"], given["namespace"])
        if isinstance(found, Finding):
            findings.extend((found,))
            return None
        return deployment.Order(found.stack, found.namespace, (), DEFAULT, Author(holder.person()), ended=True)

    def tell(findings: "Collector") -> None:
        subject.say(findings, terminal)

    return deploy(order, Manner(where, limit, terminal, "Delete this from", tell, yes=given["yes"], dry=given["dry_run"]))
