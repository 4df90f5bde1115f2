"""A DaemonSet does not keep off virtual nodes.

The virtual nodes of ACK (Elastic Container Instance) run no DaemonSets: each of its Pods there stays Pending for ever, and the
DaemonSet is never complete. Add a required node affinity: key type, operator NotIn, values [virtual-kubelet]. The rule holds on
the platform ack alone; accept the finding where the cluster has no virtual nodes.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Body, labels, rows, text, texts
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T617", "daemon-set-on-virtual-nodes", __doc__, Severity.WARNING),)
ON_ACK = True

_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_VIRTUAL = "virtual-kubelet"
_OF_EVERY_NODE = {"kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch"}


def check(pod: Pod) -> Iterator[Concern]:
    """The node affinity of a DaemonSet; labels of a pool of nodes choose real nodes as well."""
    if pod.kind != "DaemonSet" or labels(pod.spec, "nodeSelector").keys() - _OF_EVERY_NODE:
        return
    terms = [term for _, term in rows(pod.spec, "affinity", "nodeAffinity", _REQUIRED, "nodeSelectorTerms")]
    if terms and all(any(_keeps_off(row) for _, row in rows(term, "matchExpressions")) for term in terms):
        return
    help = "add the required node affinity type NotIn virtual-kubelet"
    yield pod.concern("affinity", message="its Pods on virtual nodes will stay Pending", help=help)


def _keeps_off(row: Body) -> bool:
    if text(row, "key") != "type":
        return False
    return row.get("operator") == "DoesNotExist" or (row.get("operator") == "NotIn" and _VIRTUAL in texts(row, "values"))
