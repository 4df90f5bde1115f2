"""A Pod reaches the socket of the container runtime.

Who can write to docker.sock, containerd.sock or crio.sock is root on the node. Besides, Kubernetes has not run on Docker since
1.24, so that on most nodes there is no docker.sock. Build images with a builder that needs no daemon, read logs and metrics
through the API of Kubernetes.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, text
from translator.check.practice.subjects import Concern, Pod
from translator.kube import sockets
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T609", "mounted-socket", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The hostPath volumes that are such sockets."""
    for index, volume in rows(pod.spec, "volumes"):
        path = text(volume, "hostPath", "path")
        if sockets.of_runtime(path):
            at = ("volumes", index, "hostPath", "path")
            yield pod.concern(*at, message=f"{path} makes its Pods root on their nodes", help="do without the socket")
