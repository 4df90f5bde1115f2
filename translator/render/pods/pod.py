"""Pod: the template of a workload's Pods, put together from its parts."""

from translator.model.origin import Default, Located, Origin
from translator.model.record import dataclass
from translator.model.values import NANO, Duration
from translator.render.binds import read_only
from translator.render.blueprint import Blueprint, Workload
from translator.render.hostpaths import is_data
from translator.render.pods import hosts, labels, resolver
from translator.render.pods.ack import NO_FEATURES, Features, features, kept_off
from translator.render.pods.annotations import pod_annotations, yielding
from translator.render.pods.container import ContainerView, container
from translator.render.pods.filling import FillView, fills
from translator.render.pods.hostname import HostView, hostname
from translator.render.pods.isolation import OWN, IsolationView, isolation
from translator.render.pods.links import service_links
from translator.render.pods.logdriver import say_driver
from translator.render.pods.machine import on_machine
from translator.render.pods.mounts import mounted
from translator.render.pods.placement import PlacementView, placement
from translator.render.pods.probes import NONE, probes, startup_seconds
from translator.render.pods.restart import RestartView, restart
from translator.render.pods.scheduling import scheduled
from translator.render.pods.seconds import seconds
from translator.render.pods.steps import steps
from translator.render.pods.storage import PodVolume
from translator.render.pods.volume_group import volume_group
from translator.render.pods.waits import WaitView, waits
from translator.render.view import Pairs
from translator.render.volumes import Holding
from translator.report.collector import Collector

_GRACE = Located(Duration(10 * NANO), Default("Docker's default of stop_grace_period"))
_TOKEN = Located(False, Default("a program that came from Docker does not speak to the Kubernetes API"))
_POLICY = Located("OnRootMismatch", Default("owners of a large volume are set once, not at each start"))


@dataclass(frozen=True, slots=True)
class PodView:
    """A Pod template. `selector` are the labels by which its workload finds it."""

    labels: Pairs
    annotations: Pairs
    selector: Pairs
    restart: RestartView
    service_links: Located[bool]
    token: Located[bool]
    grace: Located[int]
    pull_secrets: tuple[Located[str], ...]
    host: HostView
    aliases: tuple[hosts.HostAlias, ...]
    nameservers: tuple[Located[str], ...]
    placement: PlacementView
    group: Located[int] | None
    group_policy: Located[str]
    waits: tuple[WaitView, ...]
    fills: tuple[FillView, ...]
    container: ContainerView
    volumes: tuple[PodVolume, ...]
    searches: tuple[Located[str], ...] = ()
    resolver_options: tuple[resolver.ResolverOption, ...] = ()
    steps: tuple[ContainerView, ...] = ()
    features: Features = NO_FEATURES
    isolation: IsolationView = OWN
    beside: tuple[ContainerView, ...] = ()
    """The containers of other services in the same Pod."""


@dataclass(frozen=True, slots=True)
class Pod:
    """A Pod template and what decides how it is replaced (see `rollout`): the mount of a claim that only one Pod can hold, a
    port of the node, and the seconds that it may take to start."""

    view: PodView
    held: Origin | None
    host_port: Origin | None
    starting: int


def pod(workload: Workload, blueprint: Blueprint, findings: Collector) -> Pod:
    """The Pod of a workload, with the containers of all services that stand in it."""
    alone = _pod(workload, blueprint, findings)
    if not workload.companions:
        return alone
    from translator.render.pods.crew import together  # few stacks have any

    return together(alone, [_pod(one, blueprint, findings) for one in workload.companions], workload, blueprint)


