"""The ownership of all files of a NAS volume is changed at every start.

With an fsGroup Kubernetes changes the group of each file of a volume before the containers start. On a NAS volume with many
files that takes longer than a Pod may take to start. Write fsGroupChangePolicy: OnRootMismatch, so that the files are left
alone where the top folder is right. NAS volumes are told by the drivers of Alibaba Cloud, in the volume, in the
PersistentVolume or in the StorageClass of the claim.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Body, number, rows, table, text
from translator.check.practice.subjects import Concern, ManifestSet, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T618", "slow-ownership", __doc__, Severity.WARNING),)

_DRIVERS = {"nasplugin.csi.alibabacloud.com", "alicloud/nas"}


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The Pods with an fsGroup and a NAS volume."""
    for pod in objects.pods:
        context = table(pod.spec, "securityContext")
        if number(context, "fsGroup") is None or text(context, "fsGroupChangePolicy") == "OnRootMismatch":
            continue
        for _, volume in rows(pod.spec, "volumes"):
            if _is_nas(volume) or _is_claim_of_nas(text(volume, "persistentVolumeClaim", "claimName"), pod, objects):
                message = f"every start changes the group of all files of the NAS volume {text(volume, 'name')}"
                help = "write fsGroupChangePolicy: OnRootMismatch"
                yield pod.concern("securityContext", "fsGroup", message=message, help=help)
                break


def _is_nas(source: Body) -> bool:
    return bool({text(source, "csi", "driver"), text(source, "flexVolume", "driver")} & _DRIVERS)


def _is_claim_of_nas(name: str, pod: Pod, objects: ManifestSet) -> bool:
    claim = objects.find("PersistentVolumeClaim", name, pod.manifest) if name else None
    if claim is None:
        return False
    volume = objects.named("PersistentVolume", text(claim.body, "spec", "volumeName"))
    kind = objects.named("StorageClass", text(claim.body, "spec", "storageClassName"))
    return (volume is not None and _is_nas(table(volume.body, "spec"))) or (
        kind is not None and text(kind.body, "provisioner") in _DRIVERS
    )
