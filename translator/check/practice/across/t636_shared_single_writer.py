"""A volume for one node is used by several Pods.

A claim with no other access mode than ReadWriteOnce is attached to one node at a time: a second Pod on another node stays in
ContainerCreating (Multi-Attach error). That also stops a rolling update of a single replica, whose new Pod may start on another
node: write the strategy Recreate. Use ReadWriteMany (NAS) for files that are shared, volumeClaimTemplates of a StatefulSet for
data of each replica. ReadWriteOncePod allows one Pod in any case.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Step, rows, text, texts
from translator.check.practice.subjects import Concern, ManifestSet, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T636", "shared-single-writer", __doc__, Severity.WARNING),)

_SINGLE = {"ReadWriteOnce", "ReadWriteOncePod"}
User = tuple[Pod, tuple[Step, ...]]


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The users of each claim for one node, in the order of the set."""
    mounted = _mounted(objects)
    for claim in objects.of("PersistentVolumeClaim"):
        modes = texts(claim.body, "spec", "accessModes")
        if not modes or set(modes) - _SINGLE:
            continue
        users = mounted.get(id(claim), [])
        for pod, at in users:
            why = _why(pod, next((user for user, _ in users if user is not pod), None))
            if why:
                message = f"the claim {claim.name} is for one node ({', '.join(modes)}), but {why}"
                help = "use ReadWriteMany, volumeClaimTemplates, or a single replica with the strategy Recreate"
                yield Concern(pod.manifest, at, message, help)


def _mounted(objects: ManifestSet) -> dict[int, list[User]]:
    """The Pods that mount each claim of the set, with the field that says so."""
    found: dict[int, list[User]] = {}
    for pod in objects.pods:
        for index, volume in rows(pod.spec, "volumes"):
            name = text(volume, "persistentVolumeClaim", "claimName")
            claim = objects.find("PersistentVolumeClaim", name, pod.manifest) if name else None
            if claim is not None:
                at = (*pod.path, "volumes", index, "persistentVolumeClaim", "claimName")
                found.setdefault(id(claim), []).append((pod, at))
    return found


def _why(pod: Pod, other: Pod | None) -> str:
    if (pod.replicas or 0) > 1 or pod.kind == "DaemonSet":
        return "each of its Pods mounts it"
    if other is not None:
        return f"{other.kind}/{other.manifest.name} mounts it too"
    rolling = pod.kind == "Deployment" and text(pod.manifest.body, "spec", "strategy", "type") != "Recreate"
    return "an update starts the new Pod before the old one ends" if rolling and pod.replicas else ""
