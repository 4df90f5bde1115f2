"""HorizontalPodAutoscaler: adds and takes away Pods of a workload by what they use.

One for each service with `aliyun.auto_scaling.*` labels that give an upper bound. What decides it is in
`render/autoscaling.py`. It owns the number of replicas, so the workload has none written. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.autoscaling import PERIODS, Scaler
from translator.render.blueprint import Blueprint
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


def views(blueprint: Blueprint, _: Collector) -> Iterator[ScalerView]:
    """The autoscalers of a stack."""
    for name, workload in blueprint.workloads.items():
        if workload.scaler is not None:
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
