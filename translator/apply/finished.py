"""Finished: Jobs that have run and were removed when their time was over. To apply them again would run them again.

Such a Job has a `ttlSecondsAfterFinished`, is not there, and the revision that is applied now, and ended well, has it as it
shall be. (A good revision waited for its completion.) A Job that changes, or that an earlier revision brings back, runs.
"""

from collections.abc import Sequence

from translator.apply import records, revisions
from translator.apply.inventory import Inventory, Status
from translator.model.cluster import Body, Cluster, Key, key_of
from translator.model.manifest import Manifest
from translator.model.plan import Action, Step

_NOTE = "it has run, and was removed when its time was over"


def finished(
    manifests: Sequence[Manifest], present: Sequence[Key], cluster: Cluster, inventory: Inventory
) -> tuple[Manifest, ...]:
    """Those of the manifests that are Jobs of the past.

    Args:
        present: the members of the set that are there.
    """
    there = {key.same for key in present}
    gone = [each for each in manifests if passes(each.body) and key_of(each.body).same not in there]
    if not gone or inventory.status is not Status.GOOD:
        return ()
    applied = next((each for each in revisions.listed(cluster, inventory) if each.number == inventory.revision), None)
    try:
        known = {each.key.same: each.body for each in applied.objects()} if applied else {}
    except records.Unreadable:
        return ()
    return tuple(each for each in gone if known.get(key_of(each.body).same) == each.body)


def passes(body: Body) -> bool:
    """Whether an object is a Job that is removed some time after its end."""
    return body.get("kind") == "Job" and (body.get("spec") or {}).get("ttlSecondsAfterFinished") is not None


def step(manifest: Manifest) -> Step:
    """The step of such a Job: nothing."""
    return Step(key_of(manifest.body), Action.UNCHANGED, manifest, notes=(_NOTE,))
