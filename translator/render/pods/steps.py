"""Steps: the init containers for `pre_start`, in order, behind those that wait for other services and fill volumes.

A step is a container of its own beside the service's: the same variables and mounts, an image, a user and rights of its own
where written. docker compose runs a step once for the service unless `per_replica` says otherwise; an init container runs in
every Pod, each time it starts, so a step must bear being run again.
"""

from dataclasses import replace

from translator.kube.names import dns_label
from translator.model.container import Variable
from translator.model.lifecycle import Hook
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.render.blueprint import Blueprint, Workload
from translator.render.cause import carrying
from translator.render.pods.container import ContainerView
from translator.render.pods.environment import environment
from translator.render.pods.expansion import literals
from translator.render.pods.image import pull_policy, rewritten
from translator.render.pods.probes import NONE
from translator.render.pods.resources import resources
from translator.render.pods.security import security
from translator.render.pods.storage import VolumeMount
from translator.report.collector import Collector


def steps(
    workload: Workload, blueprint: Blueprint, mounts: tuple[VolumeMount, ...], findings: Collector
) -> tuple[ContainerView, ...]:
    """The init containers of a service's `pre_start`."""
    return tuple(
        _step(number, hook, workload, blueprint, mounts, findings)
        for number, hook in enumerate(workload.service.pre_start, start=1)
    )


def _step(
    number: int,
    hook: Hook,
    workload: Workload,
    blueprint: Blueprint,
    mounts: tuple[VolumeMount, ...],
    findings: Collector,
) -> ContainerView:
    if hook.per_replica is None or not hook.per_replica.value:
        findings.approximate(
            "T246",
            f"step {number} of pre_start of {workload.service.name.value} runs in every Pod each time it starts, not once",
            hook.origin,
            help="see that it can run again and beside itself, or make it a service that is awaited with "
            "service_completed_successfully; per_replica: true says that it is meant so",
        )
    service = _service(hook, workload.service)
    assert workload.image is not None
    image = workload.image
    if hook.image is not None:
        image = rewritten(Located(hook.image.value.text, hook.image.origin), blueprint.settings.images)
    elif hook.per_replica is not None:
        image = carrying(image, "a step of pre_start", hook.per_replica)
    name = Located(
        dns_label(f"{blueprint.names.services[service.name.value].value}-pre-start-{number}"),
        Derived("a step of pre_start", (hook.origin,)),
    )
    command = hook.command
    return ContainerView(
        name if hook.per_replica is None else carrying(name, "a step of pre_start", hook.per_replica),
        image,
        (),
        () if command is None else literals(command.words),
        hook.working_dir or (service.working_dir if hook.image is None else None),
        environment(replace(workload, service=service), blueprint, findings),
        (),
        resources(service, blueprint.settings.resources, findings),
        security(service, blueprint, findings),
        NONE,
        mounts,
        None,
        None,
        pull_policy(service) if hook.image is None else None,
    )


def _service(hook: Hook, service: Service) -> Service:
    """The service as the step has it: its own user, rights and variables win; another image has none of the service's."""
    variables: dict[str, Variable] = {variable.name.value: variable for variable in service.environment}
    variables |= {variable.name.value: variable for variable in hook.environment}
    return replace(
        service,
        environment=tuple(variables[name] for name in sorted(variables)),
        user=hook.user or (service.user if hook.image is None else None),
        privileged=hook.privileged or service.privileged,
        log_stores=(),
    )
