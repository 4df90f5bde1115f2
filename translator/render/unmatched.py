"""Unmatched: entries of `translator.yaml` that name something of the stack, where nothing of the stack is called so.

Such a decision is a slip of the pen, or left over from a stack that has changed, and the output is as if nobody had made it.
What describes a cluster (nodes, classes, devices) is no such name, since one cluster runs many stacks; `pods`,
`exposure.releases` and `accepted` are told where they are used. A configuration that several stacks of a folder share is for
all of them together, so nothing is said there.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from translator.model.ack import Ack
from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.settings import Settings
from translator.model.stack import FileObject, Stack
from translator.render.blueprint import Blueprint
from translator.report.collector import Collector

_CODE = "T199"


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the configuration: its path, what its keys name, its entries, and the names that there are."""

    path: str
    what: str
    entries: Mapping[str, object]
    known: frozenset[str]


def say(stack: Stack, blueprint: Blueprint, findings: Collector) -> None:
    """A finding for each entry that matches nothing.

    Args:
        stack: with every service that was read, also those that are not written.
    """
    if not blueprint.destination.own_configuration:
        return
    for section in _sections(stack, blueprint.settings, blueprint):
        for name, value in section.entries.items():
            if name not in section.known:
                _say(section, name, value, findings)
    _say_ack(blueprint, findings)


def _say(section: _Section, name: str, value: object, findings: Collector) -> None:
    import difflib  # large, and only for a fault

    near = difflib.get_close_matches(name, sorted(section.known), n=1)
    message = f"{section.path}.{name} in translator.yaml has no effect: the stack has no {section.what} {name}"
    help = f"did you mean {near[0]}?" if near else "correct its name, or remove it"
    findings.add(_CODE, message, _place(value), help=help)


def _say_ack(blueprint: Blueprint, findings: Collector) -> None:
    """What is said of ACK, where it cannot reach a Pod."""
    ack = blueprint.settings.ack
    if ack != Ack() and not blueprint.destination.ack:
        message = "ack in translator.yaml has no effect, since the cluster is none of ACK"
        findings.add(_CODE, message, _place(ack), help="write target: {platform: ack}, or remove it")
        return
    for name, own in ack.services.items():
        workload = blueprint.workloads.get(name)
        if workload is None or workload.inside is None:
            continue
        for part in ("virtual_nodes", "annotations", "insecure_registries", "plain_http_registries", "cron_scaling", "network"):
            if getattr(own, part):
                message = f"ack.services.{name}.{part} has no effect: {name} stands in the Pod of {workload.inside}"
                findings.add(_CODE, message, _place(getattr(own, part)), help=f"write it below ack.services.{workload.inside}")


def _sections(stack: Stack, settings: Settings, blueprint: Blueprint) -> Iterator[_Section]:
    """Those that have any entries."""
    services = frozenset(one.name.value for one in stack.services)
    exposure = settings.exposure
    rows: Iterable[tuple[str, str, Mapping[str, object]]] = (
        ("images.services", "service", settings.images.services),
        ("exposure.services", "service", exposure.services),
        ("workloads", "service", settings.workloads),
        ("ack.services", "service", settings.ack.services),
    )
    for path, what, entries in rows:
        if entries:
            yield _Section(path, what, entries, services)
    if exposure.tls or exposure.certificates:
        hosts = frozenset(_hosts(blueprint))
        yield _Section("exposure.tls", "route to the host", exposure.tls, hosts)
        yield _Section("exposure.certificates", "route to the host", exposure.certificates, hosts)
    if settings.load_balancers:
        balancers = frozenset(_balancers(stack, settings))
        yield _Section("load_balancers", "aliyun.lb label with", settings.load_balancers, balancers)
    if settings.volumes or settings.storage.bindings:
        volumes = frozenset(volume.key.value for one in (stack, blueprint.stack) for volume in one.volumes)
        yield _Section("storage.bindings", "volume", settings.storage.bindings, volumes)
        yield _Section("volumes", "volume or folder", settings.volumes, volumes | frozenset(_folders(blueprint)))
    if settings.files:
        yield _Section("files", "external config or secret", settings.files, frozenset(_external(stack)))
    if settings.users or settings.groups:
        yield _Section("users", "service that runs as", settings.users, frozenset(_users(stack)))
        yield _Section("groups", "service with the group", settings.groups, frozenset(_groups(stack)))


def _hosts(blueprint: Blueprint) -> Iterator[str]:
    """The hosts of all routes, and the wildcards that they fall under."""
    for ingress in blueprint.routing.ingresses:
        for rule in ingress.rules:
            if rule.host is not None:
                yield rule.host.value
                yield "*." + rule.host.value.partition(".")[2]


def _balancers(stack: Stack, settings: Settings) -> Iterator[str]:
    """The names of instances by which labels, or ids in labels, find them."""
    written = {listener.balancer.value for service in stack.services for listener in service.listeners}
    for name, balancer in settings.load_balancers.items():
        if name in written or balancer.id.value in written:
            yield name


def _folders(blueprint: Blueprint) -> Iterator[str]:
    """The folders beside the stack file by each of the ways in which they can be called: as written, by path, by claim."""
    for service in blueprint.stack.services:
        for mount in service.mounts:
            if mount.kind.value == "bind" and mount.source is not None:
                yield mount.source.value
                yield posixpath.normpath(mount.source.value)
    yield from (claim.name.value for claim in blueprint.volumes.claims)


def _external(stack: Stack) -> Iterator[str]:
    found: Iterable[FileObject] = (one for one in (*stack.configs, *stack.secrets) if one.external is not None)
    for one in found:
        yield one.key.value
        if one.name is not None:
            yield one.name.value


def _users(stack: Stack) -> Iterator[str]:
    for service in stack.services:
        if service.user is not None:
            yield from (service.user.value.user, f"{service.name.value}/{service.user.value.user}")


def _groups(stack: Stack) -> Iterator[str]:
    for service in stack.services:
        main = () if service.user is None or service.user.value.group is None else (service.user.value.group,)
        for group in (*main, *(one.value for one in service.group_add)):
            yield from (group, f"{service.name.value}/{group}")


def _place(value: object) -> Origin | None:
    """Where an entry stands: the place of the first of its values; None for one without any."""
    if isinstance(value, Located):
        return value.origin
    parts: Iterable[object] = ()
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, tuple):
        parts = value
    elif hasattr(value, "__dataclass_fields__"):
        parts = (getattr(value, name) for name in value.__dataclass_fields__)
    return next((place for part in parts if (place := _place(part)) is not None), None)
