"""Restoration: a workload whose update failed, and whose `failure_action` is rollback, becomes what it was.

What it was stands in the last good revision. ConfigMaps and Secrets that it refers to are still there: nothing is pruned before
everything is ready, nor while a kept revision refers to it.
"""

from collections.abc import Mapping, Sequence

from translator.apply import records, revisions
from translator.apply.inventory import Inventory, Status
from translator.model.cluster import Cluster, Key, Refusal
from translator.model.manifest import Manifest
from translator.model.origin import Default
from translator.model.progress import Progress, Stage, Tell


def restore(
    keys: Sequence[Key], cluster: Cluster, inventory: Inventory, present: Mapping[Key, Manifest], tell: Tell
) -> tuple[Manifest, ...]:
    """Applies what the last good revision says of objects; gives those that it knows and the server took.

    Args:
        present: what the objects were to become, for the service that each serves.
    """
    found = [each for each in revisions.listed(cluster, inventory) if each.number != inventory.revision]
    good = next((each for each in reversed(found) if each.status is Status.GOOD), None)
    try:
        known = {} if good is None else {each.key.same: each for each in good.objects()}
    except records.Unreadable:
        known = {}
    restored = []
    for key in keys:
        recorded, now = known.get(key.same), present.get(key)
        service = now.service if now else None
        if recorded is None or good is None:
            message = "it cannot go back: no good revision that is kept has it"
            tell(Progress(Stage.WARNING, message, key, service))
            continue
        try:
            cluster.apply(recorded.body)
        except Refusal as refusal:
            tell(Progress(Stage.WARNING, f"it cannot go back to revision {good.number}: {refusal}", key, service))
            continue
        tell(Progress(Stage.ROLLED_BACK, f"goes back to revision {good.number}", key, service))
        restored.append(Manifest(recorded.body, {"/kind": Default(f"revision {good.number}")}, service, recorded.wave))
    return tuple(restored)
