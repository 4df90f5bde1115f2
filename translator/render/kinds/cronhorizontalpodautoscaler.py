"""CronHorizontalPodAutoscaler: sets the number of Pods of a workload at times of the day.

The configuration asks for it, `ack: {services: {NAME: {cron_scaling: [...]}}}`; no label of Container Service does. Where a
HorizontalPodAutoscaler scales the workload, that is the target, since it would undo the number otherwise. The kind is Alibaba
Cloud's own, defined in a cluster of ACK by its controller. Fields: AliyunContainerService/kubernetes-cronhpa-controller; schema
in `schemas/ack`.
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.kube.kinds import api_version
from translator.model.ack import CronScale
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint, Workload
from translator.render.view import Pairs
from translator.report.collector import Collector

_SCALER = "HorizontalPodAutoscaler"
_GOES_ON = Located(False, Default("it happens at every such time"))


@dataclass(frozen=True, slots=True)
class CronScaleView:
    """One time, and the number of Pods from then on."""

    name: Located[str]
    schedule: Located[str]
    size: Located[int]
    once: Located[bool]


@dataclass(frozen=True, slots=True)
class CronScalerView:
    """A CronHorizontalPodAutoscaler of the object `kind` of the same name."""

    template: ClassVar[str] = "cronhorizontalpodautoscaler.yaml.j2"

    service: str
    wave: int
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    version: Located[str]
    kind: Located[str]
    target: Located[str]
    scales: tuple[CronScaleView, ...]


def views(blueprint: Blueprint, _: Collector) -> Iterator[CronScalerView]:
    """The scalers by time of a stack."""
    for service, workload in blueprint.workloads.items():
        if workload.times:
            yield _view(service, workload, blueprint)


def _view(service: str, workload: Workload, blueprint: Blueprint) -> CronScalerView:
    rule = Derived("what scales the workload", (workload.name.origin,))
    kind = workload.kind.value if workload.scaler is None else _SCALER
    return CronScalerView(
        service,
        workload.wave,
        workload.name,
        blueprint.names.namespace,
        blueprint.names.labels(service),
        Located(api_version(kind), rule),
        Located(kind, rule),
        workload.name,
        tuple(
            CronScaleView(one.name, one.schedule, Located(int(one.size.value), one.size.origin), _once(one))
            for one in workload.times
        ),
    )


def _once(scale: CronScale) -> Located[bool]:
    return _GOES_ON if scale.once is None else Located(scale.once.value == "true", scale.once.origin)
