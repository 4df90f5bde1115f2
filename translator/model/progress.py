"""What happens while a plan is carried out: events, one line each on a pipe, a live table on a terminal.

As JSON an event is one line (NDJSON, `schemas/events.schema.json`). No event holds a value of a Secret.
"""

from collections.abc import Callable
from enum import Enum

from translator.model.cluster import Key
from translator.model.record import dataclass


class Stage(Enum):
    """What an event tells."""

    STARTED = "started"
    APPLIED = "applied"
    CREATED = "created"
    UNCHANGED = "unchanged"
    RECREATED = "recreated"
    DELETED = "deleted"
    KEPT = "kept"
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    LATE = "late"
    ROLLED_BACK = "rolled back"
    WARNING = "warning"
    RECORDED = "recorded"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Progress:
    """One event. `done` and `total` count Pods (or objects, for the run as a whole: `key` is None) where that is known.
    `details` are lines to show below it: events and the last lines of a log, for something that failed."""

    stage: Stage
    message: str
    key: Key | None = None
    service: str | None = None
    done: int | None = None
    total: int | None = None
    details: tuple[str, ...] = ()


Tell = Callable[[Progress], None]
"""Takes an event; may be called from several threads."""


class State(Enum):
    """What a wait ended with."""

    READY = "ready"
    FAILED = "failed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it stands with an object after waiting. `cause` is the first cause in a sentence (image not found ...), empty where
    it is ready; `details` are lines to show below it (events, the last lines of a log; of one that is ready, what to know
    all the same). `action` is what `update_config` wants done about an update that failed: `pause`, `continue` or `rollback`;
    empty where it was no update."""

    key: Key
    state: State
    cause: str = ""
    details: tuple[str, ...] = ()
    action: str = ""

    @property
    def stops(self) -> bool:
        """Whether what comes after it must not begin."""
        return self.state is not State.READY and self.action != "continue"
