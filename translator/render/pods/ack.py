"""ACK: what the Pods of a service carry for features of Alibaba Cloud Container Service for Kubernetes, by the configuration.

Virtual nodes run Pods as elastic container instances (ECI): by a label of the Pod, which overrides where else it could run, or
by choosing and tolerating such nodes. A DaemonSet is kept off them, since they run none. Annotations below k8s.aliyun.com/ are
those of ECI and of the network plugin Terway; they take effect when a Pod is made. Figures of `aliyun.monitoring.http` become
the annotations by which Prometheus finds a Pod. Source: ACK user guide, virtual nodes, Terway; Prometheus' own examples.
"""

from collections.abc import Iterator
from dataclasses import replace

from translator.model.ack import Ack, AckFeatures
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint, Workload
from translator.render.hostnetwork import in_host_network
from translator.render.pods.placement import PlacementView, Requirement
from translator.render.view import Pairs
from translator.report.collector import Collector

PREFIX = "k8s.aliyun.com/"
_VIRTUAL = "virtual-kubelet"
_LABEL = "alibabacloud.com/eci"
_TYPE, _TAINT = "type", "virtual-kubelet.io/provider"
_PROMETHEUS = "prometheus.io/"


@dataclass(frozen=True, slots=True)
class Toleration:
    """A taint of nodes that the Pod bears, whatever its value."""

    key: Located[str]
    operator: Located[str]


@dataclass(frozen=True, slots=True)
class Features:
    """What is added to the Pods."""

    labels: Pairs = ()
    annotations: Pairs = ()
    node_selector: Pairs = ()
    tolerations: tuple[Toleration, ...] = ()


NO_FEATURES = Features()


def features(workload: Workload, blueprint: Blueprint, findings: Collector) -> Features:
    """What the configuration asks for the Pods of a service."""
    settings, name = blueprint.settings, workload.service.name.value
    figures = tuple(_figures(workload, blueprint, findings)) if workload.service.monitoring is not None else ()
    if workload.inside is not None:
        return NO_FEATURES  # the leader of the Pod decides what is the Pod's
    own, shared = settings.ack.services.get(name, AckFeatures()), settings.ack.stack
    if not blueprint.destination.ack or (own == shared == AckFeatures() and not settings.ack.services):
        return Features(annotations=figures) if figures else NO_FEATURES
    virtual = virtual_nodes(workload, blueprint)
    annotations = (*figures, *_annotations(own, shared, virtual is not None))
    if virtual is None:
        return Features(annotations=annotations)
    _say_limits(workload, blueprint, virtual, findings)
    rule = Derived("virtual_nodes of the configuration", (virtual.origin,))
    if virtual.value == "label":
        return Features(((Located(_LABEL, rule), Located("true", rule)),), annotations)
    return Features(
        annotations=annotations,
        node_selector=((Located(_TYPE, rule), Located(_VIRTUAL, rule)),),
        tolerations=(Toleration(Located(_TAINT, rule), Located("Exists", rule)),),
    )


def virtual_nodes(workload: Workload, blueprint: Blueprint) -> Located[str] | None:
    """How the Pods of a workload come to virtual nodes, by a label or by choosing the nodes; None where they do not."""
    ack, name = blueprint.settings.ack, workload.service.name.value
    own = ack.services.get(name)
    word = ack.stack.virtual_nodes if own is None or own.virtual_nodes is None else own.virtual_nodes
    if word is None or word.value == "none" or workload.kind.value == "DaemonSet" or not blueprint.destination.ack:
        return None
    return word


def kept_off(view: PlacementView, workload: Workload, blueprint: Blueprint) -> PlacementView:
    """The placement of a DaemonSet away from virtual nodes, where the configuration uses any."""
    ack = blueprint.settings.ack
    if workload.kind.value != "DaemonSet" or not blueprint.destination.ack or ack == Ack():
        return view
    used = [one.virtual_nodes for one in (ack.stack, *ack.services.values())]
    word = next((one for one in used if one is not None and one.value != "none"), None)
    if word is None:
        return view
    rule = Derived("no DaemonSet runs on a virtual node", (word.origin,))
    away = Requirement(Located(_TYPE, rule), Located("NotIn", rule), Located(_VIRTUAL, rule))
    return replace(view, requirements=(*view.requirements, away))


def _say_limits(workload: Workload, blueprint: Blueprint, virtual: Located[str], findings: Collector) -> None:
    """What a Pod cannot have on a virtual node, which is no machine (ECI user guide, limits), and what the label overrides."""
    service = workload.service
    name = service.name.value
    holdings = blueprint.volumes.holdings.get(name, ())
    missing = [f"the path {one.volume.host.path.value}" for one in holdings if one.volume is not None and one.volume.host]
    missing += ["the network of its node"] if in_host_network(service) else []
    missing += ["the rights of a privileged container"] if service.privileged is not None and service.privileged.value else []
    if missing:
        findings.add(
            "T392",
            f"{name} runs on virtual nodes, where it cannot have {' and '.join(missing)}",
            virtual.origin,
            help=f"ack: {{services: {{{name}: {{virtual_nodes: none}}}}}} keeps it on real nodes",
        )
    if virtual.value == "label" and (service.placement.constraints or service.orders):
        findings.add(
            "T392",
            f"{name} chooses its nodes, and the label of virtual nodes overrides that",
            virtual.origin,
            help=f"write virtual_nodes: node for {name}, or none to keep it on real nodes",
        )


def _annotations(own: AckFeatures, shared: AckFeatures, eci: bool) -> Iterator[tuple[Located[str], Located[str]]]:
    """Annotations of the platform, sorted; those of the service win. Registries are told to virtual nodes alone (`eci`)."""
    united = {**shared.annotations, **own.annotations}
    for name, registries in (
        ("insecure-registry", own.insecure_registries or shared.insecure_registries),
        ("plain-http-registry", own.plain_http_registries or shared.plain_http_registries),
    ):
        if registries and eci:
            origin = Derived("registries of the configuration", tuple(one.origin for one in registries))
            united.setdefault(name, Located(",".join(one.value for one in registries), origin))
    for name in sorted(united):
        yield Located(PREFIX + name, united[name].origin), united[name]


def _figures(workload: Workload, blueprint: Blueprint, findings: Collector) -> Iterator[tuple[Located[str], Located[str]]]:
    """The annotations by which Prometheus finds the figures of a Pod."""
    written, form = workload.service.monitoring, blueprint.settings.monitoring
    assert written is not None
    if form is None:
        findings.refuse(
            "T330",
            f"nothing collects the figures of {workload.service.name.value} as aliyun.monitoring.http asks",
            written.port.origin,
            help="if a Prometheus of the cluster does, add to translator.yaml: monitoring: prometheus",
        )
        return
    findings.approximate(
        "T385",
        f"Prometheus asks {workload.service.name.value} for figures, in its own text form",
        written.port.origin,
        help="see that the program offers them so; those in the form of InfluxDB are not read",
    )
    rule = Derived("aliyun.monitoring.http", (written.port.origin, form.origin))
    for name, value in (("scrape", "true"), ("port", str(written.port.value)), ("path", written.path.value)):
        yield Located(_PROMETHEUS + name, Default("annotation of Prometheus")), Located(value, rule)
