"""Annotations: what becomes of labels. Docker's labels are free text for people and programs, as annotations are in Kubernetes.

Labels of a container become annotations of the Pod, those of a Swarm service annotations of the workload, those of a volume
annotations of its claim. A label that another program reads from the Docker API is an instruction to that program: as an
annotation nobody would follow it, so it is refused with the object to write instead.
"""

from functools import cache

from translator.kube.names import ANNOTATION_KEY
from translator.model.container import Label
from translator.model.origin import Located
from translator.model.service import Service
from translator.render.pods.label_readers import reader_of
from translator.render.pods.labels import Globs, divided
from translator.render.pods.rollout_marks import rollout_marks
from translator.render.view import Pairs
from translator.report.collector import Collector

SCRAPED = "prometheus.io/"
"""How the annotations begin by which Prometheus, as it is usually set up in a cluster, finds the Pods to scrape."""


@cache
def _fault(key: str) -> str | None:
    return ANNOTATION_KEY.fault(key)


def pod_annotations(service: Service, globs: Globs, findings: Collector) -> Pairs:
    """The annotations of a service's Pods: its labels, and its annotations, which win. Labels of a Swarm service by which
    Prometheus finds what to scrape stand here too, since in a cluster it looks for them at Pods.

    Args:
        globs: which labels are not annotations, but labels.
    """
    if not service.labels and not service.annotations and not service.deploy_labels:
        return ()
    scraped = tuple(label for label in divided(service.deploy_labels, globs)[1] if label.key.value.startswith(SCRAPED))
    pairs: dict[str, tuple[Located[str], Located[str]]] = {}
    for name, value in (*annotations(scraped, findings), *annotations(divided(service.labels, globs)[1], findings)):
        pairs[name.value] = (name, value)
    for label in service.annotations:
        key = label.key.value
        fault = _fault(key)
        if fault is not None:
            _refuse_key(label, "annotation", fault, findings)
            continue
        hidden = pairs.pop(key, None)
        if hidden is not None:
            findings.ignore(
                "T207", f"the label {key} yields to the annotation of that name", hidden[1].origin, help="remove one"
            )
        pairs[key] = (label.key, label.value)
    return tuple(pairs.values())


def yielding(pairs: Pairs, others: Pairs, findings: Collector) -> Pairs:
    """Annotations without those of which `others`, which the platform needs, have the names; each of these has a finding."""
    taken = {name.value for name, _ in others}
    for name, value in pairs:
        if name.value in taken:
            message = f"{name.value} yields to the annotation of that name, which the configuration asks for"
            findings.ignore("T207", message, value.origin, help="remove one")
    return tuple(pair for pair in pairs if pair[0].value not in taken)


def workload_annotations(service: Service, globs: Globs, findings: Collector) -> Pairs:
    """The annotations of the workload: labels of the Swarm service, and what `translator apply` is to heed in a rollout."""
    labels = divided(service.deploy_labels, globs)[1]
    labels = tuple(label for label in labels if not label.key.value.startswith(SCRAPED))
    return (*annotations(labels, findings), *rollout_marks(service, findings))


def annotations(labels: tuple[Label, ...], findings: Collector) -> Pairs:
    """The annotations for labels, in their order, without those that are refused."""
    pairs = []
    for label in labels:
        key = label.key.value
        reader, fault = None if key.startswith(SCRAPED) else reader_of(key), _fault(key)
        if reader is not None:
            findings.refuse(
                "T483",
                f"{reader.program} reads the label {key} {reader.where}",
                label.value.origin,
                help=f"write {reader.instead}",
            )
        elif fault is not None:
            _refuse_key(label, "label", fault, findings)
        else:
            pairs.append((label.key, label.value))
    return tuple(pairs)


def _refuse_key(label: Label, what: str, fault: str, findings: Collector) -> None:
    findings.refuse(
        "T484",
        f"the {what} {label.key.value} cannot be an annotation: its key {fault}",
        label.value.origin,
        help="rename it",
    )
