"""Deployment: runs a service that is to keep running, in a number of Pods that are alike.

One for each service without reason for another kind. Its strategy is that of `deploy.update_config` (see
`render/pods/rollout.py`), and Recreate where one Pod holds a claim, since the next could not have it. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.pods.annotations import workload_annotations
from translator.render.pods.labels import chosen
from translator.render.pods.pod import PodView, pod
from translator.render.pods.rollout import RolloutView, rollout
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class DeploymentView:
    """A Deployment."""

    template: ClassVar[str] = "deployment.yaml.j2"

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    annotations: Pairs
    replicas: Located[int] | None
    selector: Pairs
    rollout: RolloutView
    pod: PodView


def views(blueprint: Blueprint, findings: Collector) -> Iterator[DeploymentView]:
    """The Deployments of a stack."""
    for name, workload in blueprint.workloads.items():
        if workload.kind.value != "Deployment" or workload.inside is not None:
            continue
        made = pod(workload, blueprint, findings)
        yield DeploymentView(
            name,
            workload.wave,
            workload.kind,
            workload.name,
            blueprint.names.namespace,
            (*blueprint.names.running(name), *chosen(workload.service.deploy_labels, blueprint.settings.labels, findings)),
            workload_annotations(workload.service, blueprint.settings.labels, findings),
            workload.replicas,
            blueprint.names.selectors[name],
            rollout(workload, made.held, made.host_port, made.starting, findings),
            made.view,
        )
