"""What `translator.yaml` says of Alibaba Cloud alone: storage that exists, and features of ACK for a stack or a service."""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from translator.model.origin import Located
from translator.model.record import dataclass

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Binding:
    """`storage.bindings.NAME`: the storage that a volume lies on. `type` is oss, nas or disk.

    OSS: `bucket`, `url`, `path`, `options`, and `secret`, a Secret with the keys akId and akSecret. NAS: `server`, `path`,
    `options`. Disk: `disk`, `zone`, `fs_type`. `size` is what the claim asks for.
    """

    type: Located[str]
    bucket: Located[str] | None = None
    url: Located[str] | None = None
    path: Located[str] | None = None
    options: Located[str] | None = None
    secret: Located[str] | None = None
    server: Located[str] | None = None
    disk: Located[str] | None = None
    zone: Located[str] | None = None
    fs_type: Located[str] | None = None
    size: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class CronScale:
    """`ack.services.NAME.cron_scaling`: at `schedule`, six fields with the second first, the workload has `size` Pods."""

    name: Located[str]
    schedule: Located[str]
    size: Located[str]
    once: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class PodNetwork:
    """`network`: the vSwitches and security groups of the Pods, and for how long their addresses stay theirs (`fixed`)."""

    vswitches: tuple[Located[str], ...] = ()
    security_groups: tuple[Located[str], ...] = ()
    fixed: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class AckFeatures:
    """`ack`, or `ack.services.NAME`. `virtual_nodes` is label, node or none; `annotations` are those of the Pods below
    k8s.aliyun.com/, sorted; `gpu_memory` GiB of a shared graphics processor."""

    virtual_nodes: Located[str] | None = None
    annotations: Mapping[str, Located[str]] = field(default_factory=lambda: _EMPTY)
    insecure_registries: tuple[Located[str], ...] = ()
    plain_http_registries: tuple[Located[str], ...] = ()
    gpu_memory: Located[str] | None = None
    cron_scaling: tuple[CronScale, ...] = ()
    network: PodNetwork | None = None


@dataclass(frozen=True, slots=True)
class Ack:
    """`ack`: features of the whole stack, and of services, which win."""

    stack: AckFeatures = AckFeatures()
    services: Mapping[str, AckFeatures] = field(default_factory=lambda: _EMPTY)
