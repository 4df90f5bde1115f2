"""A service in the words of Compose and Swarm: what its author asked for, every value with its origin.

None means "not written"; a default that Docker would choose is not filled in here unless it carries `Default(reason)`.
Tuples keep the written order for lists, and are sorted by name where the source is a mapping, so that the order of keys in a
file never shows in the output.
"""

from translator.model.batch import AutoScaling, Batch, Monitoring
from translator.model.connection import Attachment, Dependency, ExposedPort, Link, LogStore, Port, Route
from translator.model.container import Command, ExtraHost, Label, LogDriver, ModelCall, Variable
from translator.model.deploy import Order, Placement, Resources, RestartPolicy, UpdatePolicy
from translator.model.device import Device, DeviceRequest
from translator.model.health import Healthcheck, Probe
from translator.model.isolation import Platform, SecurityOption, Sharing, Ulimit
from translator.model.lifecycle import Hook
from translator.model.mount import Borrowing, Grant, Mount
from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.traffic import External, Listener, Proxy, Stickiness
from translator.model.values import Bytes, Cpus, Duration, ImageReference, UserReference

_UNLIMITED, _ANYWHERE = Resources(), Placement()


@dataclass(frozen=True, slots=True)
class Service:
    """One service. Fields are in the order of the Compose Specification's own page, then `deploy`, then `aliyun.*`."""

    name: Located[str]
    image: Located[ImageReference] | None = None
    build: Located[str] | None = None
    """The build context, as written."""
    imageless: bool = False
    """Whether it is said already why nothing can run: its image cannot be read, or it is no container but what a program that
    docker compose calls provides."""
    entrypoint: Command | None = None
    command: Command | None = None
    environment: tuple[Variable, ...] = ()
    models: tuple[ModelCall, ...] = ()
    """The models that are called; normalize adds their variables to `environment`."""
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
    domainname: Located[str] | None = None
    container_name: Located[str] | None = None
    restart: RestartPolicy | None = None
    labels: tuple[Label, ...] = ()
    """Labels of the container; `aliyun.*` labels that were understood are not among them."""
    annotations: tuple[Label, ...] = ()
    logging: LogDriver | None = None
    user: Located[UserReference] | None = None
    working_dir: Located[str] | None = None
    privileged: Located[bool] | None = None
    cap_add: tuple[Located[str], ...] = ()
    cap_drop: tuple[Located[str], ...] = ()
    read_only: Located[bool] | None = None
    stop_grace_period: Located[Duration] | None = None
    stop_signal: Located[str] | None = None
    """A name without SIG (`QUIT`, `RTMIN+3`), or a number."""
    pre_start: tuple[Hook, ...] = ()
    post_start: tuple[Hook, ...] = ()
    pre_stop: tuple[Hook, ...] = ()
    extra_hosts: tuple[ExtraHost, ...] = ()
    dns: tuple[Located[str], ...] = ()
    dns_search: tuple[Located[str], ...] = ()
    dns_options: tuple[Located[str], ...] = ()
    """`dns_opt`, or `dns_options` as an export of Alibaba Cloud has it: lines such as ndots:2."""
    stdin_open: Located[bool] | None = None
    tty: Located[bool] | None = None
    mem_limit: Located[Bytes] | None = None
    cpu_shares: Located[int] | None = None
    cpus: Located[Cpus] | None = None
    cpu_quota: Located[int] | None = None
    """Microseconds of processor time in each `cpu_period` (100,000 unless written)."""
    cpu_period: Located[int] | None = None
    mem_reservation: Located[Bytes] | None = None
    shm_size: Located[Bytes] | None = None
    disk_limit: Located[Bytes] | None = None
    """`storage_opt.size`: the most that the container may write to its own file system."""
    ulimits: tuple[Ulimit, ...] = ()
    sysctls: tuple[Label, ...] = ()
    devices: tuple[Device, ...] = ()
    gpus: tuple[DeviceRequest, ...] = ()
    group_add: tuple[Located[str], ...] = ()
    security_opt: tuple[SecurityOption, ...] = ()
    userns_mode: Located[str] | None = None
    """The word host."""
    runtime: Located[str] | None = None
    platform: Located[Platform] | None = None
    init: Located[bool] | None = None
    network_mode: Sharing | None = None
    pid: Sharing | None = None
    ipc: Sharing | None = None
    uts: Sharing | None = None
    volumes_from: tuple[Borrowing, ...] = ()
    """Whose mounts the service has, too; normalize adds them to `mounts`."""
    mode: Located[str] | None = None
    """`deploy.mode`: replicated, global, replicated-job or global-job."""
    replicas: Located[int] | None = None
    """`deploy.replicas`, joined with scale."""
    scale: Located[int] | None = None
    limits: Resources = _UNLIMITED
    """`deploy.resources.limits`, joined with mem_limit, and with cpu_shares in the aliyun dialect."""
    reservations: Resources = _UNLIMITED
    """`deploy.resources.reservations`, joined with cpu_shares outside the aliyun dialect."""
    update_config: UpdatePolicy | None = None
    rollback_config: UpdatePolicy | None = None
    restart_policy: RestartPolicy | None = None
    placement: Placement = _ANYWHERE
    deploy_labels: tuple[Label, ...] = ()
    """Labels of the Swarm service object."""
    endpoint_mode: Located[str] | None = None
    probe: Probe | None = None
    routes: tuple[Route, ...] = ()
    listeners: tuple[Listener, ...] = ()
    stickiness: Stickiness | None = None
    proxy: Proxy | None = None
    addon: Located[str] | None = None
    """`aliyun.addon` or `aliyun.custom_addon`: the word proxy, for the custom proxy itself."""
    external: External | None = None
    external_links: tuple[Link, ...] = ()
    log_stores: tuple[LogStore, ...] = ()
    pull_policy: Located[str] | None = None
    """always (the image is pulled before each start), missing or never."""
    pull_refresh_after: Located[Duration] | None = None
    orders: tuple[Order, ...] = ()
    """What entries of `environment` order the scheduler to do."""
    batch: Batch | None = None
    auto_scaling: AutoScaling | None = None
    gpu: Located[int] | None = None
    """Graphics processors of each container."""
    monitoring: Monitoring | None = None
