"""A clock for waits: however slow the machine is, nothing is late before what a test is about has been heard."""

from queue import Queue
from typing import Any

from translator.apply.wait.watches import Happened, Listed, News

LISTS = tuple(f"Listed {kind}" for kind in ("Deployment", "Event", "PersistentVolumeClaim", "Pod", "ReplicaSet"))
"""With what the watches of a Deployment begin."""


class Ticking:
    """Stands still until everything that is awaited has been heard, and jumps on from then on.

    Awaited are news of a kind (`Listed Pod`, `Happened Deployment`), and states of containers (`running`).
    """

    def __init__(self, *awaited: str) -> None:
        self.time = 0.0
        self._awaited = set(awaited)

    def now(self) -> float:
        """Seconds."""
        return self.time

    def take(self, queue: "Queue[Any]", seconds: float) -> Any:
        """The next item, or, where nothing more is awaited, None after so many seconds."""
        if not self._awaited:
            self.time += seconds
            return None
        news = queue.get(timeout=60)
        self._awaited -= {f"{type(news).__name__} {news.scope.kind}", *_states(news)}
        return news


def _states(news: News) -> set[str]:
    """The states of the containers that news tell of."""
    bodies = news.items if isinstance(news, Listed) else [news.event.object] if isinstance(news, Happened) else []
    statuses = (each for body in bodies for each in (body.get("status") or {}).get("containerStatuses") or ())
    return {name for each in statuses for name in each["state"]}
