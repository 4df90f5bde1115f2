"""Book: what is written of a run in the inventory and its revisions, before objects are touched and after.

Before: the scope is widened to where objects are and where they will be, so that a run that is killed loses track of none, and
the revision is unfinished. After: the scope is what is there, the revision says how it ended, and old ones go. What is applied
once more, because it was unfinished or the cluster had drifted, is no new revision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from translator.apply import inventory, records, recreation, revisions
from translator.apply.draft import Draft
from translator.apply.inventory import Inventory, Status
from translator.apply.options import Options
from translator.apply.revisions import Revision
from translator.model.cluster import Cluster, Key, key_of
from translator.model.plan import Step


def settled(draft: Draft, options: Options) -> bool:
    """Whether nothing is left to be said of the stack: what it shall be was applied, and ended well."""
    known = draft.inventory
    if draft.ended and known.version is None:
        return True
    enough = (Status.GOOD,) if options.wait else (Status.GOOD, Status.APPLIED)
    return (
        known.version is not None
        and known.status in enough
        and not (known.leftovers and options.wait)
        and known.digest == records.digest(draft.manifests)
        and bool(draft.members or not draft.ended)
    )


def resumed(draft: Draft) -> bool:
    """Whether a run goes on with what was begun before and is not known to have ended well."""
    known = draft.inventory
    return known.version is not None and known.status is not Status.GOOD and known.digest == records.digest(draft.manifests)


class Book:
    """The inventory and the revisions of a run. `inventory` is as it was written last."""

    def __init__(self, draft: Draft, cluster: Cluster) -> None:
        self.inventory: Inventory = draft.inventory
        self._draft = draft
        self._cluster = cluster
        self._revisions: tuple[Revision, ...] = ()

    def open(self, steps: Sequence[Step], when: datetime, counts: Mapping[str, int]) -> None:
        """Says what is about to be done."""
        draft, known = self._draft, self.inventory
        self._revisions = revisions.listed(self._cluster, known)
        digest = records.digest(draft.manifests)
        number = self._number(digest)
        again = any(each.number == number for each in self._revisions)
        wanted = [key_of(manifest.body) for manifest in draft.manifests]
        new = replace(
            known,
            scope=known.scope.joined(inventory.reach([*wanted, *draft.members], known.namespace)),
            revision=number,
            digest=digest,
            status=Status.UNFINISHED,
            leftovers=tuple(dict.fromkeys((*known.leftovers, *recreation.leftovers(steps)))),
        )
        if not again:
            revisions.write(self._cluster, new, draft.manifests, draft.author, when, counts)
        self.inventory = replace(new, version=inventory.write(self._cluster, new))

    def _number(self, digest: str) -> int:
        """The revision that is applied once more, or the next number. A run that was killed may have written the revision, and
        not the inventory."""
        known = self.inventory
        numbers = [each.number for each in self._revisions]
        if known.digest == digest and known.revision in numbers:
            return known.revision
        last = self._revisions[-1] if self._revisions else None
        if last is not None and last.number > known.revision and last.digest == digest and last.whole:
            return last.number
        return max([known.revision, *numbers]) + 1

    def close(self, status: Status, gone: Iterable[Key]) -> None:
        """Says how it ended. `gone` are the members that were deleted."""
        removed = {key.same for key in gone}
        wanted = [key_of(manifest.body) for manifest in self._draft.manifests]
        present = [*wanted, *(key for key in self._draft.members if key.same not in removed)]
        scope = inventory.reach(present, self.inventory.namespace)
        leftovers = () if status is Status.GOOD else self.inventory.leftovers
        new = replace(self.inventory, scope=scope, status=status, leftovers=leftovers)
        recorded = next((each.status for each in self._revisions if each.number == new.revision), Status.UNFINISHED)
        if recorded is not status:
            revisions.mark(self._cluster, new)
        self.inventory = replace(new, version=inventory.write(self._cluster, new))
        if len(self._revisions) >= revisions.KEPT:
            revisions.remove(self._cluster, revisions.spare(revisions.listed(self._cluster, new)))

    def burn(self) -> None:
        """Removes all of it: nothing is left of the stack. The inventory goes last, since it is by it that a run that is killed
        knows what is still to be done."""
        revisions.remove_all(self._cluster, self.inventory)
        self._cluster.delete(self.inventory.key)
