"""Annotations: what becomes of labels. Docker's labels are free text for people and programs, as annotations are in Kubernetes.

Labels of a container become annotations of the Pod, those of a Swarm service annotations of the workload, those of a volume
annotations of its claim. A label that another program reads from the Docker API is an instruction to that program: as an
annotation nobody would follow it, so it is refused with the object to write instead.
"""

from functools import cache

from translator.kube.names import ANNOTATION_KEY
from translator.model.service import Label
from translator.render.view import Pairs
from translator.report.collector import Collector

_READERS: tuple[tuple[str, str, str], ...] = (
    ("traefik.", "Traefik", "an Ingress, or an IngressRoute of Traefik's own"),
    ("caddy", "caddy-docker-proxy", "an Ingress"),
    ("com.df.", "Docker Flow Proxy", "an Ingress"),
    ("com.docker.lb.", "Docker Enterprise's routing (Interlock)", "an Ingress"),
    ("com.docker.ucp.", "Docker Universal Control Plane", "RBAC rules of the cluster"),
    ("swarm.cronjob.", "swarm-cronjob", "a CronJob"),
    ("ofelia.", "Ofelia", "a CronJob"),
    ("chadburn.", "Chadburn", "a CronJob"),
    ("com.centurylinklabs.watchtower.", "Watchtower", "an image updater of the cluster"),
    ("wud.", "What's up Docker", "an image updater of the cluster"),
    ("diun.", "Diun", "an image updater of the cluster"),
    ("shepherd.", "Shepherd", "an image updater of the cluster"),
    ("docker-volume-backup.", "docker-volume-backup", "a VolumeSnapshot, or a CronJob that copies the claim"),
    ("swarmpit.", "Swarmpit", "nothing: Swarmpit shows Swarm clusters only"),
    ("io.portainer.", "Portainer", "the settings of Portainer's own agent"),
    ("com.github.jwilder.", "nginx-proxy", "an Ingress"),
    ("com.github.nginx-proxy.", "nginx-proxy", "an Ingress"),
    ("autoheal", "autoheal", "a livenessProbe, which a health check in the swarm dialect gives"),
    ("deunhealth.", "deunhealth", "a livenessProbe, which a health check in the swarm dialect gives"),
    ("sablier.", "Sablier", "Sablier's own Kubernetes provider"),
    ("homepage.", "Homepage", "annotations gethomepage.dev/* of the Ingress"),
    ("co.elastic.", "Elastic's Beats", "the same hints as annotations co.elastic.logs/* of the Pod"),
    ("prometheus-", "Prometheus' Docker discovery", "a PodMonitor, or scrape annotations of the Pod"),
    ("prometheus.", "Prometheus' Docker discovery", "a PodMonitor, or scrape annotations of the Pod"),
)
"""How the key begins, the program that reads it, and what to write for Kubernetes."""


@cache
def _reader(key: str) -> tuple[str, str] | None:
    """The program that reads labels with such a key, and what to write instead."""
    for prefix, program, instead in _READERS:
        if key.startswith(prefix) and (key == prefix or not prefix[-1].isalpha() or key[len(prefix)] in "._-"):
            return program, instead
    return None


@cache
def _fault(key: str) -> str | None:
    return ANNOTATION_KEY.fault(key)


def annotations(labels: tuple[Label, ...], findings: Collector) -> Pairs:
    """The annotations for labels, in their order, without those that are refused."""
    pairs = []
    for label in labels:
        key = label.key.value
        reader, fault = _reader(key), _fault(key)
        if reader is not None:
            findings.refuse(
                "T483",
                f"{reader[0]} reads the label {key} from Docker, and would not find it in Kubernetes",
                label.value.origin,
                help=f"write {reader[1]}",
            )
        elif fault is not None:
            findings.refuse(
                "T484",
                f"the label {key} cannot be an annotation: its key {fault}",
                label.value.origin,
                help="rename it",
            )
        else:
            pairs.append((label.key, label.value))
    return tuple(pairs)
