"""`translator.yaml`: what the stack files cannot say, and the decisions of the migration team.

Every field has a default, so that a stack converts without a configuration. The schema is `schemas/translator.schema.json`;
parsing gives `Located` values where a field of the output rests on them.
"""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from translator.model.ack import Ack, Binding
from translator.model.origin import Default, Located, Source
from translator.model.record import dataclass

_EMPTY: Mapping[str, Any] = MappingProxyType({})

HELPER = Located("busybox:1.36", Default("images.helper of the configuration is not written"))
"""The image of the containers that the translator adds, which has sh, nc, wget and timeout."""


@dataclass(frozen=True, slots=True)
class ClusterTarget:
    """`target`: the cluster written for. `kubernetes` is "1.35" or a range "1.28..1.32"; `platform` kubernetes or ack."""

    kubernetes: Located[str] | None = None
    platform: Located[str] | None = None
    namespace: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Images:
    """`images`: `rewrites` prefix -> prefix, longest first; `services` service -> image, for services with `build` alone;
    `pull_secrets` names of Secrets; `helper` the image of init containers that wait or copy."""

    rewrites: tuple[tuple[str, Located[str]], ...] = ()
    services: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    pull_secrets: tuple[Located[str], ...] = ()
    helper: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Models:
    """`models`: `endpoint` is the address of what serves language models; without it Docker's model runner does, from
    `image`, with so many graphics processors."""

    endpoint: Located[str] | None = None
    image: Located[str] | None = None
    gpus: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """`exposure`: `published` node-port, load-balancer or none, for all and by service; `ingress_class`; `domain` for short
    host names; `tls` host (a leading `*.` allowed) -> name of the TLS Secret."""

    published: Located[str] | None = None
    services: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    ingress_class: Located[str] | None = None
    domain: Located[str] | None = None
    tls: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    address_type: Located[str] | None = None
    """On ACK: intranet (the default) or internet."""
    controller: Located[str] | None = None
    """The program that serves Ingresses: nginx, alb or other; otherwise told by the name of the class."""
    local_names: Located[str] | None = None
    """How names that end in `.local` answer: service (the default, in a namespace `local`) or coredns."""
    certificates: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    """Host -> id of the certificate in Alibaba Cloud, for ALB."""
    alb: "Alb | None" = None
    releases: Mapping[str, "Release"] = field(default_factory=lambda: _EMPTY)
    """New service -> the one that it replaces bit by bit."""


@dataclass(frozen=True, slots=True)
class Alb:
    """`exposure.alb`: the ALB instance to describe by an AlbConfig. `id` of one that there is; `address_type` Internet or
    Intranet; `vswitches` in two zones at least, of a new one."""

    name: Located[str]
    id: Located[str] | None
    address_type: Located[str] | None
    vswitches: tuple[Located[str], ...]


@dataclass(frozen=True, slots=True)
class Release:
    """`exposure.releases.NEW`: `weight` percent of the requests go to the new service, the others to `replaces`."""

    replaces: Located[str]
    weight: Located[str]


@dataclass(frozen=True, slots=True)
class LoadBalancer:
    """`load_balancers.NAME`: an instance of Alibaba Cloud. `kind` is clb (the default) or nlb; `override` whether listeners
    that exist are taken over; `certificate` the id for https; `zones` the zones and vSwitches an NLB is to have; `annotations`
    further ones of its Service, without the prefix, sorted."""

    id: Located[str]
    kind: Located[str] | None = None
    override: Located[str] | None = None
    certificate: Located[str] | None = None
    address_type: Located[str] | None = None
    zones: Located[str] | None = None
    annotations: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)


