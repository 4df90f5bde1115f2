"""Label readers: programs that look for labels at Docker, and what to write for Kubernetes in place of a label.

Such a label is an instruction. Copied into an annotation it would look as if it were followed, and nobody would follow it.
"""

from functools import cache
from typing import NamedTuple


class Reader(NamedTuple):
    """A program, and what does in Kubernetes what its label did."""

    program: str
    instead: str
    where: str = "from Docker, and would not find it in Kubernetes"


_PROGRAMS: tuple[tuple[str, str, str], ...] = (
    ("traefik.", "Traefik", "an Ingress, or an IngressRoute of Traefik's own"),
    ("caddy", "caddy-docker-proxy", "an Ingress"),
    ("com.df.", "Docker Flow Proxy", "an Ingress"),
    ("com.docker.lb.", "Docker Enterprise's routing (Interlock)", "an Ingress"),
    ("com.docker.ucp.", "Docker Universal Control Plane", "RBAC rules of the cluster"),
    ("swarm.cronjob.", "swarm-cronjob", "a CronJob"),
    ("ofelia.", "Ofelia", "a CronJob"),
    ("chadburn.", "Chadburn", "a CronJob"),
    ("deck-chores.", "deck-chores", "a CronJob"),
    ("easyhaproxy.", "EasyHAProxy", "an Ingress"),
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
    ("com.docker.stack.", "docker stack", "nothing: the labels of every object tell the stack"),
    ("com.docker.compose.", "docker compose", "nothing: the labels of every object tell the stack"),
    ("interlock.", "Interlock", "an Ingress"),
    ("io.rancher.", "Rancher 1", "the field of the Pod that says the same"),
    ("tsdproxy.", "TSDProxy", "a Service that the operator of Tailscale exposes"),
    ("dockflare.", "DockFlare", "an Ingress, served by a tunnel controller"),
    ("com.datadoghq.", "the Datadog agent", "the same checks as annotations ad.datadoghq.com/CONTAINER.* of the Pod"),
    ("logging.", "an agent that reads container labels", "an annotation that the cluster's log agent knows"),
    ("kuma.", "AutoKuma", "a monitor in Uptime Kuma"),
    ("flame.", "Flame", "annotations flame.pawelmalak/* of the Ingress"),
    ("glance.", "Glance", "the page of Glance that names the service"),
)
"""How the key begins, the program that reads it, and what to write for Kubernetes."""

_KOMPOSE: tuple[tuple[str, str], ...] = (
    ("controller.port.expose", "mode: host into the long form of the port"),
    (
        "controller.type",
        "deploy: {mode: global} for a DaemonSet, or volumes: {VOLUME: per-replica} in translator.yaml for a StatefulSet",
    ),
    ("cronjob.", "a CronJob; workloads: {SERVICE: job} in translator.yaml makes a Job"),
    ("ephemeral-storage.", "storage_opt: {size: SIZE}"),
    ("hpa.", "a HorizontalPodAutoscaler for the Deployment"),
    ("image-pull-policy", "pull_policy: always, missing or never"),
    ("image-pull-secret", "images: {pull_secrets: [SECRET]} into translator.yaml"),
    ("init.containers.", "pre_start: [{image: IMAGE, command: [...]}]"),
    ("security-context.fsgroup", "the number of the group into user, as USER:GROUP, which volumes get too"),
    ("service.expose", "an Ingress that leads to the Service"),
    ("service.external-traffic-policy", "externalTrafficPolicy in a template of your own (--templates)"),
    ("service.group", "pods: {POD: [SERVICE, SERVICE]} into translator.yaml"),
    ("service.healthcheck.", "healthcheck: {test: [CMD, ...]}, from which all the probes are made"),
    ("service.name_override", "a network alias of that name"),
    ("service.nodeport.port", "the port as the published one: 30000 to 32767 stay themselves on the nodes"),
    ("service.type", "exposure: {services: {SERVICE: load-balancer}} into translator.yaml, or node-port, or none"),
    ("serviceaccount-name", "serviceAccountName in a template of your own (--templates)"),
    ("volume.size", "volumes: {VOLUME: {size: SIZE}} into translator.yaml"),
    ("volume.storage-class-name", "volumes: {VOLUME: {storage_class: CLASS}} into translator.yaml"),
    ("volume.subpath", "volume: {subpath: PATH} into the long form of the mount"),
    ("volume.type", "volumes: {VOLUME: host} into translator.yaml, or claim, or shared, or per-replica"),
    ("", "the key of translator.yaml that says the same"),
)
"""What Kompose reads at a service, without `kompose.`; how it begins, and what says the same here."""


@cache
def reader_of(key: str) -> Reader | None:
    """Who reads labels with such a key; None where nobody is known to."""
    for beginning, program, instead in _PROGRAMS:
        if key.startswith(beginning) and (key == beginning or not beginning[-1].isalpha() or key[len(beginning)] in "._-"):
            return Reader(program, instead)
    for beginning, instead in _KOMPOSE:
        if key.startswith(f"kompose.{beginning}"):
            return Reader("Kompose", instead, "when it converts a stack, and nothing else does")
    return None
