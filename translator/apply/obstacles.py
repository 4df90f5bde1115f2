"""Obstacles: why a plan must not be carried out as it is, all of them at once and before anything is done.

Each is a decision that only a person can take, and says by which option it is taken.
"""

from collections.abc import Callable, Mapping, Sequence

from translator.apply import inventory
from translator.apply.adoption import other_owner
from translator.apply.options import Options
from translator.model.finding import Target
from translator.model.origin import Origin, place
from translator.model.plan import Action, Plan, Step
from translator.report.collector import Collector
from translator.report.formats.text import plural

OWNERSHIP = frozenset({"T740", "T744", "T745"})
"""The codes of obstacles that are other owners."""

_SHOWN = 5


def obstacles(
    plan: Plan, options: Options, findings: Collector, *, members: int, ended: bool, stacks: Callable[[], Mapping[str, str]]
) -> None:
    """Says what stands in the way.

    Args:
        members: how many objects belong to the stack now.
        ended: nothing of the stack shall be left.
        stacks: the names of the stacks of the cluster by the id of their sets, asked for where a name is needed.
    """
    for step in plan.steps:
        _contests(step, findings)
        _recreation(step, options, findings)
    owners(plan, options, findings, stacks)
    deletions = doomed(plan.steps, options)
    if not ended and members and not any(step.manifest for step in plan.steps):
        findings.add(
            "T746",
            f"the stack has no objects any more, and {members} in the cluster belong to it",
            help="correct the stack file; translator delete removes a stack",
        )
    if options.prune and len(deletions) > options.deletions:
        shown = ", ".join(str(step.key) for step in deletions[:_SHOWN])
        more = f" and {len(deletions) - _SHOWN} more" if len(deletions) > _SHOWN else ""
        findings.add(
            "T747",
            f"{plural(len(deletions), 'object')} would be deleted, and no more than {options.deletions} may be: {shown}{more}",
            help=f"look at each of them, then say --max-deletions {len(deletions)}",
        )


def doomed(steps: Sequence[Step], options: Options) -> tuple[Step, ...]:
    """The deletions that are done: what holds data, or everything of a kind, only where it is named."""
    if not options.prune:
        return tuple(step for step in steps if step.action is Action.DELETE and options.named(step.key))
    return tuple(step for step in steps if step.action is Action.DELETE and (not step.protected or options.named(step.key)))


def to_do(plan: Plan, options: Options) -> tuple[Step, ...]:
    """The steps that a run with these options does."""
    changes = (step for step in plan.steps if step.action not in (Action.UNCHANGED, Action.DELETE))
    return (*changes, *doomed(plan.steps, options))


def _contests(step: Step, findings: Collector) -> None:
    if step.action is Action.CONFLICT:
        for contest in step.contests:
            findings.add(
                "T744",
                f"{contest.field} of {step.key} belongs to {contest.manager}, with another value",
                _origin(step),
                target=Target(step.key.kind, step.key.name),
                help=f"leave the field out, or write the value that it has; --force-conflicts {step.key} takes it over",
            )


def owners(plan: Plan, options: Options, findings: Collector, stacks: Callable[[], Mapping[str, str]]) -> None:
    """Says which objects belong to somebody else (T745). `stacks` as for `obstacles`."""
    identity = inventory.identity(plan.stack, plan.namespace)
    known: Mapping[str, str] | None = None
    for step in plan.steps:
        if step.action in (Action.UNCHANGED, Action.DELETE) or step.live is None or options.seize:
            continue
        owner = other_owner(step.live, identity)
        if owner is None:
            continue
        sort, name = owner
        known = stacks() if known is None and sort == "set" else known
        stack = (known or {}).get(name)
        findings.add(
            "T745",
            f"{step.key} belongs to the {f'stack {stack}' if stack is not None else f'{sort} {name}'}",
            _origin(step),
            target=Target(step.key.kind, step.key.name),
            help="rename it, or remove it from there; --take-over makes it part of this stack",
        )


def _recreation(step: Step, options: Options, findings: Collector) -> None:
    if step.action is not Action.RECREATE or step.recipe is None:
        return
    at, where = _origin(step), Target(step.key.kind, step.key.name)
    if step.recipe.way == "refused" or _takes_claims(step):
        cost = "its claims would be deleted with it" if _takes_claims(step) else step.recipe.cost
        findings.add(
            "T749",
            f"{step.recipe.field} of {step.key} cannot be changed: {cost}",
            at,
            target=where,
            help="give the new one another name and move what the old one holds",
        )
    elif not options.recreate(step.key):
        findings.add(
            "T748",
            f"{step.recipe.field} of {step.key} cannot be changed in place: {step.recipe.cost}",
            at,
            target=where,
            help=f"keep the old value, give it another name, or say --allow-recreate {step.key}",
        )


def _takes_claims(step: Step) -> bool:
    """Whether a StatefulSet that is replaced takes its claims along, as `whenDeleted: Delete` says."""
    if step.key.kind != "StatefulSet" or step.live is None or step.recipe is None or step.recipe.way != "replace":
        return False
    policy = step.live["spec"].get("persistentVolumeClaimRetentionPolicy") or {}
    return bool(policy.get("whenDeleted") == "Delete")


def _origin(step: Step) -> Origin | None:
    """The line of the stack that is at the bottom of it: that of a field that changes, else that of the object."""
    found = next((change.origin for change in step.changes if place(change.origin)), None)
    return found or (step.manifest.origins.get("/metadata/name") if step.manifest else None)
