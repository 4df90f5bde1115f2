"""`translator.yaml`: what the stack files cannot say, and the decisions of the migration team.

Every field has a default, so that a stack converts without a configuration. The schema is `schemas/translator.schema.json`;
parsing gives `Located` values where a field of the output rests on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from translator.model.origin import Located, Source

_EMPTY: Mapping[str, Any] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Nodes:
    """`nodes`: Swarm's words for nodes -> Kubernetes node labels. `index` number -> (label, value); `labels` Swarm label ->
    Kubernetes label; `hostnames` Swarm host name -> Kubernetes node name."""

    index: Mapping[str, tuple[str, Located[str]]] = field(default_factory=lambda: _EMPTY)
    labels: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    hostnames: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)


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
class Settings:
    """The whole of `translator.yaml`."""

    target: ClusterTarget = ClusterTarget()
    variables: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    images: Images = field(default_factory=Images)
    exposure: Exposure = field(default_factory=Exposure)
    load_balancers: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    storage: Storage = field(default_factory=Storage)
    volumes: Mapping[str, VolumePolicy] = field(default_factory=lambda: _EMPTY)
    workloads: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    """Service -> the word `job` or `deployment`, where the file leaves it open."""
    nodes: Nodes = field(default_factory=Nodes)
    logs: Located[str] | None = None
    """`logs.form`: environment (the default) or resource."""
    resources: ResourceDefaults = ResourceDefaults()
    secrets: tuple[Located[str], ...] = ()
    """`secrets.environment`: globs of variable names whose values are lifted into a Secret."""
    accepted: tuple[Acceptance, ...] = ()
