"""A Deployment has fewer than three replicas.

With one replica every drained node and every crash is an outage; with two, one failure during an update is. Three bear both.
Deployments pass that an autoscaler of the set keeps at two or more, that are switched off (0 replicas), and that must be alone:
those with the strategy Recreate, and data stores.
"""

from collections.abc import Iterator

from translator.check.practice.fields import number, table, text
from translator.check.practice.stores import is_store
from translator.check.practice.subjects import Concern, ManifestSet, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T603", "few-replicas", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The replicas of each Deployment."""
    scaled = _scaled(objects)
    for pod in objects.pods:
        if pod.kind != "Deployment" or _is_alone(pod):
            continue
        least = scaled.get(id(pod.manifest))
        count = pod.replicas if least is None else least + 1
        if count in (1, 2):
            said = f"{pod.replicas} replica{'' if pod.replicas == 1 else 's'}" if least is None else f"minReplicas {least}"
            yield Concern(pod.manifest, ("spec", "replicas"), f"{said} may be too few to survive a failure", "run 3 or more")


def _is_alone(pod: Pod) -> bool:
    recreated = text(pod.manifest.body, "spec", "strategy", "type") == "Recreate"
    return recreated or any(is_store(text(container.body, "image")) for container in pod.containers)


def _scaled(objects: ManifestSet) -> dict[int, int]:
    """minReplicas of the autoscalers, by the workload."""
    found: dict[int, int] = {}
    for scaler in objects.of("HorizontalPodAutoscaler"):
        target = table(scaler.body, "spec", "scaleTargetRef")
        pod = objects.owner(text(target, "kind"), text(target, "name"), scaler)
        if pod is not None:
            least = number(scaler.body, "spec", "minReplicas")
            found[id(pod.manifest)] = 1 if least is None else least
    return found
