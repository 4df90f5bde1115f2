"""What a container finds at a path: volumes, binds and memory, configs and secrets."""

from dataclasses import field

from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.values import Bytes


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

    `kind` is volume, bind, tmpfs or image (other kinds of the specification are refused before). `source` is None for an
    anonymous volume and for tmpfs; for a volume it is the key below the top-level `volumes`; for an image its reference; for a
    bind the host path, absolute or relative to the project folder, as written. `host` says what lies there, for binds. `mode`
    is permission bits.
    """

    kind: Located[str]
    source: Located[str] | None
    target: Located[str]
    origin: Origin
    read_only: Located[bool] | None = None
    nocopy: Located[bool] | None = None
    subpath: Located[str] | None = None
    propagation: Located[str] | None = None
    create_host_path: Located[bool] | None = None
    size: Located[Bytes] | None = None
    mode: Located[int] | None = None
    host: HostPath | None = None
    recursive: Located[str] | None = None
    """What becomes of mounts below the source of a bind: enabled, disabled, writable or readonly."""


@dataclass(frozen=True, slots=True)
class Grant:
    """The use of a config or a secret by a service. `source` is the key at the top level; `target` a file name or a path."""

    source: Located[str]
    origin: Origin
    target: Located[str] | None = None
    uid: Located[str] | None = None
    gid: Located[str] | None = None
    mode: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class Borrowing:
    """An item of `volumes_from`: the service whose mounts are used, and whether they are read-only here (None: as there)."""

    service: str
    read_only: Located[bool] | None
    origin: Origin
