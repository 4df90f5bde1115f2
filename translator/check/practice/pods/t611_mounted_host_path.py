"""A Pod mounts a folder of its node.

What it writes there stays behind when the Pod moves, and is not there on the other node; what it reads there belongs to the
node. Besides, the Pod Security level baseline forbids it. Use a PersistentVolumeClaim for data, emptyDir for what may be lost,
a ConfigMap for files. Agents of a node (DaemonSets that read logs or metrics) pass where every mount is read-only.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, text
from translator.check.practice.subjects import Concern, Pod
from translator.kube import sockets
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T611", "mounted-host-path", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The hostPath volumes, sockets of the runtime aside, which have a rule of their own."""
    for index, volume in rows(pod.spec, "volumes"):
        path = text(volume, "hostPath", "path")
        if not path or sockets.of_runtime(path):
            continue
        if pod.kind == "DaemonSet" and _only_read(pod, text(volume, "name")):
            continue
        help = "use a claim for data, emptyDir for what may be lost, a ConfigMap for files"
        yield pod.concern("volumes", index, "hostPath", "path", message=f"mounts {path} of its node", help=help)


def _only_read(pod: Pod, volume: str) -> bool:
    mounts = [mount for container in pod.every_container for _, mount in rows(container.body, "volumeMounts")]
    return all(mount.get("readOnly") is True for mount in mounts if mount.get("name") == volume)