def _pod(workload: Workload, blueprint: Blueprint, findings: Collector) -> Pod:
    """The Pod of a workload, as if its service stood in it alone."""
    service, settings = workload.service, blueprint.settings
    name, dialect = service.name.value, blueprint.stack.dialect.value
    version = blueprint.destination.kubernetes[0]
    checks = NONE
    if service.healthcheck is not None or service.probe is not None:
        checks = probes(service, dialect, findings)
    if service.logging is not None:
        say_driver(service, service.logging, findings)
    plan = mounted(workload, blueprint, findings)
    holdings = blueprint.volumes.holdings.get(name, ())
    assert workload.image is not None
    more = features(workload, blueprint, findings)
    host = hostname(workload, dialect, version, findings)
    lines = hosts.aliases(service, findings) if service.extra_hosts else ()
    if checks.readiness is not None:
        from translator.render.pods.ownname import reaching_itself  # who asks nobody for their health needs no name

        host, lines = reaching_itself(host, lines, workload, blueprint.names.services[name], findings)
    view = PodView(
        (*blueprint.pod_labels[name], *labels.chosen(service.labels, settings.labels, findings), *more.labels),
        _annotations(workload, blueprint, more.annotations, findings),
        blueprint.names.selectors[name],
        restart(workload, dialect, bool(blueprint.ports[name]), findings),
        service_links(service, findings),
        _TOKEN,
        seconds(service.stop_grace_period or _GRACE, "stop_grace_period", findings),
        settings.images.pull_secrets,
        host,
        lines,
        hosts.nameservers(service, findings) if service.dns else (),
        _placed(workload, blueprint, findings),
        volume_group(service, settings, holdings, plan.volumes) if plan.volumes or holdings else None,
        _POLICY,
        waits(workload, blueprint, findings) if workload.waits else (),
        fills(holdings, workload.image) if holdings else (),
        container(workload, blueprint, checks, plan.mounts, findings),
        plan.volumes,
        resolver.searches(service, version, findings) if service.dns_search else (),
        resolver.options(service) if service.dns_options else (),
        steps(workload, blueprint, plan.mounts, findings) if service.pre_start else (),
        features=more,
        isolation=isolation(service, settings, version, findings),
    )
    taken = next((p.mode.origin for p in service.ports if p.mode.value == "host" and p.published is not None), None)
    taken = view.isolation.network.origin if view.isolation.network is not None else taken
    return Pod(view, _held(workload, blueprint), taken, startup_seconds(checks))


def _annotations(workload: Workload, blueprint: Blueprint, needed: Pairs, findings: Collector) -> Pairs:
    written = pod_annotations(workload.service, blueprint.settings.labels, findings)
    if needed:
        written = yielding(written, needed, findings)
    return (*written, *_guards(workload, blueprint, findings), *needed)


def _guards(workload: Workload, blueprint: Blueprint, findings: Collector) -> Pairs:
    """The annotations of profiles that are no fields yet."""
    service = workload.service
    if not service.security_opt:
        return ()
    from translator.render.pods.profiles import annotation  # few services say any

    container = blueprint.names.services[service.name.value]
    return annotation(service, container, blueprint.destination.kubernetes[0], findings)


def _placed(workload: Workload, blueprint: Blueprint, findings: Collector) -> PlacementView:
    view = on_machine(placement(workload, blueprint.settings.nodes, findings), workload.service, findings)
    view = scheduled(view, workload, blueprint, findings) if workload.service.orders else view
    return kept_off(view, workload, blueprint)


def _held(workload: Workload, blueprint: Blueprint) -> Origin | None:
    """A mount of a claim that one Pod at a time can hold, where the workload has one Pod; or of data on the node, where nothing
    says how the service is updated: a rolling update starts the new Pod while the old one still ends."""
    if workload.replicas is None or workload.replicas.value > 1:
        return None
    holdings = blueprint.volumes.holdings.get(workload.service.name.value, ())
    unsaid = workload.service.update_config is None
    return next((held.mount.target.origin for held in holdings if held.exclusive or (unsaid and _on_node(held))), None)


def _on_node(held: Holding) -> bool:
    """Whether a mount is a folder of the node that the container may keep data in."""
    host = None if held.volume is None else held.volume.host
    return host is not None and not read_only(held.mount) and is_data(host.path.value)
