"""StatefulSet: runs a service of which each replica has a volume of its own.

The configuration asks for it (`volumes: {NAME: per-replica}`), or a volume that Swarm names by the task's slot. Pods start in
parallel, as Swarm starts tasks, and keep number, name and claims when they are replaced. A headless Service of its own gives
each a DNS name. Scaling down keeps the claims. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Default, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.claims import Claim
from translator.render.heads import of_kind, running
from translator.render.pods.pod import PodView, pod
from translator.render.pods.rollout import RolloutView, rollout
from translator.render.view import Pairs
from translator.report.collector import Collector

_PARALLEL = Located("Parallel", Default("Swarm starts the tasks of a service at the same time"))


@dataclass(frozen=True, slots=True)
class StatefulSetView:
    """A StatefulSet. `governor` is its headless Service."""

    template: ClassVar[str] = "statefulset.yaml.j2"

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    annotations: Pairs
    replicas: Located[int] | None
    selector: Pairs
    governor: Located[str]
    start: Located[str]
    rollout: RolloutView
    pod: PodView
    claims: tuple[Claim, ...]


def views(blueprint: Blueprint, findings: Collector) -> Iterator[StatefulSetView]:
    """The StatefulSets of a stack."""
    for workload in of_kind(blueprint, "StatefulSet"):
        name = workload.service.name.value
        made = pod(workload, blueprint, findings)
        assert workload.governor is not None
        yield StatefulSetView(
            *running(workload, blueprint, findings),
            workload.replicas,
            blueprint.names.selectors[name],
            workload.governor,
            _PARALLEL,
            rollout(workload, made.held, made.host_port, made.starting, findings),
            made.view,
            blueprint.volumes.templates.get(name, ()),
        )
