"""Result: what became of a run."""

from translator.model.cluster import Key
from translator.model.plan import Step
from translator.model.progress import Outcome, Stage
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """What became of a step: the `stage` that was reached, or as `fault` why it was not, with the server's words; `fresh` is
    the step as it would be now, where it is not what was approved any more."""

    step: Step
    stage: Stage | None = None
    fault: str = ""
    fresh: Step | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a run. `left` are the objects that it did not get to; `faults` tell why, each by its object (None for
    the run as a whole); `waited` is how it stands with what was waited for."""

    done: tuple[Key, ...] = ()
    left: tuple[Key, ...] = ()
    faults: tuple[tuple[Key | None, str], ...] = ()
    waited: tuple[Outcome, ...] = ()
    revision: int = 0
    differing: tuple[Step, ...] = ()
    """Steps that are not any more what was approved, and were not done."""
    contested: bool = False
    """Whether another run stood in the way: it holds the stack, or changed it."""
    interrupted: bool = False
    unreachable: bool = False
    rolled_back: tuple[Key, ...] = ()
    ready: bool = True
    """Whether everything that was waited for is ready."""

    @property
    def good(self) -> bool:
        """Whether all of it was done, and everything is ready."""
        return self.ready and not (self.left or self.faults or self.interrupted)
