"""A claim is of a StorageClass that deletes the data with the claim.

A StorageClass has reclaimPolicy Delete unless it says Retain: whoever deletes the claim, or the namespace, deletes the disk at
once. Write reclaimPolicy: Retain for data that matters, and take snapshots. The rule looks at the classes of the set.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Body, Step, rows, table, text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T616", "deleting-class", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The classes of all claims, those of StatefulSets included."""
    deleting = {item.name for item in objects.of("StorageClass") if text(item.body, "reclaimPolicy") in ("", "Delete")}
    for manifest, at, claim in _claims(objects) if deleting else ():
        name = text(claim, "storageClassName")
        if name in deleting:
            message = f"the data is deleted with the claim, since the StorageClass {name} has reclaimPolicy Delete"
            yield Concern(manifest, (*at, "storageClassName"), message, "write reclaimPolicy: Retain in the StorageClass")


def _claims(objects: ManifestSet) -> Iterator[tuple[Manifest, tuple[Step, ...], Body]]:
    for claim in objects.of("PersistentVolumeClaim"):
        yield claim, ("spec",), table(claim.body, "spec")
    for owner in objects.of("StatefulSet"):
        for index, template in rows(owner.body, "spec", "volumeClaimTemplates"):
            yield owner, ("spec", "volumeClaimTemplates", index, "spec"), table(template, "spec")
