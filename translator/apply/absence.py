"""Absence: what a stack shall have by its revision, and has not.

What is there tells nothing of a service that somebody deleted, or that a run did not get to. One that was not applied is told
from one that was, by how the run ended. A Job that has run and was removed when its time was over is not missing.
"""

from collections.abc import Iterator, Sequence

from translator.apply import finished, records, revisions
from translator.apply.inventory import Inventory, Status
from translator.apply.records import Recorded
from translator.apply.wait.judgement import held
from translator.model.cluster import Body, Cluster, Refusal, key_of

_DELETED = "it is not there: somebody deleted it, or took it out of the stack; applying the stack again makes it"


def missing(cluster: Cluster, stack: Inventory, marked: Sequence[Body]) -> Iterator[tuple[Recorded, str]]:
    """The objects of the stack's revision that do not serve it, each with the reason.

    Args:
        marked: the objects that have the label of the stack's set, those that wait for their end among them.
    """
    there = {key_of(body).same: body["metadata"] for body in marked}
    for each in _wanted(cluster, stack):
        metadata = there.get(each.key.same)
        if metadata is None:
            if not (stack.status is Status.GOOD and finished.passes(each.body)):
                yield each, _reason(stack)
        elif metadata.get("deletionTimestamp"):
            yield each, f"it is being deleted{held(metadata)}"


def _reason(stack: Inventory) -> str:
    if stack.status in (Status.UNFINISHED, Status.FAILED):
        return f"it is not there: revision {stack.revision} was not applied to the end"
    return _DELETED


def _wanted(cluster: Cluster, stack: Inventory) -> tuple[Recorded, ...]:
    """The objects of the revision; none where that cannot be read (any more)."""
    try:
        found = revisions.read(cluster, stack, stack.revision) if stack.revision else None
        return () if found is None else found.objects()
    except records.Unreadable:
        return ()
    except Refusal as refusal:
        if refusal.denied:
            return ()
        raise