@dataclass(frozen=True, slots=True)
class VolumePolicy:
    """`volumes.NAME`: `mode` claim, shared, per-replica or host; `path` the folder on the node for host; `fill` the word
    image to copy the image's content once; size in bytes' text ("10Gi"), `storage_class` and `access_mode` of the claim."""

    mode: Located[str] | None = None
    path: Located[str] | None = None
    fill: Located[str] | None = None
    size: Located[str] | None = None
    storage_class: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Storage:
    """`storage`: `driver` csi or flexvolume; `classes` access mode (read-write-once, read-write-many) -> StorageClass;
    `size` of a claim that has none of its own."""

    driver: Located[str] | None = None
    classes: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    size: Located[str] | None = None
    bindings: Mapping[str, Binding] = field(default_factory=lambda: _EMPTY)
    """Volume -> the cloud storage that it lies on."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """`nodes`: Swarm's words for nodes -> Kubernetes node labels. `index` number -> (label, value); `labels` Swarm label ->
    Kubernetes label; `hostnames` Swarm host name -> Kubernetes node name; `devices` path, driver or kind -> resource of a
    device plugin; `runtimes` runtime of Docker -> RuntimeClass; `sysctls` globs of what the kubelets allow."""

    index: Mapping[str, tuple[str, Located[str]]] = field(default_factory=lambda: _EMPTY)
    labels: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    hostnames: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    devices: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    runtimes: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    sysctls: tuple[Located[str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExistingFile:
    """`files.NAME`: the ConfigMap or Secret of an external config or secret, and the key of the file in it."""

    object: Located[str] | None = None
    key: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Networks:
    """`networks`: `policies` true or false, whether NetworkPolicies keep services of different networks apart."""

    policies: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class ResourceDefaults:
    """`resources`: requests and limits for services that have none (quantities as text), and `request_ratio`, the part of a
    limit that is requested where only the limit is known."""

    cpu_request: Located[str] | None = None
    cpu_limit: Located[str] | None = None
    memory_request: Located[str] | None = None
    memory_limit: Located[str] | None = None
    request_ratio: Located[float] | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`accepted`: a loss that the team accepts: `code`, or any; `path` a glob over the dotted path of the leaf, or over
    FILE:PATH; `reason` in the team's words. It turns *refused* and *approximated* into *ignored*."""

    code: str
    path: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Rules:
    """`validate`: the rules that are told (`select`, empty for all), those that are accepted with the team's reason (`ignore`),
    and the paths that belong together as a set of their own (`sets`)."""

    select: tuple[Located[str], ...] = ()
    ignore: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    sets: Mapping[str, tuple[Located[str], ...]] = field(default_factory=lambda: _EMPTY)


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of `translator.yaml`."""

    target: ClusterTarget = ClusterTarget()
    variables: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    images: Images = field(default_factory=Images)
    exposure: Exposure = field(default_factory=Exposure)
    load_balancers: Mapping[str, LoadBalancer] = field(default_factory=lambda: _EMPTY)
    storage: Storage = field(default_factory=Storage)
    volumes: Mapping[str, VolumePolicy] = field(default_factory=lambda: _EMPTY)
    files: Mapping[str, ExistingFile] = field(default_factory=lambda: _EMPTY)
    """External config or secret, by its key or name -> where its file is."""
    networks: Networks = Networks()
    references: Located[str] | None = None
    """`report` (the default) or `rewrite`: what becomes of names inside values that no cluster answers."""
    workloads: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    """Service -> the word `job` or `deployment`, where the file leaves it open."""
    pods: Mapping[str, tuple[Located[str], ...]] = field(default_factory=lambda: _EMPTY)
    """Pod -> the services whose containers stand in it, the one that decides first."""
    users: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    """Name of a user, or SERVICE/NAME -> UID or UID:GID."""
    groups: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    """Name of a group, or SERVICE/NAME -> GID."""
    nodes: Nodes = field(default_factory=Nodes)
    logs: Located[str] | None = None
    """`logs.form`: environment (the default) or resource."""
    resources: ResourceDefaults = ResourceDefaults()
    secrets: tuple[Located[str], ...] = ()
    """`secrets.environment`: globs of variable names whose values are lifted into a Secret."""
    models: Models = Models()
    labels: tuple[Located[str], ...] = ()
    """Globs of Docker labels that become labels in Kubernetes, not annotations."""
    accepted: tuple[Acceptance, ...] = ()
    ack: Ack = field(default_factory=Ack)
    monitoring: Located[str] | None = None
    """`monitoring`: prometheus, where its annotations are to be written."""
    rules: Rules = field(default_factory=Rules)
