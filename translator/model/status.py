"""How a stack stands, in the words of `docker stack services` and `docker stack ps`, and what was applied before."""

from translator.model.cluster import Key
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """A Pod of a service. `state` is that of its containers ("Running", "ImagePullBackOff"); `since` the time of it as the API
    writes it, empty where it is not known; `error` what keeps it from serving; `current` tells that it is of the newest version
    of its service."""

    name: str
    image: str
    node: str
    state: str
    since: str
    error: str = ""
    current: bool = True
    restarts: int = 0


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """A workload. `ready` and `wanted` count Pods (completions, for a job); `cause` is what keeps it from being ready, empty
    where it is; `ports` are those under which it is reached, `"8080->80/tcp"`."""

    name: str
    key: Key
    mode: str
    ready: int
    wanted: int
    image: str
    ports: tuple[str, ...] = ()
    healthy: bool = True
    cause: str = ""
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class StackStatus:
    """A stack. `revision` is the last that was applied (0 for none), `applied` how that ended; `objects` counts its members,
    `others` are those that are not ready beside the services, each with the cause. `unseen` are kinds that we may not read:
    what they would tell is not in it."""

    name: str
    namespace: str
    revision: int
    applied: str
    objects: int
    services: tuple[ServiceStatus, ...] = ()
    others: tuple[tuple[Key, str], ...] = ()
    unseen: tuple[str, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether everything serves."""
        return not self.others and all(each.healthy for each in self.services)


@dataclass(frozen=True, slots=True)
class RevisionStatus:
    """A revision. `applied` is how applying it ended, `when` the time at which that began (RFC 3339), `author` who did it and
    where; `counts` are the actions and how many objects had each; `files` what it was made of, as the user named them;
    `reverts` the revision that was gone back to (0 for none)."""

    number: int
    applied: str
    when: str
    author: str
    counts: tuple[tuple[str, int], ...]
    files: tuple[str, ...]
    reverts: int


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of a stack that are kept, oldest first; `current` is the number of the one that is applied."""

    stack: str
    namespace: str
    current: int
    revisions: tuple[RevisionStatus, ...]
