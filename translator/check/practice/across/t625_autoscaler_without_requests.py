"""An autoscaler measures by requests that are not there.

A target of type Utilization is a percentage of what the containers request. A container without a request of that resource
makes the autoscaler fail (FailedGetResourceMetric): nothing is ever scaled. Set resources.requests in every container of the
Pod, sidecars included, or measure by AverageValue.
"""

from collections.abc import Iterator

from translator.check.practice.fields import number, rows, table, text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T625", "autoscaler-without-requests", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The resources by whose use the autoscalers scale."""
    for scaler in objects.of("HorizontalPodAutoscaler"):
        target = table(scaler.body, "spec", "scaleTargetRef")
        pod = objects.owner(text(target, "kind"), text(target, "name"), scaler)
        if pod is None:
            continue
        for resource in dict.fromkeys(_measured(scaler)):
            lacking = [container.name for container in pod.containers if not _asks(container.body, resource)]
            if lacking and resource not in table(pod.spec, "resources", "requests"):
                message = f"scales by the use of {resource}, of which {', '.join(lacking)} in its Pods has no request"
                help = f"set resources.requests.{resource} in every container"
                yield Concern(scaler, ("spec", "scaleTargetRef", "name"), message, help)


def _measured(scaler: Manifest) -> Iterator[str]:
    if number(scaler.body, "spec", "targetCPUUtilizationPercentage") is not None:
        yield "cpu"
    for _, metric in rows(scaler.body, "spec", "metrics"):
        if text(metric, "resource", "target", "type") == "Utilization":
            yield text(metric, "resource", "name")


def _asks(container: object, resource: str) -> bool:
    return any(resource in table(container, "resources", name) for name in ("requests", "limits"))
