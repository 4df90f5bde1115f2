"""Job: runs a service to its end.

Only on evidence: `replicated-job`, a service that another waits for with `service_completed_successfully`, an explicit
`restart: no` where nothing calls the service, or the word `job` in the configuration. Replicas are how many Pods have to
succeed, all at once. The template of a Job cannot be changed once it is applied. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.kept import Kept, kept
from translator.render.pods.annotations import annotations
from translator.render.pods.labels import chosen, divided
from translator.render.pods.pod import PodView, pod
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class JobView:
    """A Job. `count` is how many Pods have to succeed, and how many run at a time; `tries` its `backoffLimit`."""

    template: ClassVar[str] = "job.yaml.j2"

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    annotations: Pairs
    count: Located[int]
    tries: Located[int] | None
    kept: Kept
    pod: PodView


def views(blueprint: Blueprint, findings: Collector) -> Iterator[JobView]:
    """The Jobs of a stack."""
    for name, workload in blueprint.workloads.items():
        if workload.kind.value != "Job" or workload.inside is not None:
            continue
        service = workload.service
        for policy in (service.update_config, service.rollback_config):
            if policy is not None:
                findings.ignore("T462", f"{name} is a Job, which is never updated", policy.origin)
        made = pod(workload, blueprint, findings)
        assert workload.replicas is not None
        yield JobView(
            name,
            workload.wave,
            workload.kind,
            workload.name,
            blueprint.names.namespace,
            (*blueprint.names.running(name), *chosen(service.deploy_labels, blueprint.settings.labels, findings)),
            annotations(divided(service.deploy_labels, blueprint.settings.labels)[1], findings),
            workload.replicas,
            made.view.restart.tries,
            kept(service.batch, "Job", findings),
            made.view,
        )
