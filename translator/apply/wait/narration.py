"""Narration: an event whenever a goal stands otherwise than was told last."""

from collections.abc import Iterable

from translator.apply.wait.evidence import Witness
from translator.apply.wait.vigil import Watched
from translator.model.progress import Progress, Stage, State, Tell

_STAGES = {State.READY: Stage.READY, State.FAILED: Stage.FAILED, State.LATE: Stage.LATE}


class Narrator:
    """Tells how goals stand."""

    def __init__(self, tell: Tell, witness: Witness) -> None:
        self._tell = tell
        self._witness = witness
        self._told: dict[Watched, Progress] = {}

    def tell(self, goals: Iterable[Watched]) -> None:
        """Tells of those that changed."""
        for each in goals:
            event = self._event(each)
            if event is not None and self._told.get(each) != event:
                self._told[each] = event
                self._tell(event)

    def warn(self, text: str) -> None:
        """Tells something about the wait itself."""
        self._tell(Progress(Stage.WARNING, self._witness.shown(text)))

    def _event(self, each: Watched) -> Progress | None:
        goal, standing = each.goal, each.standing
        done, total = (standing.done, standing.total) if standing is not None else (None, None)
        if each.verdict is not None:
            outcome = self._witness.outcome(each)
            text = outcome.cause or ("is gone" if goal.gone else "ready")
            return Progress(_STAGES[outcome.state], text, goal.key, goal.service, done, total, outcome.details)
        if standing is None:
            return None
        text = standing.text or "ready, and watched for a while"
        if standing.troubles:
            text = f"{text}: {standing.troubles[0].cause}"
        return Progress(Stage.WAITING, self._witness.shown(text), goal.key, goal.service, done, total)
