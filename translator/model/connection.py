"""What ties a service to others and to the outside: ports, networks, links, start order, routes and logs."""

from translator.model.origin import Located, Origin
from translator.model.record import dataclass


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
    origin: Origin
    name: Located[str] | None = None
    app_protocol: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class ExposedPort:
    """One port of `expose`."""

    port: Located[int]
    protocol: Located[str]


@dataclass(frozen=True, slots=True)
class Dependency:
    """`depends_on`, `links` and `aliyun.depends`: start after `service` is started, healthy or completed.

    `condition` is service_started, service_healthy or service_completed_successfully.
    """

    service: Located[str]
    condition: Located[str]
    origin: Origin
    required: Located[bool] | None = None
    restart: Located[bool] | None = None


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
class OutsideName:
    """A name by which the services of a stack call one of another stack: the Service `service` of its `namespace`."""

    name: Located[str]
    stack: str
    service: str
    namespace: str
    made_up: bool = False
    """Whether Docker made the name up: programs may call it, and nothing answers to it in a cluster."""


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
    exact: bool = False
    """Whether the path alone is meant, and none below it. Only routes of the custom proxy say so."""


@dataclass(frozen=True, slots=True)
class LogStore:
    """`aliyun.log_store_NAME`, or `aliyun.logs.NAME` of log-pilot: where the log `name` is read: the word stdout, or an
    absolute path with a file pattern."""

    name: Located[str]
    target: Located[str]
    origin: Origin
    ttl: Located[int] | None = None
    """Days for which the log is kept."""
    tags: tuple[tuple[str, Located[str]], ...] = ()
    format: Located[str] | None = None
    """The words of log-pilot: none, json, csv, nginx, apache2 or regexp."""
    destination: Located[str] | None = None
    """The Logstore, where it is not called like the log."""
    label: str = ""
    """The label that names the log, for findings."""
