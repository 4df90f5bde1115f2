"""HorizontalPodAutoscaler: adds and takes away Pods of a workload by what they use.

One for each service with `aliyun.auto_scaling.*` labels that give an upper bound. It owns the number of
replicas, so the workload has none written. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.autoscaling import PERIODS, Scaler
from translator.render.blueprint import Blueprint, Workload
from translator.render.pods.ack import virtual_nodes
from translator.render.view import Pairs
from translator.report.collector import Collector

_WINDOW = Located(180, PERIODS)
_PERIOD = Located(60, PERIODS)


@dataclass(frozen=True, slots=True)
class ScalerView:
    """A HorizontalPodAutoscaler of the workload `kind` `name`."""

    template: ClassVar[str] = "horizontalpodautoscaler.yaml.j2"

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    scaler: Scaler
    window: Located[int]
    period: Located[int]


def views(blueprint: Blueprint, findings: Collector) -> Iterator[ScalerView]:
    """The autoscalers of a stack."""
    for name, workload in blueprint.workloads.items():
        if workload.scaler is not None:
            _say_virtual(workload, blueprint, findings)
            yield ScalerView(
                name,
                workload.wave,
                workload.kind,
                workload.name,
                blueprint.names.namespace,
                blueprint.names.labels(name),
                workload.scaler,
                _WINDOW,
                _PERIOD,
            )


def _say_virtual(workload: Workload, blueprint: Blueprint, findings: Collector) -> None:
    """Says that the use of Pods on virtual nodes may not be known, so that nothing would scale them."""
    word = virtual_nodes(workload, blueprint)
    if word is not None:
        findings.add(
            "T391",
            f"{workload.service.name.value} scales by what its Pods use, and metrics-server from 0.6 on knows nothing of those "
            "on virtual nodes",
            word.origin,
            help="see that kubectl top pod shows them: install the metrics-server of ACK, or keep the service on real nodes "
            f"(ack: {{services: {{{workload.service.name.value}: {{virtual_nodes: none}}}}}})",
        )
