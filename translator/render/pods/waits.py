"""Waits: init containers that hold a Pod until what it depends on answers.

`service_healthy` waits for as long as it takes: the Service of the dependency lets nobody through before a Pod of it is
ready. `service_started` waits for at most a minute and then starts, since Docker would not wait for the port at all. Where no
TCP port is known, and for `service_completed_successfully`, there is nothing to knock at: `apply` brings up one wave after
the other, and whoever applies by other means has to keep that order.
"""

from translator.kube.names import dns_label
from translator.model.connection import Dependency
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.settings import HELPER, Images
from translator.render.blueprint import Blueprint, KnownPort, Workload
from translator.render.pods.image import rewritten
from translator.report.collector import Collector

STARTED, HEALTHY, COMPLETED = "service_started", "service_healthy", "service_completed_successfully"
_STRENGTH = (STARTED, HEALTHY, COMPLETED)

_SHELL = tuple(Located(word, Default("a shell runs the loop")) for word in ("sh", "-c"))
_LONGEST = 60
"""Seconds for which a service that only has to be started is awaited."""


@dataclass(frozen=True, slots=True)
class WaitView:
    """An init container that waits."""

    name: Located[str]
    image: Located[str]
    command: tuple[Located[str], ...]


def helper(images: Images) -> Located[str]:
    """The image of the containers that the translator adds: it has sh, nc and timeout."""
    return images.helper or rewritten(HELPER, images)


def waits(workload: Workload, blueprint: Blueprint, findings: Collector) -> tuple[WaitView, ...]:
    """The init containers for what a service depends on, in the order of the names."""
    strongest: dict[str, list[Dependency]] = {}
    for dependency in workload.waits:
        strongest.setdefault(dependency.service.value, []).append(dependency)
    views = []
    for name in sorted(strongest):
        view = _wait(workload, name, strongest[name], blueprint, findings)
        if view is not None:
            views.append(view)
    return tuple(views)


def _wait(
    workload: Workload, name: str, wanted: list[Dependency], blueprint: Blueprint, findings: Collector
) -> WaitView | None:
    """The init container for one dependency, written once or several times; the strongest condition counts."""
    service = workload.service.name.value
    condition = max((d.condition.value for d in wanted), key=_STRENGTH.index)
    for dependency in wanted:
        if dependency.restart is not None and dependency.restart.value:
            findings.approximate(
                "T458",
                f"{service} is not restarted when {name} is replaced",
                dependency.restart.origin,
                help=f"kubectl rollout restart deployment/{workload.name.value}, or let the program connect again",
            )
    if condition == COMPLETED:
        for dependency in wanted:
            _say_wave(
                dependency,
                f"{service} starts after the Job {name} has ended, as far as apply goes wave by wave",
                "T456",
                findings,
            )
        return None
    port = _tcp(blueprint.ports.get(name, ()))
    called = blueprint.names.services.get(name)
    if port is None or called is None:
        for dependency in wanted:
            _say_wave(dependency, f"{service} waits for {name}, of which no TCP port is known", "T455", findings)
        return None
    origins: list[Origin] = []
    for dependency in wanted:
        values = (dependency.service, dependency.condition, dependency.required)
        origins.extend([dependency.origin, *[value.origin for value in values if value is not None]])
        if dependency.restart is not None and not dependency.restart.value:
            origins.append(dependency.restart.origin)
    cause = Derived("start order", tuple(dict.fromkeys((*origins, called.origin, port.number.origin))))
    label = f"wait-for-{called.value}"
    if label == blueprint.names.services[service].value:
        label += "-port"  # the containers of a Pod share one set of names
    script = _script(called.value, port.number.value, bounded=condition == STARTED)
    return WaitView(
        Located(dns_label(label), cause),
        helper(blueprint.settings.images),
        (*_SHELL, Located(script, cause)),
    )


def _script(host: str, port: int, *, bounded: bool) -> str:
    loop = f"until nc -z -w 2 {host} {port}; do sleep 2; done"
    return f"timeout {_LONGEST} sh -c '{loop}' || true" if bounded else loop


def _tcp(ports: tuple[KnownPort, ...]) -> KnownPort | None:
    """The port to knock at: the first that is TCP."""
    return next((port for port in ports if port.protocol.value == "TCP"), None)


def _say_wave(dependency: Dependency, message: str, code: str, findings: Collector) -> None:
    findings.approximate(
        code,
        message,
        dependency.origin,
        help="apply starts it in order; with other tools, apply the lower waves first and wait for them"
        + ("" if code == "T456" else "; or write the port under expose"),
    )
