"""CronJob: runs a service to its end at the times of a schedule.

`aliyun.schedule` asks for it, in six fields of which the first is the second, in Beijing time. A CronJob begins with the
minute, so the second must be 0; otherwise the CronJob is written suspended. Each run is a Job like any other. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.batch import Batch
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint, Workload
from translator.render.heads import ending, of_kind
from translator.render.kept import Kept, kept
from translator.render.pods.pod import PodView, pod
from translator.render.view import Pairs
from translator.report.collector import Collector

_ZONE = Located("Asia/Shanghai", Default("schedules of Container Service are in Beijing time"))


@dataclass(frozen=True, slots=True)
class CronJobView:
    """A CronJob. `suspended` where its schedule could not be kept; `kept` says which ended Jobs stay."""

    template: ClassVar[str] = "cronjob.yaml.j2"

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    annotations: Pairs
    schedule: Located[str]
    zone: Located[str]
    suspended: Located[bool] | None
    kept: Kept
    count: Located[int]
    tries: Located[int] | None
    pod: PodView


def views(blueprint: Blueprint, findings: Collector) -> Iterator[CronJobView]:
    """The CronJobs of a stack."""
    for workload in of_kind(blueprint, "CronJob"):
        batch = workload.service.batch
        made = pod(workload, blueprint, findings)
        assert workload.replicas is not None
        assert batch is not None
        schedule, suspended = _schedule(workload, batch, findings)
        yield CronJobView(
            *ending(workload, blueprint, findings),
            schedule,
            _ZONE,
            suspended,
            kept(batch, "CronJob", findings),
            workload.replicas,
            made.view.restart.tries,
            made.view,
        )


def _schedule(workload: Workload, batch: Batch, findings: Collector) -> tuple[Located[str], Located[bool] | None]:
    """The five fields of the schedule, and whether it must not run because they do not say the same."""
    written = batch.schedule
    assert written is not None
    value = written.value
    fields = " ".join((value.minute, value.hour, value.day, value.month, value.weekday))
    schedule = Located(fields, Derived("schedule without its seconds", (written.origin,)))
    if value.second.isdigit() and int(value.second) == 0:
        return schedule, None
    findings.refuse(
        "T370",
        f"{workload.service.name.value} runs at the seconds {value.second} of a minute, and a CronJob runs at full minutes",
        written.origin,
        help='write 0 for the seconds, like aliyun.schedule: "0 30 3 * * *", or loop and sleep in a service that keeps running',
    )
    return schedule, Located(True, Derived("a schedule that cannot be kept", (written.origin,)))
