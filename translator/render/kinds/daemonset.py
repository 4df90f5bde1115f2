"""DaemonSet: runs a global service, one Pod on every node, also on nodes that join later.

`deploy.mode: global` and `aliyun.global` ask for it. Data of such a Pod belongs to its node.
Fields: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/
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
class DaemonSetView:
    """A DaemonSet."""

    template: ClassVar[str] = "daemonset.yaml.j2"

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    annotations: Pairs
    selector: Pairs
    rollout: RolloutView
    pod: PodView


def views(blueprint: Blueprint, findings: Collector) -> Iterator[DaemonSetView]:
    """The DaemonSets of a stack."""
    for workload in of_kind(blueprint, "DaemonSet"):
        made = pod(workload, blueprint, findings)
        yield DaemonSetView(
            *running(workload, blueprint, findings),
            blueprint.names.selectors[workload.service.name.value],
            rollout(workload, made.held, made.host_port, made.starting, findings),
            made.view,
        )
