"""A service in the words of Compose and Swarm: what its author asked for, every value with its origin.

None means "not written"; a default that Docker would choose is not filled in here unless it carries `Default(reason)`.
Tuples keep the written order for lists, and are sorted by name where the source is a mapping, so that the order of keys in a
file never shows in the output.
"""

from dataclasses import dataclass, field

from translator.model.origin import Located, Origin
from translator.model.values import Bytes, Cpus, Duration, ImageReference, UserReference


@dataclass(frozen=True, slots=True)
class Command:
    """`command` or `entrypoint`: words, as the exec form; empty words mean "reset to nothing"."""

    words: tuple[Located[str], ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable of the container. The origin of `value` is the line that won (a file or the service)."""

    name: Located[str]
    value: Located[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Port:
    """One published or container-only port; ranges are expanded. `protocol` is tcp, udp or sctp; `mode` ingress or host.

    `published` is None where only the container port was written; `host_ip` as written.
    """

    target: Located[int]
    published: Located[int] | None
    protocol: Located[str]
    host_ip: Located[str] | None
    mode: Located[str]
    name: Located[str] | None
    app_protocol: Located[str] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class ExposedPort:
    """One port of `expose`."""

    port: Located[int]
    protocol: Located[str]


@dataclass(frozen=True, slots=True)
class HostFile:
    """A file below a bind mount: its path relative to the mount's source ("" for the source itself), bytes and mode bits."""

    path: str
    content: bytes = field(repr=False)
    mode: int


@dataclass(frozen=True, slots=True)
class HostPath:
    """What lies at a bind's source when the stack is read.

    `kind` is file, directory, socket or other; missing where nothing is there; absolute where the source is a path of the
    host outside the project (such a path is never looked at). `files` are the regular files of a file or a directory beside
    the stack file, sorted; empty where `oversize` says that they hold more than a ConfigMap can.
    """

    kind: str
    files: tuple[HostFile, ...] = ()
    oversize: bool = False


@dataclass(frozen=True, slots=True)
class Mount:
    """A volume, bind or tmpfs of a service.

    `kind` is volume, bind or tmpfs (other kinds of the specification are refused before). `source` is None for an anonymous
    volume and for tmpfs; for a volume it is the key below the top-level `volumes`; for a bind the host path, absolute or
    relative to the project folder, as written. `host` says what lies there, for binds. `mode` is permission bits.
    """

    kind: Located[str]
    source: Located[str] | None
    target: Located[str]
    read_only: Located[bool] | None
    nocopy: Located[bool] | None
    subpath: Located[str] | None
    propagation: Located[str] | None
    create_host_path: Located[bool] | None
    size: Located[Bytes] | None
    mode: Located[int] | None
    host: HostPath | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Grant:
    """The use of a config or a secret by a service. `source` is the key at the top level; `target` a file name or a path."""

    source: Located[str]
    target: Located[str] | None
    uid: Located[str] | None
    gid: Located[str] | None
    mode: Located[int] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Healthcheck:
    """`healthcheck`: `shell` tells CMD-SHELL from CMD; `test` is None where the image's own test is kept."""

    disabled: Located[bool] | None
    test: Command | None
    shell: bool
    interval: Located[Duration] | None
    timeout: Located[Duration] | None
    retries: Located[int] | None
    start_period: Located[Duration] | None
    start_interval: Located[Duration] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Probe:
    """`aliyun.probe.*`. `scheme` is http, https or tcp with `port` and `path`; or a command; times in whole seconds."""

    scheme: Located[str] | None = None
    port: Located[int] | None = None
    path: Located[str] | None = None
    command: Command | None = None
    timeout: Located[int] | None = None
    initial_delay: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """`depends_on`, `links` and `aliyun.depends`: start after `service` is started, healthy or completed.

    `condition` is service_started, service_healthy or service_completed_successfully.
    """

    service: Located[str]
    condition: Located[str]
    required: Located[bool] | None
    restart: Located[bool] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Link:
    """`links`: another service under an alias (the service's own name where none is written)."""

    service: Located[str]
    alias: Located[str]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A network that a service joins, by its key at the top level ("default" where none is written)."""

    network: Located[str]
    aliases: tuple[Located[str], ...]
    origin: Origin


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
    """Processor time and memory; None where not set (Docker's zero is not set)."""

    cpus: Located[Cpus] | None = None
    memory: Located[Bytes] | None = None


@dataclass(frozen=True, slots=True)
class UpdatePolicy:
    """`deploy.update_config` or `deploy.rollback_config`. `order` is stop-first or start-first."""

    parallelism: Located[int] | None
    delay: Located[Duration] | None
    order: Located[str] | None
    failure_action: Located[str] | None
    monitor: Located[Duration] | None
    max_failure_ratio: Located[float] | None
    origin: Origin


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
class ExtraHost:
    """A line of the hosts file: a name and an address (or the word host-gateway)."""

    name: Located[str]
    address: Located[str]


@dataclass(frozen=True, slots=True)
class Label:
    """A label, key and value as text."""

    key: Located[str]
    value: Located[str]


@dataclass(frozen=True, slots=True)
class Route:
    """One target of `aliyun.routing.port_N`: requests for `host` and `path` reach container port `port`.

    `scheme` is http or https (ws and wss are http and https for a router); `host` a domain or a short name without a dot;
    `path` begins with a slash; None where not written.
    """

    port: Located[int]
    scheme: Located[str]
    host: Located[str]
    path: Located[str] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class LogStore:
    """`aliyun.log_store_NAME`: where the log `name` is read: the word stdout, or an absolute path with a file pattern."""

    name: Located[str]
    target: Located[str]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Service:
    """One service. Fields are in the order of the Compose Specification's own page, then `deploy`, then `aliyun.*`."""

    name: Located[str]
    image: Located[ImageReference] | None = None
    build: Located[str] | None = None
    """The build context, as written."""
    entrypoint: Command | None = None
    command: Command | None = None
    environment: tuple[Variable, ...] = ()
    ports: tuple[Port, ...] = ()
    expose: tuple[ExposedPort, ...] = ()
    mounts: tuple[Mount, ...] = ()
    tmpfs: tuple[Mount, ...] = ()
    configs: tuple[Grant, ...] = ()
    secrets: tuple[Grant, ...] = ()
    healthcheck: Healthcheck | None = None
    depends_on: tuple[Dependency, ...] = ()
    links: tuple[Link, ...] = ()
    networks: tuple[Attachment, ...] = ()
    hostname: Located[str] | None = None
    container_name: Located[str] | None = None
    restart: RestartPolicy | None = None
    labels: tuple[Label, ...] = ()
    """Labels of the container; `aliyun.*` labels that were understood are not among them."""
    user: Located[UserReference] | None = None
    working_dir: Located[str] | None = None
    privileged: Located[bool] | None = None
    cap_add: tuple[Located[str], ...] = ()
    cap_drop: tuple[Located[str], ...] = ()
    read_only: Located[bool] | None = None
    stop_grace_period: Located[Duration] | None = None
    extra_hosts: tuple[ExtraHost, ...] = ()
    dns: tuple[Located[str], ...] = ()
    stdin_open: Located[bool] | None = None
    tty: Located[bool] | None = None
    mem_limit: Located[Bytes] | None = None
    cpu_shares: Located[int] | None = None
    mode: Located[str] | None = None
    """`deploy.mode`: replicated, global, replicated-job or global-job."""
    replicas: Located[int] | None = None
    limits: Resources = Resources()
    """`deploy.resources.limits`, joined with mem_limit, and with cpu_shares in the aliyun dialect."""
    reservations: Resources = Resources()
    """`deploy.resources.reservations`, joined with cpu_shares outside the aliyun dialect."""
    update_config: UpdatePolicy | None = None
    restart_policy: RestartPolicy | None = None
    placement: Placement = Placement()
    deploy_labels: tuple[Label, ...] = ()
    """Labels of the Swarm service object."""
    endpoint_mode: Located[str] | None = None
    probe: Probe | None = None
    routes: tuple[Route, ...] = ()
    log_stores: tuple[LogStore, ...] = ()
