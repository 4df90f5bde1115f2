"""Container: the one container of a service's Pod. Its name is that of the service, so that it is found by the name in the
stack file."""

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.render.blueprint import Blueprint, Workload
from translator.render.cause import carrying
from translator.render.pods.command import Words, command
from translator.render.pods.environment import Entry, environment
from translator.render.pods.gpu import with_gpu
from translator.render.pods.image import pull_policy
from translator.render.pods.lifecycle import LifecycleView, lifecycle
from translator.render.pods.ports import PortView, ports
from translator.render.pods.probes import Probes
from translator.render.pods.resources import ResourceView, resources
from translator.render.pods.security import SecurityView, security
from translator.render.pods.storage import VolumeMount
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class ContainerView:
    """A container."""

    name: Located[str]
    image: Located[str]
    command: Words
    args: Words
    working_dir: Located[str] | None
    environment: tuple[Entry, ...]
    ports: tuple[PortView, ...]
    resources: ResourceView | None
    security: SecurityView | None
    probes: Probes
    mounts: tuple[VolumeMount, ...]
    stdin: Located[bool] | None
    tty: Located[bool] | None
    pull_policy: Located[str] | None = None
    lifecycle: LifecycleView | None = None


def container(
    workload: Workload, blueprint: Blueprint, probes: Probes, mounts: tuple[VolumeMount, ...], findings: Collector
) -> ContainerView:
    """The container of a workload whose probes and mounts are decided."""
    service = workload.service
    name = service.name.value
    assert workload.image is not None
    words, args = command(service, findings)
    if service.ulimits:
        from translator.render.pods.ulimits import say_ulimits  # few services have any

        say_ulimits(service, findings)
    return ContainerView(
        _named(workload, blueprint),
        workload.image,
        words,
        args,
        service.working_dir,
        environment(workload, blueprint, findings),
        ports(service, blueprint.ports.get(name, ()), findings),
        with_gpu(_resources(service, blueprint.settings, findings), service, blueprint.settings),
        security(service, blueprint, findings),
        probes,
        mounts,
        service.stdin_open,
        service.tty,
        pull_policy(service),
        lifecycle(service, findings),
    )


def _resources(service: Service, settings: Settings, findings: Collector) -> ResourceView | None:
    view = resources(service, settings.resources, findings)
    if not (service.devices or service.gpus or service.reservations.devices or service.reservations.generic):
        return view
    from translator.render.pods.hardware import with_hardware  # few services ask for any

    return with_hardware(view, service, settings.nodes, findings)


def _named(workload: Workload, blueprint: Blueprint) -> Located[str]:
    """The container's name, which rests also on what says that it stands in another service's Pod."""
    name = blueprint.names.services[workload.service.name.value]
    shares = (workload.service.network_mode, workload.service.pid, workload.service.ipc)
    beside = [sharing.scope for sharing in shares if sharing is not None and sharing.peer is not None]
    return carrying(name, "container beside another", *beside) if beside else name
