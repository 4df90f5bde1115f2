"""Work that ends, and work that grows and shrinks by itself: what Container Service's batch and scaling labels ask for."""

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.values import CronSchedule


@dataclass(frozen=True, slots=True)
class Batch:
    """`aliyun.project_type: batch` and its labels. `removal` is remove-finished, remove-failed or remove-all."""

    kind: Located[str] | None = None
    schedule: Located[CronSchedule] | None = None
    retries: Located[int] | None = None
    removal: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class AutoScaling:
    """`aliyun.auto_scaling.*`: percentages of processor time and memory, and numbers of containers."""

    max_cpu: Located[int] | None = None
    min_cpu: Located[int] | None = None
    max_memory: Located[int] | None = None
    min_memory: Located[int] | None = None
    step: Located[int] | None = None
    max_instances: Located[int] | None = None
    min_instances: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """`aliyun.monitoring.http`: where the container offers figures. The host is the container's own."""

    port: Located[int]
    path: Located[str]
