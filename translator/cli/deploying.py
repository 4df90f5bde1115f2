"""Deploying: what apply, rollback and delete have in common: the plan is shown, approved, carried out and told.

What is shown is what is done. Where something changed meanwhile, the rest is planned and shown again: it is asked about again;
with --yes it is done only as long as nothing of the run had been written.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from translator.cli import chosen, exits, outcome
from translator.cli.cluster import Where, opened
from translator.cli.interruption import interruptible
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster, Key, Refusal
from translator.model.progress import State
from translator.model.record import dataclass

if TYPE_CHECKING:
    from translator.apply.draft import Draft
    from translator.apply.options import Options
    from translator.apply.result import Result
    from translator.deployment import Order
    from translator.model.finding import Finding
    from translator.model.plan import Plan
    from translator.report.collector import Collector

_SHOWN = 10
_OWN = "the namespace was not in the stack, so it is not the stack's: others may live in it; kubectl delete removes it"
_TIMES = 5
"""How often a plan is made anew because of others who change the same objects."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to deploy. `dry` shows the plan and ends there; `yes` asks nobody; `question` is what is asked. `tell` says what was
    found, at the lines of the input."""

    where: Where
    options: "Options"
    terminal: Terminal
    question: str
    tell: "Callable[[Collector], None]"
    named: tuple[str, ...] = ()
    """The objects that the options name."""
    yes: bool = False
    dry: bool = False


Find = Callable[[Cluster, "Collector"], "Order | None"]
"""What shall be, once the cluster is known; None with findings where that cannot be told."""


def approvable(*, yes: bool, dry: bool, where: Where) -> None:
    """Wrong usage where nobody could be asked, or where it was left open which cluster --yes is said to."""
    if yes and not dry and where.cluster is None and where.kubeconfig is None:
        raise click.UsageError("--yes needs the cluster named: say which with --cluster, or with --kubeconfig")
    if not yes and not dry and (sys.stdin is None or not sys.stdin.isatty()):
        raise click.UsageError("there is no terminal to ask on: look at the plan with --dry-run, then say --yes and --cluster")


def deploy(find: Find, manner: Manner) -> int:
    """Deploys what `find` finds; gives the exit code."""
    with interruptible(), opened(manner.where, manner.terminal) as cluster:
        code, again = _once(find, cluster, manner)
        for _ in range(_TIMES):
            if not again:
                break
            manner.terminal.say(["Others changed what was to be applied. This is what is left:"])
            code, again = _once(find, cluster, manner)
        return code


def _once(find: Find, cluster: Cluster, manner: Manner) -> tuple[int, bool]:
    """One plan, and what comes of it; whether there should be another."""
    try:
        ready = _ready(find, cluster, manner)
    except KeyboardInterrupt:
        manner.terminal.say(["Interrupted, before anything of this plan was done."])
        return exits.INTERRUPTED, False
    if isinstance(ready, int):
        return ready, False
    result = _carried_out(*ready, cluster, manner)
    return outcome.of_run(result), bool(result.differing) and not (manner.yes and result.done)


def _ready(find: Find, cluster: Cluster, manner: Manner) -> "tuple[Order, Draft] | int":
    """What is to be carried out, shown and approved; the exit code where that is nothing."""
    from translator import deployment
    from translator.apply.obstacles import to_do
    from translator.report.collector import Collector

    findings = Collector()
    order, draft = _drafted(find, cluster, manner, findings)
    if order is None or draft is None:
        manner.tell(findings)
        manner.terminal.say(["Nothing was changed."])
        return outcome.of_obstacles(findings, exits.REFUSED)
    _show(draft.plan, manner)
    hindered = deployment.hindered(draft, cluster, manner.options, findings)
    _strangers(draft.plan, manner.named, findings)
    manner.tell(findings)
    if manner.dry:
        return outcome.of_obstacles(findings, exits.FINDINGS) if hindered else outcome.of_plan(draft.plan)
    if hindered:
        manner.terminal.say(["Nothing was changed."])
        return outcome.of_obstacles(findings, exits.FINDINGS)
    if to_do(draft.plan, manner.options) and not manner.yes and not _approved(manner, cluster):
        manner.terminal.say(["Nothing was changed."])
        return exits.FINE
    return order, draft


def _drafted(
    find: Find, cluster: Cluster, manner: Manner, findings: "Collector"
) -> "tuple[Order, Draft] | tuple[Order | None, None]":
    """The order and its draft. Where there is none because of rights, all that are missing are told as one list, and not
    those alone that the first requests met with."""
    from translator import deployment
    from translator.cli.progress import progress
    from translator.report.collector import Collector

    met = Collector()
    with progress("comparing"):
        order = find(cluster, met)
        if order is None:
            findings.extend(met)
            return None, None
        try:
            draft = deployment.plan(order, cluster, met, force=manner.options.force)
        except Refusal as refusal:
            if not refusal.denied or not deployment.forbidden(order, cluster, manner.options, findings):
                raise
            return order, None
        listed = draft is None and deployment.forbidden(order, cluster, manner.options, findings)
    findings.extend(each for each in met if not (listed and _of_rights(each)))
    return (order, draft) if draft is not None else (order, None)


def _of_rights(finding: "Finding") -> bool:
    """Whether the server refused an object because of a right that stands in the list of those that are missing."""
    return finding.code == "T722" and " cannot patch resource " in finding.message


def _strangers(plan: "Plan", named: tuple[str, ...], findings: "Collector") -> None:
    """Says which of the objects that the options name are not in the plan. A warning: a run that goes on where another ended
    finds less than that one."""
    for name in named:
        if not any(map(chosen.chooses([name]), (step.key for step in plan.steps))):
            findings.add(
                "T754",
                f"an option names {name}, which is not in the plan",
                help=_OWN
                if chosen.chooses([name])(Key("v1", "Namespace", None, plan.namespace))
                else "write it as the plan does, KIND/NAME; it may be gone since the last run",
            )


def _show(plan: "Plan", manner: Manner) -> None:
    """The plan, before anything is done."""
    terminal = manner.terminal
    if terminal.json:
        from translator.report.formats import plan_json, progress_json

        terminal.give(progress_json.plan_line(plan_json.as_data(plan)))
    elif not terminal.quiet or not manner.yes:
        from translator.report.formats import plan_text

        style = terminal.style(os.environ, data=True)
        named = tuple(replace(each, protected=each.protected and not manner.options.named(each.key)) for each in plan.steps)
        plan = replace(plan, steps=named)
        shown = plan_text.lines(plan, style, unchanged=terminal.verbose, pruned=manner.options.prune)
        asked = not manner.yes and not manner.dry
        if asked and (sys.stdout is None or not sys.stdout.isatty()):
            terminal.say(shown)  # who is asked sees it, wherever the data goes
        else:
            terminal.give("".join(f"{line}\n" for line in shown))


def _approved(manner: Manner, cluster: Cluster) -> bool:
    """Asks. Whatever is no clear yes is no."""
    try:
        return click.confirm(f"{manner.question} {cluster.address.context}?", default=False, err=True)
    except click.Abort:
        raise KeyboardInterrupt from None


def _carried_out(order: "Order", draft: "Draft", cluster: Cluster, manner: Manner) -> "Result":
    from translator import deployment
    from translator.cli.live import narrated
    from translator.model.progress import Progress, Stage

    with narrated(manner.terminal) as tell:
        result = deployment.apply(order, draft, cluster, manner.options, tell, now=lambda: datetime.now(UTC))
        done, steps = len(result.done), len(result.done) + len(result.left)
        said = " ".join(_told(result))
        tell(Progress(Stage.FINISHED, said, done=done, total=steps) if steps else Progress(Stage.FINISHED, said))
    return result


def _told(result: "Result") -> Iterator[str]:
    """What became of a run, in sentences: why it ended, what is left, what to do."""
    for key, fault in result.faults:
        if key is None:
            yield f"{fault[:1].upper()}{fault[1:]}."
    if result.interrupted:
        yield "Interrupted."
    if not result.done and not result.left and not result.faults and not result.interrupted:
        yield f"Nothing to change{f'; revision {result.revision}' if result.revision else ''}."
    if result.left:
        shown = ", ".join(map(str, result.left[:_SHOWN]))
        more = f" and {len(result.left) - _SHOWN} more" if len(result.left) > _SHOWN else ""
        yield f"{len(result.left)} left: {shown}{more}."
    yield from _unready(result)
    if result.left or result.interrupted or result.unreachable:
        yield "Run the same command again to go on."


def _unready(result: "Result") -> Iterator[str]:
    """What became of what did not become ready: `failure_action` may have taken care of it."""
    stopped = [each.key for each in result.waited if each.stops]
    borne = [each.key for each in result.waited if each.state is not State.READY and not each.stops]
    if borne:
        yield f"Failed, and gone on as failure_action says: {', '.join(map(str, borne))}."
    if result.rolled_back:
        yield f"Rolled back: {', '.join(map(str, result.rolled_back))}."
    if not result.ready and not (stopped and set(stopped) <= set(result.rolled_back)):
        yield "Not everything is ready."
