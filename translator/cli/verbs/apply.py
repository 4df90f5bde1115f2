"""`translator apply`: a stack as it is written becomes a stack as it runs, by the plan that was shown."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from translator.cli import cluster as clusters
from translator.cli import exits, intake, limits, options
from translator.cli.deploying import Manner, approvable, deploy
from translator.cli.reading import Options
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster

if TYPE_CHECKING:
    from translator.cli.intake import Intake
    from translator.deployment import Order
    from translator.report.collector import Collector

_EPILOG = """\b
Examples:
  translator apply -f stack.yml
  translator apply -f stack.yml --dry-run
  translator apply -f stack.yml -n shop --cluster staging --yes --prune
  translator apply -m manifests -p shop --cluster sandbox:build/cluster --yes
  translator apply -f stack.yml --allow-recreate job/migrate --force-conflicts deployment/web
  translator apply -f stack.yml --prune --delete pvc/old-data
\b
Exit codes: 0 it runs (--dry-run: nothing to do), 1 something must be allowed first (--dry-run: there is something to do),
2 wrong usage, 4 no cluster or no right, 5 another owner or another run, 6 not ready, 7 partly applied, 8 refused input,
130 interrupted. Whatever it ends with, running it again goes on.
"""


@click.command(epilog=_EPILOG, short_help="Makes a cluster run the stack, and waits until it does.")
@options.project
@intake.manifests
@options.cluster_target
@clusters.options
@limits.approval
@limits.deletions
@limits.changes
@limits.patience
@options.common
def apply(**given: Any) -> int:
    """Applies a stack, or manifests, to a cluster.

    Shows what will be done, asks, does exactly that, and waits until it runs. What is no longer in the stack is deleted only
    with --prune, and claims, volumes and namespaces only where --delete names them.
    """
    terminal = options.terminal(given)
    paths: tuple[str, ...] = given.pop("paths")
    where = clusters.Where(given.pop("cluster"), given.pop("kubeconfig"), given["namespace"], given["kubernetes"])
    yes, dry, named, limit = given.pop("yes"), given.pop("dry_run"), limits.named(given), limits.taken(given)
    approvable(yes=yes, dry=dry, where=where)
    source = _Source(Options(**given), paths, terminal)
    if source.read.refused:
        source.tell(())
        terminal.say(["Nothing was changed: what is refused is not applied."])
        return exits.REFUSED
    intake.named(source.read)
    return deploy(source.order, Manner(where, limit, terminal, "Apply this to", source.tell, named, yes=yes, dry=dry))


class _Source:
    """What is applied, as it was read last, and said once."""

    def __init__(self, chosen: Options, paths: tuple[str, ...], terminal: Terminal) -> None:
        self.read: Intake = intake.read(chosen, paths)
        self._chosen = chosen
        self._paths = paths
        self._terminal = terminal

    def order(self, cluster: Cluster, _findings: "Collector") -> "Order | None":
        """The order for a cluster: for the version that it runs, in the namespace of its context where none was named."""
        from translator.apply import holder
        from translator.apply.revisions import Author
        from translator.deployment import Order

        self.read = intake.suited(self.read, cluster.address.version, self._chosen, self._paths)
        if self.read.refused:
            return None
        files = tuple(dict.fromkeys(file.name for file in self.read.files))
        return Order(
            self.read.stack,
            self.read.namespace or cluster.address.namespace,
            self.read.manifests,
            self.read.version,
            Author(holder.person(), files),
        )

    def tell(self, findings: "Collector | tuple[()]") -> None:
        """Says what was found in the input, once, and what was found beside it."""
        intake.tell(self.read, self._terminal, tuple(findings))
        self.read = replace(self.read, findings=())
