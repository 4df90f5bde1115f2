"""Workloads: which object runs each service, how many Pods it has, and when it starts.

A service is a Deployment, unless something says otherwise: `mode: global` is a DaemonSet, a volume of which each replica has
its own is a StatefulSet, and a Job needs evidence that the service is meant to end. `restart: on-failure`, or none at all, is
no such evidence: most servers carry it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from translator.kube.kinds import KINDS
from translator.kube.names import dns_1035_label
from translator.model.batch import Batch
from translator.model.destination import Destination
from translator.model.manifest import ONE_REPLICA
from translator.model.origin import Default, Derived, Located, Source, sources
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render import waves
from translator.render.autoscaling import say_scale, scaler
from translator.render.blueprint import Workload
from translator.render.naming import Names
from translator.render.pods.image import image
from translator.render.replication import per_replica
from translator.render.timetables import say_timed, timetable
from translator.report.collector import Collector

_ONE = Located(1, ONE_REPLICA)
_DEPLOYMENT = Located("Deployment", Default("a service that is to keep running"))


def workloads(
    stack: Stack,
    settings: Settings,
    destination: Destination,
    names: Names,
    findings: Collector,
    leaders: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, Workload]:
    """What runs each service, by its name; a service that nothing can run is absent, with findings for all of it.

    Args:
        leaders: services whose containers stand in one Pod with others -> the service whose Pod it is.
    """
    images = {service.name.value: image(service, settings.images, findings) for service in stack.services}
    running = [
        service
        for service in stack.services
        if service.name.value in names.services and _runs(service, images[service.name.value], findings)
    ]
    graph = waves.dependencies(running, findings)
    depth = waves.depths(graph)
    awaited = {d.service.value for wanted in graph.values() for d in wanted}
    finished = {
        d.service.value: d.condition
        for wanted in graph.values()
        for d in wanted
        if d.condition.value == "service_completed_successfully"
    }
    own_volumes = per_replica(stack, settings, leaders)
    result: dict[str, Workload] = {}
    for service in running:
        name = service.name.value
        kind = _kind(service, settings, name in awaited, finished.get(name), own_volumes.get(name))
        scaled = scaler(service, kind.value, settings.resources, findings)
        alone = leaders.get(name, name) == name
        times = timetable(service, kind.value, settings.ack, findings) if destination.ack and alone else ()
        if scaled is not None:
            say_scale(service, kind.value, scaled, findings)
        elif times:
            say_timed(service, kind.value, findings)
        result[name] = Workload(
            service,
            kind,
            _named(names.services[name], kind.value),
            None if scaled is not None or times else _replicas(service, kind.value, findings),
            depth[name],
            _governor(names.services[name]) if kind.value == "StatefulSet" else None,
            images[name],
            graph[name],
            scaled,
            times,
        )
    return result


def _runs(service: Service, named: Located[str] | None, findings: Collector) -> bool:
    """Whether anything can run the service. One that is left out gets a verdict for each of its values."""
    if service.mode is not None and service.mode.value == "global-job":
        findings.refuse(
            "T452",
            f"{service.name.value} is a global-job, and no kind of Kubernetes runs a Pod once on every node",
            service.mode.origin,
            help="run it as mode: global with a command that does its work and then sleeps, or as a Job for each node",
        )
    elif named is not None:
        return True
    for place in places(service):
        findings.ignore("T453", f"the service {service.name.value} is left out, for the reason given for it", place)
    return False


def places(service: Service) -> tuple[Source, ...]:
    """Places that together cover whatever was written of a service: its own, and those elsewhere that it took values from."""
    own = next(sources(service.name.origin), None)
    found: dict[Source, None] = {}
    for spot in _written(service):
        if own is not None and spot.path[: len(own.path)] == own.path:
            found.setdefault(own if spot.file == own.file else Source(spot.file, spot.line, spot.column, own.path))
        else:
            found.setdefault(spot)
    by_place = {(spot.file, spot.path): spot for spot in reversed(found)}
    return tuple(sorted(by_place.values(), key=lambda spot: (spot.file, spot.line, spot.column)))


def _written(value: object) -> "list[Source]":
    """Every place in the files that a part of the model rests on."""
    if isinstance(value, Source):
        return [value]
    if isinstance(value, Derived):
        return list(sources(value))
    if isinstance(value, tuple):
        return [spot for item in value for spot in _written(item)]
    names = getattr(value, "__dataclass_fields__", ())
    return [spot for name in names for spot in _written(getattr(value, name))]


def _kind(
    service: Service,
    settings: Settings,
    awaited: bool,
    finished: Located[str] | None,
    own_volume: Located[str] | None,
) -> Located[str]:
    """The kind of a service's workload; its origin is what decided it."""
    name = service.name.value
    mode = service.mode
    if mode is not None and mode.value == "global":
        return Located("DaemonSet", Derived("one Pod on every node", (mode.origin,)))
    if service.batch is not None:
        return _batch(service.batch, mode)
    evidence = _job(service, settings.workloads.get(name), awaited, finished)
    if evidence is not None:
        return evidence
    if own_volume is not None:
        return Located("StatefulSet", Derived("a volume for each replica", (own_volume.origin,)))
    decided = settings.workloads.get(name)
    if decided is not None and decided.value == "deployment":
        return Located("Deployment", Derived("workloads of the configuration", (decided.origin, *_origin(mode))))
    return _DEPLOYMENT if mode is None else Located("Deployment", Derived("replicated services keep running", (mode.origin,)))


