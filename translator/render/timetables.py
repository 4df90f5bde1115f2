"""Timetables: workloads whose number of Pods is set at times of the day, as the configuration asks for it.

`ack: {services: {NAME: {cron_scaling: [...]}}}` becomes a CronHorizontalPodAutoscaler. Whoever sets the number owns it: were it
in the manifest too, each apply would undo what the last of the times has set. Where a HorizontalPodAutoscaler scales the
workload, the times move its bounds. Source: AliyunContainerService/kubernetes-cronhpa-controller; Kubernetes, "Migrating
Deployments and StatefulSets to horizontal autoscaling".
"""

from translator.kube import schedule
from translator.model.ack import Ack, CronScale
from translator.model.service import Service
from translator.report.collector import Collector

_SCALED = ("Deployment", "StatefulSet")


def timetable(service: Service, kind: str, ack: Ack, findings: Collector) -> tuple[CronScale, ...]:
    """The times of a service; empty where it has none, or, with a finding, where its kind has no number of Pods."""
    own = ack.services.get(service.name.value)
    if own is None or not own.cron_scaling:
        return ()
    name = service.name.value
    if kind not in _SCALED:
        findings.add(
            "T386",
            f"{name} is a {kind}, and nothing scales it by the time of the day",
            own.cron_scaling[0].name.origin,
            help=f"remove ack.services.{name}.cron_scaling",
        )
        return ()
    for one in own.cron_scaling:
        fault = _fault(one.schedule.value)
        if fault is not None:
            findings.add(
                "T386",
                f"the schedule of {one.name.value} for {name} {fault}",
                one.schedule.origin,
                help='write six fields, the second first, like schedule: "0 0 22 * * *"',
            )
    return own.cron_scaling


def _fault(text: str) -> str | None:
    """Why a text is no schedule of six fields, as the rest of a sentence."""
    second, _, rest = text.partition(" ")
    # A second has the range of a minute, so it is checked in the place of one.
    fault = schedule.fault(f"{second} * * * *")
    return schedule.fault(rest) if fault is None else fault.replace("minute", "second")


def say_timed(service: Service, kind: str, findings: Collector) -> None:
    """Says that a number of replicas is not written beside a timetable, which sets it at the first of its times."""
    if service.replicas is not None and service.replicas.value != 1:
        name, number = service.name.value, service.replicas.value
        findings.approximate(
            "T387",
            f"cron_scaling owns the replicas of {name}, so {number} is not written, and it has one Pod until the first time",
            service.replicas.origin,
            help=f"kubectl scale {kind.lower()} {name} --replicas={number} after the first apply",
        )
    elif service.replicas is not None:
        findings.ignore(
            "T374",
            f"cron_scaling owns the replicas of {service.name.value}, so {service.replicas.value} is not written",
            service.replicas.origin,
        )
