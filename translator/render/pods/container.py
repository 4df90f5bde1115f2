"""Container: the one container of a service's Pod. Its name is that of the service, so that it is found by the name in the
stack file."""

from dataclasses import dataclass

from translator.model.origin import Located
from translator.render.blueprint import Blueprint, Workload
from translator.render.pods.command import Words, command
from translator.render.pods.environment import Entry, environment
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


def container(
    workload: Workload, blueprint: Blueprint, probes: Probes, mounts: tuple[VolumeMount, ...], findings: Collector
) -> ContainerView:
    """The container of a workload whose probes and mounts are decided."""
    service = workload.service
    name = service.name.value
    assert workload.image is not None
    words, args = command(service, findings)
    return ContainerView(
        blueprint.names.services[name],
        workload.image,
        words,
        args,
        service.working_dir,
        environment(workload, blueprint, findings),
        ports(service, blueprint.ports.get(name, ())),
        resources(service, blueprint.settings.resources, findings),
        security(service, findings),
        probes,
        mounts,
        service.stdin_open,
        service.tty,
    )
