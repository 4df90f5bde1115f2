"""Enactment: one step of a plan, exactly as it was approved.

Each write is bound to the version that the plan was made for. Where only the lock fails, as it does when a controller wrote a
status meanwhile, the step is planned afresh: if it does nothing else, it goes on; if not, it is given back to be approved.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Any

from translator.apply.adoption import adopt
from translator.apply.options import Options
from translator.apply.recreation import recreate
from translator.apply.result import Deed
from translator.model.cluster import Applied, Body, Cluster, Refusal
from translator.model.manifest import Manifest
from translator.model.plan import Action, Step
from translator.model.progress import Stage

Afresh = Callable[[Step], Step]
"""Makes a step again for the object as it is now."""

_ATTEMPTS = 8
_IN_PLACE = frozenset({Action.UPDATE, Action.RESTART})


def enact(step: Step, cluster: Cluster, options: Options, afresh: Afresh, stopped: threading.Event) -> Deed:
    """Does a step that creates or changes. A refusal is the deed's fault; Unreachable is raised.

    Args:
        stopped: tells that somebody interrupted, so that nothing that takes long is waited for.
    """
    attempt = step
    for _ in range(_ATTEMPTS):
        try:
            return _enacted(attempt, cluster, options, stopped)
        except Refusal as refusal:
            if not refusal.locked:
                return Deed(step, fault=str(refusal))
        try:
            fresh = afresh(attempt)
        except Refusal as refusal:
            return Deed(step, fault=str(refusal))
        if fresh.action is Action.UNCHANGED:  # it was done by a request whose answer was lost, or by somebody else
            return Deed(step, Stage.APPLIED)
        if not covered(fresh, attempt):
            return Deed(step, fault="it changed since the plan was made", fresh=fresh)
        attempt = fresh
    return Deed(step, fault=f"it changed each of {_ATTEMPTS} times that it was to be applied")


def covered(fresh: Step, step: Step) -> bool:
    """Whether a step made afresh does no more than what was approved: some of the changes may have been made by now, by us
    when we took the object over, or by somebody else."""
    return (
        (fresh.action is step.action or {fresh.action, step.action} <= _IN_PLACE)
        and fresh.action.rank <= step.action.rank
        and _shown(fresh) <= _shown(step)
        and set(fresh.contests) <= set(step.contests)
        and set(fresh.adopted) <= set(step.adopted)
        and (step.uid is None or fresh.uid == step.uid)
    )


def _shown(step: Step) -> set[tuple[str, str, str]]:
    return {(each.field, repr(each.before), repr(each.after)) for each in step.changes}


def _enacted(step: Step, cluster: Cluster, options: Options, stopped: threading.Event) -> Deed:
    manifest = step.manifest
    assert manifest is not None
    forced = options.force(step.key)
    if step.action is Action.RECREATE:
        recreate(step, manifest, cluster, force=forced, seconds=options.timeout, stopped=stopped)
        return Deed(step, Stage.RECREATED)
    if step.adopted or step.cleared:
        applied = _taken_over(step, manifest, cluster, force=forced)
    else:
        applied = send(manifest, step.version, cluster, force=forced)
    return Deed(step, Stage.CREATED if applied.created else Stage.APPLIED)


def _taken_over(step: Step, manifest: Manifest, cluster: Cluster, *, force: bool) -> Applied:
    """Applies an object that is taken over first. A status that is written in between does not count."""
    taken = adopt(step, cluster)
    while True:
        try:
            return send(manifest, taken["metadata"]["resourceVersion"], cluster, force=force)
        except Refusal as refusal:
            live = cluster.get(step.key) if refusal.locked else None
            if live is None or _asked(live) != _asked(taken):
                raise
            taken = live


def _asked(body: Body) -> dict[str, Any]:
    """An object without what controllers write."""
    metadata = {name: value for name, value in body["metadata"].items() if name not in ("resourceVersion", "managedFields")}
    return {**{name: value for name, value in body.items() if name != "status"}, "metadata": metadata}


def send(manifest: Manifest, version: str | None, cluster: Cluster, *, force: bool) -> Applied:
    """Applies a manifest, bound to a version where the object is there."""
    return cluster.apply(_bound(manifest.body, version), force=force)


def _bound(body: Body, version: str | None) -> Body:
    if version is None:
        return body
    metadata: Mapping[str, Any] = body["metadata"]
    return {**body, "metadata": {**metadata, "resourceVersion": version}}
