"""The selector of a workload matches the Pods of another one.

Two Deployments that match each other's Pods, or a Deployment beside a StatefulSet, count wrong and fight over Pods; budgets,
autoscalers and `kubectl logs deployment/...` mix them up. Give each workload a label of its own, in its selector and in its
template.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, table
from translator.check.practice.subjects import Concern, ManifestSet, Pod, is_selector
from translator.kube import selectors
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T629", "shared-selector", __doc__, Severity.WARNING),)

_OWNERS = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController")


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The selectors of the workloads against the Pods of the others of the same namespace, of which the first is named."""
    for pod in objects.pods:
        selector = _selector(pod)
        if pod.kind not in _OWNERS or selectors.is_empty(selector) or not is_selector(selector):
            continue
        other = next((other for other in objects.selected(selector, pod.manifest) if _is_another(pod, other)), None)
        if other is not None:
            message = f"its selector matches the Pods of {other.kind}/{other.manifest.name} too"
            yield Concern(pod.manifest, ("spec", "selector"), message, "give each workload a label of its own")


def _selector(pod: Pod) -> dict[str, object]:
    if pod.kind == "ReplicationController":
        return {"matchLabels": labels(pod.manifest.body, "spec", "selector")}
    return dict(table(pod.manifest.body, "spec", "selector"))


def _is_another(pod: Pod, other: Pod) -> bool:
    one, two = pod.manifest, other.manifest
    return one.namespace == two.namespace and (one.kind, one.name) != (two.kind, two.name)
