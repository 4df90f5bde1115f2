"""A Pod stands alone: nobody starts it again elsewhere.

A Pod that no workload owns is lost with its node, and is neither updated nor scaled. Write a Deployment, a StatefulSet or a
DaemonSet for what runs on, a Job for what ends. The Pods of Helm's tests and hooks are meant to be bare.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, rows
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T604", "bare-pod", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """A Pod without an owner."""
    if pod.kind != "Pod" or any(rows(pod.metadata, "ownerReferences")) or "helm.sh/hook" in labels(pod.metadata, "annotations"):
        return
    instead = "Deployment" if pod.runs_on else "Job"
    yield Concern(pod.manifest, ("kind",), "nothing starts this Pod again when its node is lost", f"write a {instead}")
