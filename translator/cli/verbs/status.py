"""`translator status`: how an applied stack stands, as `docker stack services` and `docker stack ps` show it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from translator.cli import cluster as clusters
from translator.cli import exits, options, subject
from translator.cli.subject import Subject
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster
from translator.model.finding import Finding
from translator.model.status import StackStatus

_EPILOG = """\b
Examples:
  translator status                     the stacks of the cluster
  translator status shop                its services
  translator status shop --ps           its tasks
  translator status shop --format json --cluster staging
\b
Exit codes: 0 everything serves, 6 something does not, 1 there is no such stack, 4 no cluster.
"""
_TOLD = ("Pod", "Event")
"""The kinds without which something is missing that one looks for: tasks, and the reasons why they do not run."""


@click.command(epilog=_EPILOG, short_help="How an applied stack stands.")
@click.argument("stack", metavar="[STACK]", required=False)
@click.option("--ps", "tasks", is_flag=True, help="The tasks (Pods) in place of the services.")
@options.namespace
@clusters.options
@options.common
def status(**given: Any) -> int:
    """Shows how the services of an applied stack stand, and why one that is not ready is not.

    Without STACK, lists the stacks that were applied: in the namespace that is named, else in all of them.
    """
    terminal = options.terminal(given)
    meant = subject.meant(given, terminal)
    kubeconfig: Path | None = given["kubeconfig"]
    where = clusters.Where(given["cluster"], kubeconfig, given["namespace"])
    with clusters.opened(where, terminal) as cluster:
        if given["stack"] is None:
            return _stacks(cluster, meant, terminal)
        return _stack(cluster, meant, terminal, tasks=given["tasks"])


def _stacks(cluster: Cluster, meant: Subject, terminal: Terminal) -> int:
    from translator.report.formats import status_json, status_text

    stacks, looked = subject.known(cluster, meant)
    found = [StackStatus(each.stack, each.namespace, each.revision, each.status.value, 0) for each in stacks]
    if looked is not None and meant.namespace is None:
        terminal.say([f"only of the namespace {looked}: the cluster does not let us look into all of them"])
    if terminal.json:
        terminal.give(status_json.stacks(found))
    else:
        terminal.give("".join(f"{line}\n" for line in status_text.stacks(found, terminal.style(os.environ, data=True))))
    return exits.FINE


def _stack(cluster: Cluster, meant: Subject, terminal: Terminal, *, tasks: bool) -> int:
    from translator.apply.survey import survey
    from translator.report.formats import status_json, status_text

    found = subject.applied(cluster, meant)
    if isinstance(found, Finding):
        subject.say((found,), terminal)
        return exits.FINDINGS
    standing = survey(cluster, found)
    style = terminal.style(os.environ, data=True)
    if terminal.json:
        terminal.give(status_json.stack(standing))
    else:
        shown = status_text.tasks(standing, datetime.now(UTC), style) if tasks else status_text.services(standing, style)
        terminal.give("".join(f"{line}\n" for line in shown))
    if told := [kind for kind in standing.unseen if kind in _TOLD]:
        terminal.say([f"the cluster does not let us list {' and '.join(told)} objects, so what they tell is missing here"])
    return exits.FINE if standing.healthy else exits.NOT_READY
