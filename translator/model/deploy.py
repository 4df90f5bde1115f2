"""How a service is run: restarts, resources, updates and placement, most of it below `deploy`."""

from translator.model.device import DeviceRequest, GenericResource
from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.values import Bytes, Cpus, Duration


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """`restart` or `deploy.restart_policy`. `condition` is no, always, on-failure, unless-stopped or any."""

    condition: Located[str]
    max_attempts: Located[int] | None
    delay: Located[Duration] | None
    window: Located[Duration] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Resources:
    """Processor time and memory; None where not set (Docker's zero is not set). Hardware is reserved, never limited."""

    cpus: Located[Cpus] | None = None
    memory: Located[Bytes] | None = None
    devices: tuple[DeviceRequest, ...] = ()
    generic: tuple[GenericResource, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdatePolicy:
    """`deploy.update_config` or `deploy.rollback_config`. `order` is stop-first or start-first."""

    origin: Origin
    parallelism: Located[int] | None = None
    delay: Located[Duration] | None = None
    order: Located[str] | None = None
    failure_action: Located[str] | None = None
    monitor: Located[Duration] | None = None
    max_failure_ratio: Located[float] | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """`deploy.placement.constraints`: `attribute` (node.hostname, node.labels.x ...) equals or differs from `value`."""

    attribute: str
    equal: bool
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Placement:
    """`deploy.placement`. `spread` are the attributes of `preferences`, in order."""

    constraints: tuple[Constraint, ...] = ()
    spread: tuple[Located[str], ...] = ()
    max_replicas_per_node: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An entry of `environment` that orders the scheduler of standalone Swarm and Container Service.

    `kind` is constraint, affinity, availability or reschedule; `subject` what is compared (aliyun.node_index, a tag, service,
    image, container, a label, az); `soft` that it only prefers. `services` are those of the stack that an affinity is about.
    """

    kind: str
    subject: str
    equal: bool
    soft: bool
    values: tuple[str, ...]
    services: tuple[str, ...]
    origin: Origin
