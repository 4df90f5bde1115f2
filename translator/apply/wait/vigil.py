"""The vigil: keeps in mind how long each goal has stood as it stands, and so knows when it is ready, failed or late.

It has no clock of its own and asks nobody: it is told what is known and what time it is, and says when to look again. Times are
seconds of a clock that only goes forward.
"""

from collections.abc import Iterable, Sequence

from translator.apply.wait.goal import Goal
from translator.apply.wait.judgement import held, judge
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Phase, Standing, Trouble
from translator.apply.wait.terms import Terms
from translator.model.progress import Outcome, State
from translator.model.record import dataclass

_FOREVER = float("inf")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the wait for a goal ended. `troubles` are those that were there at the end, the first cause first; `note` is to be
    said of one that is ready. `innocent`: it is another goal that failed, so no terms are to be carried out."""

    state: State
    cause: str = ""
    troubles: tuple[Trouble, ...] = ()
    note: str = ""
    innocent: bool = False


class Watched:
    """A goal and what is remembered of it."""

    def __init__(self, goal: Goal) -> None:
        self.goal = goal
        self.terms: Terms = goal.terms
        self.verdict: Verdict | None = None
        self.outcome: Outcome | None = None
        self.standing: Standing | None = None
        self.since: dict[tuple[str, str, float | None], float] = {}
        self.ready_since: float | None = None
        self.same_since = 0.0
        self.failed: dict[str, int] = {}
        self.before: dict[str, int] | None = None
        self.updating = False

    @property
    def promising(self) -> bool:
        """Whether other workloads may be waiting for this one: it is on its way, and nothing is wrong that may not pass."""
        if self.verdict is not None or self.goal.gone:
            return False
        standing = self.standing
        if standing is None:
            return True
        passing = all(trouble.limit is None and trouble.heals for trouble in standing.troubles)
        return standing.total is not None and not standing.ready and passing


class Vigil:
    """Goals under watch, by one thread."""

    def __init__(self, goals: Sequence[Goal], scene: Scene) -> None:
        self.scene = scene
        self.watched = tuple(Watched(goal) for goal in goals)
        self._lost: tuple[float, Goal] | None = None
        self._held = False
        """Whether a trouble is borne because of goals that are promising."""

    @property
    def open(self) -> bool:
        """Whether there is anything left to wait for."""
        return any(each.verdict is None for each in self.watched)

    def look(self, watched: Iterable[Watched], now: float) -> float:
        """Judges goals anew; gives the time at which to look again if nothing happens."""
        again, fewer = _FOREVER, False
        for each in watched:
            if each.verdict is None:
                before = each.promising
                again = min(again, self._look(each, now))
                fewer = fewer or (before and not each.promising)
        if fewer and self._held:
            again = now  # what was borne because of it is to be looked at
        if self._lost is None:
            lost = [each for each in self.watched if each.verdict is not None and each.verdict.state is State.FAILED]
            if lost:
                self._lost = (now, lost[0].goal)
                return now if self.open else again  # those that wait for it are to be looked at
        return again

    def settle(self) -> None:
        """Takes out what needs no watching: it is ready, and no terms want it watched; or it is gone, as it should."""
        for each in self.watched:
            body = self.scene.get(each.goal.place)
            if each.goal.gone or body is None:
                self._look(each, 0.0)
            elif not (each.goal.changed and each.terms.monitor):
                standing = judge(each.goal.key.group, each.goal.key.kind, body, self.scene)
                if standing.ready:
                    each.standing, each.verdict = standing, Verdict(State.READY, note=standing.note)

    def give_up(self) -> None:
        """The time is over: what is not ready yet is late."""
        for each in self.watched:
            if each.verdict is None:
                troubles = _ordered(each)
                text = each.standing.text if each.standing is not None else "nothing is known of it"
                each.verdict = Verdict(State.LATE, troubles[0].cause if troubles else text, troubles)

    def _look(self, each: Watched, now: float) -> float:
        goal = each.goal
        body = self.scene.get(goal.place)
        if goal.gone:
            successor = body is not None and goal.uid is not None and (body.get("metadata") or {}).get("uid") != goal.uid
            if body is None or successor:
                each.verdict = Verdict(State.READY)
            each.standing = Standing(Phase.MOVING, f"is being deleted{held((body or {}).get('metadata') or {})}")
            return _FOREVER
        if body is None:
            each.verdict = Verdict(State.FAILED, "it is not there any more: somebody deleted it")
            return _FOREVER
        standing = judge(goal.key.group, goal.key.kind, body, self.scene)
        each.updating = goal.changed and (body.get("metadata") or {}).get("generation", 1) > 1
        _remember(each, standing, now)
        if standing.ready:
            return _served(each, standing, now)
        each.ready_since = None
        return self._under_way(each, standing, now)

    def _under_way(self, each: Watched, standing: Standing, now: float) -> float:
        """A goal that is not ready: what is borne for how long yet."""
        again = _FOREVER
        if standing.ready_after is not None:
            due = each.same_since + standing.ready_after
            if now >= due:
                each.verdict = Verdict(State.READY, note=standing.note)
                return _FOREVER
            again = due
        if (over := _too_many_failed(each, standing)) is not None:
            each.verdict = over
            return _FOREVER
        final: list[Trouble] = []
        for trouble in standing.troubles:
            if trouble.waits and self._lost is not None:
                failed, goal = self._lost
                due = max(each.since[_identity(trouble)], failed) + self.scene.patience.company
                if now >= due:
                    cause = f"{trouble.cause}, and {goal.key} failed"
                    each.verdict = Verdict(State.LATE, cause, _ordered(each), innocent=True)
                    return _FOREVER
                again = min(again, due)
            if trouble.limit is None:
                continue
            if trouble.heals and self._may_heal(each):
                self._held = True
                continue
            due = each.since[_identity(trouble)] + trouble.limit
            if now >= due:
                final.append(trouble)
            else:
                again = min(again, due)
        if final:
            return self._final(each, standing, final, again)
        return again

    def _final(self, each: Watched, standing: Standing, final: list[Trouble], again: float) -> float:
        """A goal with troubles that will not pass: failed, unless its terms bear so many Pods that fail."""
        total = standing.total or 0
        lost = {trouble.pod for trouble in final}
        borne = each.terms.tolerated(total) if each.updating else 0
        if "" in lost or len(lost) > borne:
            troubles = (*final, *(trouble for trouble in _ordered(each) if trouble not in final))
            each.verdict = Verdict(State.FAILED, final[0].cause, troubles)
            return _FOREVER
        if standing.settled and (standing.done or 0) >= total - borne:
            word = "fails" if len(lost) == 1 else "fail"
            note = f"{len(lost)} of {total} Pods {word}, which max_failure_ratio allows: {final[0].cause}"
            each.verdict = Verdict(State.READY, note=note)
            return _FOREVER
        return again

    def _may_heal(self, each: Watched) -> bool:
        """Whether another goal is on its way to what this one may lack."""
        return any(other.promising for other in self.watched if other is not each)


def _remember(each: Watched, standing: Standing, now: float) -> None:
    """Takes note of since when what holds has held."""
    present = {_identity(trouble) for trouble in standing.troubles}
    each.since = {known: each.since.get(known, now) for known in present}
    if each.standing is None or each.standing.text != standing.text:
        each.same_since = now
    each.standing = standing
    if each.before is None:  # what Pods that serve by now failed at some time is not of this rollout
        each.before = {name: failures for name, failures in standing.pods if standing.ready}
    for name, failures in standing.pods:
        each.failed[name] = max(failures - each.before.get(name, 0), each.failed.get(name, 0))


def _served(each: Watched, standing: Standing, now: float) -> float:
    """A goal that is ready: at once, or when its terms have had it watched for long enough."""
    if each.ready_since is None:
        each.ready_since = now
    if each.updating and each.terms.monitor:
        if (over := _too_many_failed(each, standing)) is not None:
            each.verdict = over
            return _FOREVER
        due = each.ready_since + each.terms.monitor
        if now < due:
            return due
    each.verdict = Verdict(State.READY, note=standing.note)
    return _FOREVER


def _too_many_failed(each: Watched, standing: Standing) -> Verdict | None:
    """A rollout in which more Pods failed than its terms bear, though they may have recovered since."""
    if not each.updating or not each.terms.counts or not standing.total:
        return None
    lost = sorted(name for name, failures in each.failed.items() if failures)
    if len(lost) <= each.terms.tolerated(standing.total):
        return None
    troubles = _ordered(each)
    first = troubles[0].cause if troubles else f"Pod {lost[0]} failed and was started again"
    share = f"{each.terms.ratio or 0:g}"
    cause = f"{first} ({len(lost)} of {standing.total} failed in the update, and max_failure_ratio is {share})"
    found = troubles or (Trouble(cause, 0.0, pod=lost[0]),)
    return Verdict(State.FAILED, cause, found)


def _ordered(each: Watched) -> tuple[Trouble, ...]:
    """The troubles of a goal, the one that came first in front; of those of the same time, the one that is borne least."""
    if each.standing is None:
        return ()

    def turn(one: Trouble) -> tuple[float, bool, float, str]:
        return each.since.get(_identity(one), 0.0), one.heals, _FOREVER if one.limit is None else one.limit, one.pod

    return tuple(sorted(each.standing.troubles, key=turn))


def _identity(trouble: Trouble) -> tuple[str, str, float | None]:
    """What makes a trouble the same as before: that of a Pod's container, whatever its words and its count are by now."""
    return (trouble.pod, trouble.container or trouble.cause, trouble.limit)
