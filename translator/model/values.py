"""Small values of the Compose and Swarm world, parsed once in the grammar of the field; nothing downstream splits strings."""

from translator.model.record import dataclass

NANO = 1_000_000_000


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time, in nanoseconds as Docker keeps it."""

    nanoseconds: int

    @property
    def seconds(self) -> float:
        """In seconds."""
        return self.nanoseconds / NANO


@dataclass(frozen=True, slots=True, order=True)
class Cpus:
    """A share of processor time; `nano` is thousand-millionths of a core, as Docker keeps it."""

    nano: int


@dataclass(frozen=True, slots=True, order=True)
class Bytes:
    """A size in bytes."""

    count: int


@dataclass(frozen=True, slots=True)
class ImageReference:
    """An image name as written (`text`) and its parts by the grammar of the distribution specification.

    `registry` is None where none is written (Docker Hub). `tag` and `digest` are None where absent.
    """

    text: str
    registry: str | None
    repository: str
    tag: str | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class UserReference:
    """`user` of a service: each part as written, numeric or a name; `group` None where absent."""

    user: str
    group: str | None


@dataclass(frozen=True, slots=True)
class CronSchedule:
    """The six fields of a schedule of Container Service, which begins with the second; the time is Beijing's."""

    second: str
    minute: str
    hour: str
    day: str
    month: str
    weekday: str
