"""A container mounts a single key of a ConfigMap or Secret by subPath.

Such a file is fixed when the container starts: unlike the files of a whole volume it never follows a change of the object.
Mount the volume as a folder, or let the Pods be replaced at each change, for example by a hash of the content in an annotation
of the template or in the name of the object.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, rows, text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T635", "stale-sub-path", __doc__, Severity.NOTE),)


def check(pod: Pod) -> Iterator[Concern]:
    """The mounts by subPath of volumes whose content may change; a hash among the annotations is the remedy."""
    if any("hash" in key or "checksum" in key for key in labels(pod.metadata, "annotations")):
        return
    kinds = {
        text(volume, "name"): kind
        for _, volume in rows(pod.spec, "volumes")
        for kind in ("configMap", "secret", "projected")
        if volume.get(kind)
    }
    for container in pod.containers:
        for index, mount in rows(container.body, "volumeMounts"):
            kind = kinds.get(text(mount, "name"))
            if kind and (mount.get("subPath") or mount.get("subPathExpr")):
                message = f"never sees a change of what it mounts at {text(mount, 'mountPath')} by subPath"
                help = f"mount the whole {kind} volume, or replace the Pods at each change"
                yield container.concern("volumeMounts", index, "subPath", message=message, help=help)
