"""The replicas of a workload may all run on one node.

Without topologySpreadConstraints or a podAntiAffinity the scheduler spreads Pods as far as is convenient; when it is not, a
single node or zone takes all of them along. Add a constraint with the topologyKey kubernetes.io/hostname, and one with
topology.kubernetes.io/zone where the cluster has several zones.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, table
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T633", "replicas-together", __doc__, Severity.NOTE),)


def check(pod: Pod) -> Iterator[Concern]:
    """How the replicas of a workload are spread."""
    if (
        (pod.replicas or 0) < 2
        or any(rows(pod.spec, "topologySpreadConstraints"))
        or table(pod.spec, "affinity", "podAntiAffinity")
    ):
        return
    message = f"its {pod.replicas} Pods may all run on one node"
    yield pod.concern(
        "topologySpreadConstraints", message=message, help="add topologySpreadConstraints over kubernetes.io/hostname"
    )
