"""`translator diff`: what `apply` would do, held against a cluster or against a folder of manifests; nothing is written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import chosen as objects
from translator.cli import cluster as clusters
from translator.cli import exits, intake, limits, options, outcome
from translator.cli.reading import Options
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster, Key
from translator.model.plan import Plan

if TYPE_CHECKING:
    from translator.cli.intake import Intake
    from translator.report.collector import Collector

_EPILOG = """\b
Examples:
  translator diff -f stack.yml
  translator diff -f stack.yml --cluster staging -n shop --format unified
  translator diff -m manifests --format markdown
  translator diff -f stack.yml --against manifests
\b
Exit codes: 0 no difference, 1 differences, 4 no cluster, or it refuses an object, 5 a conflict with another owner, 8 refused
input: nothing was contacted.
"""


@click.command(epilog=_EPILOG, short_help="What apply would do.")
@options.project
@intake.manifests
@click.option("--against", metavar="DIR", type=click.Path(exists=True), help="Manifests to compare with, without a cluster.")
@click.option("--prune", is_flag=True, help="Counts the deletions in: apply does them with --prune only.")
@limits.force
@limits.take_over
@clusters.options
@options.cluster_target
@options.spoken("text", "unified", "json", "markdown")
def diff(**given: Any) -> int:
    """Shows what applying a stack, or manifests, would do, object by object: created, updated in place, restarted Pod by Pod,
    made anew (and why), deleted, or in conflict with another owner; what it costs, and what data it could lose.

    The cluster itself works it out by a dry run; nothing is written. Every field that changes names the line that asks for it.
    Values of Secrets are never shown. Without -n the namespace is that of the cluster's context, without --kubernetes the stack
    is converted for the version that the cluster runs.
    """
    paths, against, pruned, form = given.pop("paths"), given.pop("against"), given.pop("prune"), given.pop("form")
    force, seize = objects.chooses(given.pop("forced")), given.pop("take_over")
    place: tuple[str | None, Path | None] = given.pop("cluster"), given.pop("kubeconfig")
    terminal = options.terminal(given)
    chosen = Options(**given)
    if against is not None and any(place):
        raise click.UsageError("--against compares with manifests, --cluster and --kubeconfig with a cluster: choose one")
    read = intake.read(chosen, paths)
    if read.refused:
        intake.tell(read, terminal)
        terminal.say(["nothing was compared: the input is refused"])
        return exits.REFUSED
    if against is not None:
        return _against(read, against, chosen, form, terminal)
    intake.named(read)
    where = clusters.Where(*place, chosen.namespace, chosen.kubernetes)
    with clusters.opened(where, terminal) as cluster:
        read = intake.suited(read, cluster.address.version, chosen, paths)
        if read.refused:
            intake.tell(read, terminal)
            terminal.say(["nothing was compared: the input is refused for the version of the cluster"])
            return exits.REFUSED
        plan, found = _planned(read, cluster, force, seize=seize)
        intake.tell(read, terminal, tuple(found))
        terminal.say(f"warning: the server says: {warning}" for warning in cluster.warnings())
        if plan is None:
            code = outcome.of_obstacles(found, exits.REFUSED)
            refused = "what the cluster refuses could not be applied either"
            terminal.say([f"there is no plan: {refused}" if code == exits.UNREACHABLE else "there is no plan"])
            return code
        show(plan, form, terminal, pruned=pruned)
        return outcome.of_plan(plan, found)


def _planned(read: "Intake", cluster: Cluster, force: Callable[[Key], bool], *, seize: bool) -> "tuple[Plan | None, Collector]":
    """The plan, and whose objects of it are others'; no plan where the cluster refuses an object, or the set itself is at
    fault."""
    from translator import deployment
    from translator.apply.options import Options as Extent
    from translator.cli.progress import progress
    from translator.report.collector import Collector

    findings = Collector()
    order = deployment.Order(read.stack, read.namespace or cluster.address.namespace, read.manifests, read.version)
    with progress("comparing"):
        draft = deployment.plan(order, cluster, findings, force=force)
        if draft is not None:
            deployment.owned_by_others(draft, cluster, Extent(force=force, seize=seize), findings)
    return (None if draft is None else draft.plan), findings


def _against(read: "Intake", folder: str, chosen: Options, form: str, terminal: Terminal) -> int:
    from dataclasses import replace

    from translator import diff as room

    there = intake.read(replace(chosen, files=(), kubernetes=read.version), (folder,))
    if there.refused:
        intake.tell(there, terminal)
        terminal.say([f"nothing was compared: {folder} holds no sound manifests"])
        return exits.REFUSED
    intake.tell(read, terminal)
    plan = room.against(
        read.manifests,
        there.manifests,
        stack=read.stack or folder,
        namespace=read.namespace or "default",
        kubernetes=read.version,
    )
    show(plan, form, terminal)
    return outcome.of_plan(plan)


def show(plan: Plan, form: str, terminal: Terminal, *, pruned: bool = False) -> None:
    """Prints a plan: text, unified, json or markdown."""
    style = terminal.style(os.environ, data=True)
    if form == "unified":
        from translator.report.formats.plan_unified import unified

        terminal.give(unified(plan, style))
    elif form == "json":
        from translator.report.formats import plan_json

        terminal.give(plan_json.document(plan))
    elif form == "markdown":
        from translator.report.formats import plan_markdown

        terminal.give(plan_markdown.document(plan, pruned=pruned))
    else:
        from translator.report.formats import plan_text

        terminal.give("".join(f"{line}\n" for line in plan_text.lines(plan, style, unchanged=terminal.verbose, pruned=pruned)))
