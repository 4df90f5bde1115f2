"""What a container shares with its host or with a neighbour, and what the kernel lets it do."""

from translator.model.origin import Located, Origin
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Sharing:
    """`network_mode`, `pid`, `ipc` or `uts`: whose namespace the container is in.

    `scope` is host, none or service; `peer` the other service of the stack, for service alone.
    """

    scope: Located[str]
    peer: str | None = None


@dataclass(frozen=True, slots=True)
class SecurityOption:
    """An item of `security_opt`, without its sign: `name` is no-new-privileges, seccomp, apparmor or label; `value` as written,
    true or false for the first one."""

    name: str
    value: Located[str]


@dataclass(frozen=True, slots=True)
class Ulimit:
    """A limit of the processes of a container (`nofile`, `memlock` ...); -1 is no limit. `soft` and `hard` are one where one
    number is written."""

    name: str
    soft: Located[int]
    hard: Located[int]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Platform:
    """The machine that the container needs, in the words of OCI: linux or windows, amd64, arm64 ...; None where not written."""

    system: str | None
    architecture: str | None
    variant: str | None
