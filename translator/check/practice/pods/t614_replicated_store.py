"""A data store has several replicas in a Deployment.

The Pods of a Deployment are alike: each replica of a database has data of its own, or all of them write to the same files, and
a Service sends each request to another one. Use a StatefulSet with volumeClaimTemplates and set the store's own replication
up, or an operator, or a single replica with the strategy Recreate. Stores are told by the names of their images.
"""

from collections.abc import Iterator

from translator.check.practice.fields import text
from translator.check.practice.stores import is_store
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T614", "replicated-store", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The images of workloads whose Pods are alike."""
    if pod.kind not in ("Deployment", "ReplicaSet", "ReplicationController") or (pod.replicas or 0) < 2:
        return
    for container in pod.containers:
        image = text(container.body, "image")
        if is_store(image):
            message = f"{pod.replicas} replicas of a data store ({image}) are {pod.replicas} stores"
            yield Concern(pod.manifest, ("spec", "replicas"), message, "write a StatefulSet, or 1 replica")
            return
