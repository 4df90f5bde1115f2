"""How a stack stands, in the words of `docker stack services` and `docker stack ps`."""

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
    `others` are those that are not ready beside the services, each with the cause."""

    name: str
    namespace: str
    revision: int
    applied: str
    objects: int
    services: tuple[ServiceStatus, ...] = ()
    others: tuple[tuple[Key, str], ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether everything serves."""
        return not self.others and all(each.healthy for each in self.services)
