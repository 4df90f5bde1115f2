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
from translator.render.heads import ending, of_kind
from translator.render.kept import Kept, kept
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
    for workload in of_kind(blueprint, "Job"):
        made = pod(workload, blueprint, findings)
        assert workload.replicas is not None
        yield JobView(
            *ending(workload, blueprint, findings),
            workload.replicas,
            made.view.restart.tries,
            kept(workload.service.batch, "Job", findings),
            made.view,
        )
