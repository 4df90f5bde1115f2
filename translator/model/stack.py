"""The intermediate model: a whole stack in the words of Compose and Swarm. Kubernetes words begin in `render`."""

from dataclasses import field
from enum import Enum

from translator.model.connection import OutsideName
from translator.model.container import Label
from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service


class Dialect(Enum):
    """Whose meaning a key has: plain Compose, Swarm mode, or Alibaba Cloud Container Service."""

    COMPOSE = "compose"
    SWARM = "swarm"
    ALIYUN = "aliyun"


@dataclass(frozen=True, slots=True)
class Volume:
    """A named volume. `key` is its name in the file; `name` the explicit name, or the external one; None where not written.

    `driver_opts` in sorted order.
    """

    key: Located[str]
    origin: Origin
    name: Located[str] | None = None
    external: Located[bool] | None = None
    driver: Located[str] | None = None
    driver_opts: tuple[Label, ...] = ()
    labels: tuple[Label, ...] = ()
    size: Located[str] | None = None
    """The room that it needs, as a quantity of Kubernetes, where something says so."""
    selected: Located[str] | None = None
    """The value of the label of the storage that it is to lie on, as Kompose has it."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network."""

    key: Located[str]
    origin: Origin
    name: Located[str] | None = None
    external: Located[bool] | None = None
    internal: Located[bool] | None = None
    driver: Located[str] | None = None
    enable_ipv6: Located[bool] | None = None
    shared: tuple[str, ...] = ()
    """The namespaces of other stacks of the folder that join it, sorted."""


@dataclass(frozen=True, slots=True)
class FileObject:
    """A top-level config or secret.

    Exactly one of `content` (the bytes, read from the file, the environment or the text) and `external` is set. Content of
    a secret appears in the Secret manifest and nowhere else.
    """

    key: Located[str]
    name: Located[str] | None
    external: Located[bool] | None
    content: Located[bytes] | None = field(repr=False)
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack: services and what they use, each tuple sorted by name."""

    name: Located[str]
    dialect: Located[Dialect]
    services: tuple[Service, ...]
    volumes: tuple[Volume, ...] = ()
    networks: tuple[Network, ...] = ()
    configs: tuple[FileObject, ...] = ()
    secrets: tuple[FileObject, ...] = ()
    outside: tuple[OutsideName, ...] = ()
    """What services of other stacks of the folder are called here."""
