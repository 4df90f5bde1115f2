"""Outcome: the exit code that a plan, what stands in its way, or a run comes to."""

from typing import TYPE_CHECKING

from translator.cli import exits
from translator.model.plan import Action, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translator.apply.result import Result
    from translator.model.finding import Finding
    from translator.report.collector import Collector

_BY_CLUSTER = frozenset({"T720", "T721", "T722", "T750"})
"""The codes of what the cluster refuses, or forbids."""
_OF_THE_PAST = frozenset({"T751", "T752", "T770", "T771"})
"""The codes of stacks and revisions that are not there."""


def of_plan(plan: Plan, found: "Iterable[Finding]" = ()) -> int:
    """The exit code of a plan that is shown and no more, and of what was found with it."""
    from translator.apply.obstacles import OWNERSHIP

    if any(step.action is Action.CONFLICT for step in plan.steps) or any(finding.code in OWNERSHIP for finding in found):
        return exits.CONFLICT
    return exits.FINDINGS if plan.changed else exits.FINE


def of_obstacles(findings: "Collector", otherwise: int) -> int:
    """The exit code where something stood in the way; `otherwise` where its codes tell no more."""
    from translator.apply.obstacles import OWNERSHIP

    codes = {finding.code for finding in findings}
    if codes & _BY_CLUSTER:
        return exits.UNREACHABLE
    if codes & _OF_THE_PAST:
        return exits.FINDINGS
    return exits.CONFLICT if codes & OWNERSHIP else otherwise


def of_run(result: "Result") -> int:
    """The exit code of a run."""
    if result.interrupted:
        return exits.INTERRUPTED
    if result.unreachable:
        return exits.PARTLY if result.done else exits.UNREACHABLE
    if result.contested and not result.done:
        return exits.CONFLICT
    if result.faults:
        begun = bool(result.done) or any(key is not None for key, _ in result.faults)
        return exits.PARTLY if begun else exits.UNREACHABLE
    return exits.FINE if result.ready else exits.NOT_READY
