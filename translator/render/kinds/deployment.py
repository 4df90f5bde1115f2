"""Deployment: runs a service that is to keep running, in a number of Pods that are alike.

One for each service without reason for another kind. Its strategy is that of `deploy.update_config`, and
Recreate where one Pod holds a claim, since the next could not have it. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.heads import of_kind, running
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
    for workload in of_kind(blueprint, "Deployment"):
        made = pod(workload, blueprint, findings)
        yield DeploymentView(
            *running(workload, blueprint, findings),
            workload.replicas,
            blueprint.names.selectors[workload.service.name.value],
            rollout(workload, made.held, made.host_port, made.starting, findings),
            made.view,
        )
