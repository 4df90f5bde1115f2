"""Autoscaling: what `aliyun.auto_scaling.*` becomes as a HorizontalPodAutoscaler.

Container Service adds containers when the use of a resource, averaged over a minute, was above the upper bound three times in a
row, and takes them away when it was below the lower bound three times. The autoscaler has one target for both directions; three
minutes of stabilisation in either direction are the three periods. Without a lower bound nothing was ever taken away, and
nothing is. Source: Container Service user guide, "container auto scaling"; Kubernetes, horizontal Pod autoscaling.
"""

from collections.abc import Iterator
from dataclasses import fields

from translator.model.batch import AutoScaling
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import ResourceDefaults
from translator.report.collector import Collector

_PREFIX = "aliyun.auto_scaling."
_LEAST = Located(1, Default("Container Service leaves one container at least"))
_MOST = Located(10, Default("Container Service scales up to ten containers"))
_STEP = Located(1, Default("Container Service adds or takes away one container at a time"))
PERIODS = Default("three collection periods of a minute")


@dataclass(frozen=True, slots=True)
class Metric:
    """A resource, cpu or memory, and the percentage of its request that is the target."""

    resource: Located[str]
    target: Located[int]


@dataclass(frozen=True, slots=True)
class Scaler:
    """What scales a workload. `down` is None where nothing is ever taken away."""

    least: Located[int]
    most: Located[int]
    metrics: tuple[Metric, ...]
    step: Located[int]
    down: Located[int] | None
    still: Located[str]


def scaler(service: Service, kind: str, defaults: ResourceDefaults, findings: Collector) -> Scaler | None:
    """What scales the Pods of a service; None where nothing does, which a finding says of each label."""
    asked = service.auto_scaling
    if asked is None:
        return None
    name = service.name.value
    if kind not in ("Deployment", "StatefulSet"):
        _ignore(asked, f"{name} is a {kind}, whose Pods nothing scales", findings)
        return None
    if not _consistent(service, asked, findings):
        return None
    metrics = tuple(_metrics(service, asked, defaults, findings))
    if not metrics:
        if asked.max_cpu is None and asked.max_memory is None:
            _ignore(asked, f"{name} has no upper bound of processor time or memory, so nothing scales it", findings)
        else:
            _ignore(
                asked,
                f"{name} is not scaled, for the reason given for its upper bound",
                findings,
                but=("max_cpu", "max_memory"),
            )
        return None
    down, still = _down(asked, findings)
    return Scaler(asked.min_instances or _LEAST, asked.max_instances or _MOST, metrics, asked.step or _STEP, down, still)


def say_scale(service: Service, kind: str, scaled: Scaler, findings: Collector) -> None:
    """Says that a number of replicas is not written beside a scaler, and where there are fewer Pods for it."""
    written, name = service.replicas, service.name.value
    if written is None:
        return
    number, least, most = written.value, scaled.least.value, scaled.most.value
    owner = f"a HorizontalPodAutoscaler owns the replicas of {name}, so {number} is not written"
    if number > most:
        findings.approximate(
            "T389",
            f"{name} had {number} containers, and its HorizontalPodAutoscaler lets it have {most} at most",
            written.origin,
            help=f'write aliyun.auto_scaling.max_instances: "{number}" or more, if so many are needed',
        )
    elif number > least:
        findings.approximate(
            "T387",
            f"{owner}, and it begins with {least}",
            written.origin,
            help=f"kubectl scale {kind.lower()} {name} --replicas={number} after the first apply, or write "
            f'aliyun.auto_scaling.min_instances: "{number}"',
        )
    else:
        findings.ignore("T374", owner, written.origin, help="remove it")


def _rows(asked: AutoScaling) -> Iterator[tuple[str, Located[int]]]:
    for field in fields(asked):
        value = getattr(asked, field.name)
        if value is not None:
            yield field.name, value


def _ignore(asked: AutoScaling, reason: str, findings: Collector, *, but: tuple[str, ...] = ()) -> None:
    for name, value in _rows(asked):
        if name not in but:
            findings.ignore("T374", f"{_PREFIX}{name} has no effect: {reason}", value.origin, help="remove it")


def _consistent(service: Service, asked: AutoScaling, findings: Collector) -> bool:
    pairs = (
        ("min_instances", asked.min_instances or _LEAST, "max_instances", asked.max_instances or _MOST, True),
        ("min_cpu", asked.min_cpu, "max_cpu", asked.max_cpu, False),
        ("min_memory", asked.min_memory, "max_memory", asked.max_memory, False),
    )
    for low, least, high, most, may_equal in pairs:
        if least is None or most is None or least.value < most.value or (may_equal and least.value == most.value):
            continue
        for value in dict.fromkeys(value for _, value in _rows(asked)):
            findings.refuse(
                "T375",
                f"{service.name.value} is not scaled: {_PREFIX}{low} is {least.value} and {_PREFIX}{high} {most.value}",
                value.origin,
                help=f"write a {low} that is less than {high}",
            )
        return False
    return True


def _metrics(service: Service, asked: AutoScaling, defaults: ResourceDefaults, findings: Collector) -> Iterator[Metric]:
    limits, reserved = service.limits, service.reservations
    rows = (
        ("cpu", asked.max_cpu, (limits.cpus, reserved.cpus), (defaults.cpu_limit, defaults.cpu_request)),
        ("memory", asked.max_memory, (limits.memory, reserved.memory), (defaults.memory_limit, defaults.memory_request)),
    )
    for resource, bound, own, default in rows:
        if bound is None:
            continue
        word = "mem_limit" if resource == "memory" else "cpu_shares"
        known = any(own)
        if known or any(default):
            if not known:
                findings.approximate(
                    "T390",
                    f"{service.name.value} scales at {bound.value}% of the {resource} that translator.yaml requests for all",
                    bound.origin,
                    help=f"write {word} for the service, so that the percentage is of what it may use",
                )
            yield Metric(Located(resource, Derived("resource that scales", (bound.origin,))), bound)
            continue
        amount = "memory_request: 128Mi" if resource == "memory" else "cpu_request: 100m"
        findings.refuse(
            "T372",
            f"{service.name.value} is to scale by percent of {resource}, of which it requests none",
            bound.origin,
            help=f"write {word}, or a default in translator.yaml: resources: {{{amount}}}",
        )


def _down(asked: AutoScaling, findings: Collector) -> tuple[Located[int] | None, Located[str]]:
    """The Pods taken away at a time, None for none; and the word for none, with every lower bound that says so."""
    bounds = [(name, value) for name, value in _rows(asked) if name in ("min_cpu", "min_memory")]
    origins: list[Origin] = [value.origin for _, value in bounds]
    if not any(value.value for _, value in bounds):
        reason = "a use below 0 never happens" if bounds else "without a lower bound nothing is taken away"
        return None, Located("Disabled", Derived(reason, (*origins, Default("Container Service"))))
    for name, value in bounds:
        what = f"below {value.value}%" if value.value else "never, since 0 cannot be reached"
        findings.approximate(
            "T373",
            f"{_PREFIX}{name} took containers away {what}; now Pods go when the others stay below the upper bound without them",
            value.origin,
            help="watch the number of Pods, and set behavior.scaleDown by hand where it moves too much",
        )
    step = asked.step or _STEP
    return Located(step.value, Derived("as many down as up", (step.origin, *origins))), Located("Max", PERIODS)