def _batch(batch: Batch, mode: Located[str] | None) -> Located[str]:
    """A Job, or a CronJob where the batch has a schedule."""
    if batch.schedule is None:
        assert batch.kind is not None
        return Located("Job", Derived("a batch runs to its end", (batch.kind.origin, *_origin(mode))))
    written = (batch.schedule.origin, *_origin(batch.kind), *_origin(mode))
    return Located("CronJob", Derived("a batch with a schedule", written))


def _job(service: Service, decided: Located[str] | None, awaited: bool, finished: Located[str] | None) -> Located[str] | None:
    """A Job, with the evidence for it; None where there is none, or where the configuration speaks against it."""
    mode = service.mode
    if decided is not None:
        if decided.value != "job":
            return None
        return Located("Job", Derived("workloads of the configuration", (decided.origin, *_origin(mode))))
    if mode is not None and mode.value == "replicated-job":
        return Located("Job", Derived("mode replicated-job", (mode.origin,)))
    if finished is not None:
        return Located("Job", Derived("another service waits for its end", (finished.origin, *_origin(mode))))
    policy = service.restart_policy or service.restart
    if policy is None or policy.condition.value != "no" or awaited or _serves(service):
        return None
    return Located("Job", Derived("never restarted, and nothing calls it", (policy.condition.origin, *_origin(mode))))


def _serves(service: Service) -> bool:
    """Whether anything says that others call the service while it runs."""
    return bool(service.ports or service.expose or service.routes or service.healthcheck or service.probe)


def _origin(value: Located[str] | None) -> "tuple[Derived | Default | Source, ...]":
    return () if value is None else (value.origin,)


def _replicas(service: Service, kind: str, findings: Collector) -> Located[int] | None:
    if kind != "DaemonSet":
        return service.replicas or _ONE
    if service.replicas is not None:
        findings.ignore(
            "T462",
            f"{service.name.value} runs once on every node, so its {service.replicas.value} replicas have no effect",
            service.replicas.origin,
            help="remove replicas, or the global mode",
        )
    return None


def _named(name: Located[str], kind: str) -> Located[str]:
    """The workload's name: the service's, cut where a controller would make it too long."""
    short = dns_1035_label(name.value, min(KINDS[kind].longest, 63))
    return name if short == name.value else Located(short, Derived("name rule", (name.origin,)))


def _governor(name: Located[str]) -> Located[str]:
    """The headless Service that gives each Pod of a StatefulSet its own DNS name."""
    return Located(dns_1035_label(f"{name.value}-replicas"), Derived("headless Service of the StatefulSet", (name.origin,)))
