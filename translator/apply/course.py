"""Course: what a run does from one step to the next, and what it knows of itself when it ends."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from translator.apply import inventory, lease
from translator.apply.backlog import Backlog
from translator.apply.book import Book, resumed
from translator.apply.deletion import delete
from translator.apply.draft import Draft
from translator.apply.enactment import Afresh, covered, enact
from translator.apply.execution import Act, carried_out
from translator.apply.goals import before, goals, masked, served
from translator.apply.inventory import Status
from translator.apply.lease import Hold
from translator.apply.obstacles import doomed, to_do
from translator.apply.options import Options
from translator.apply.order import Group, ends, turns
from translator.apply.recreation import clear
from translator.apply.restoration import restore
from translator.apply.result import Deed, Result
from translator.apply.wait import Goal, until
from translator.model.cluster import Cluster, Key, Refusal, Unreachable, key_of
from translator.model.plan import Action, Step
from translator.model.progress import Outcome, Progress, Stage, State, Tell
from translator.report import secrecy

Again = Callable[[], Draft | None]
"""Makes the draft anew, after another run; None where it cannot be made."""

_LOOKS, _PAUSE = 20, 0.5
"""How often, and after how many seconds each, discovery is asked for a kind that was just defined."""
_LOST = "another run took the stack over, so nothing more was written"


class Course:
    """The state of a run."""

    def __init__(self, draft: Draft, cluster: Cluster, options: Options, tell: Tell) -> None:
        self.draft = draft
        self.deeds: list[Deed] = []
        self.faults: list[tuple[Key | None, str]] = []
        self.waited: dict[Key, Outcome] = {}
        self.restored: tuple[Key, ...] = ()
        self.differing: tuple[Step, ...] = ()
        self.ready = True
        self.contested = False
        self.revision = draft.inventory.revision
        self._cluster = cluster
        self._options = options
        self._tell = tell
        self._steps: tuple[Step, ...] = to_do(draft.plan, options)
        self._hold: Hold | None = None
        self._burnt = False
        self._resumed = False
        self._expected: set[Key] = set()
        self._backlog = Backlog()
        self._mask = masked(draft.manifests)

    def go(self, afresh: Afresh, again: Again, now: Callable[[], datetime]) -> None:
        """Goes as far as it can; what ends it early is raised, or stands in `faults`."""
        known = self.draft.inventory
        self._ground(afresh)
        if self.faults:
            return
        with lease.held(
            self._cluster, known.namespace, known.key.name, self._tell, patience=self._options.patience
        ) as self._hold:
            if self._is_current(again):
                self._under_lease(afresh, now)
        if self._burnt:
            with suppress(Refusal, Unreachable):  # it may have gone with its namespace
                lease.remove(self._cluster, known.namespace, known.key.name)

    def _ground(self, afresh: Afresh) -> None:
        """The stack's own namespace comes before everything: the Lease and the inventory live in it."""
        where = self.draft.plan.namespace
        first = [
            step
            for step in self._steps
            if step.action is Action.CREATE and step.key.kind == "Namespace" and step.key.name == where
        ]
        self._do(first, lambda step, stopped: enact(step, self._cluster, self._options, afresh, stopped))

    def _is_current(self, again: Again) -> bool:
        """Whether the plan still holds, under the Lease: if another run wrote since, it is made anew."""
        known = self.draft.inventory
        found = self._cluster.get(known.key)
        version = None if found is None else str(found["metadata"]["resourceVersion"])
        if version == known.version:
            return True
        fresh = again()
        if fresh is None:
            self.contested = True
            self.faults.append((None, "another run changed the stack meanwhile, and no plan can be made any more"))
            return False
        steps = to_do(fresh.plan, self._options)
        if not _alike(steps, self._steps):
            self.differing = steps
            self.faults.append((None, "another run changed the stack meanwhile, and this plan is not what was approved"))
            return False
        self.draft, self._steps = fresh, steps
        return True

    def _under_lease(self, afresh: Afresh, now: Callable[[], datetime]) -> None:
        book = Book(self.draft, self._cluster)
        if self.draft.ended and not self._stay():
            self._prune()
            if self.ready and self._is_ours():
                book.burn()
                self._burnt = True
                self._leave()
            return
        self._resumed = resumed(self.draft)
        book.open(self._steps, now(), _counts(self._steps))
        self.revision = book.inventory.revision
        self._change(afresh)
        if not self.faults and self._options.wait:
            self._await(goals(self.draft.manifests, self.draft.plan.steps, resumed=self._resumed))
        if not self.faults and self.ready:
            self._prune()
            self._clear(book)
        if self._is_ours():
            book.close(self._status(), (deed.step.key for deed in self.deeds if deed.stage is Stage.DELETED))
            self._tell(Progress(Stage.RECORDED, f"revision {self.revision}: {book.inventory.status.value}"))
            self._leave()

    def _is_ours(self) -> bool:
        """Whether the run may say how it ended: nothing failed, and the Lease is still held."""
        if not self.faults and self._hold is not None and self._hold.lost:
            self.faults.append((None, _LOST))
        return not self.faults

    def _stay(self) -> bool:
        """Whether members stay although nothing shall be left: what holds data and was not named."""
        gone = {step.key.same for step in doomed(self._steps, self._options)}
        return any(key.same not in gone for key in self.draft.members)

    def _status(self) -> Status:
        if not self.ready or any(outcome.state is not State.READY for outcome in self.waited.values()):
            return Status.FAILED  # also where failure_action lets it go on: a rollback shall not lead there
        return Status.GOOD if self._options.wait else Status.APPLIED

    def _change(self, afresh: Afresh) -> None:
        """Everything that is created or changed, in its turn."""
        done = {deed.step.key for deed in self.deeds}
        for (group, wave), steps in turns(self._steps):
            if group == Group.WORKLOADS and wave and self._options.wait:
                self._await(before(self.draft.manifests, self.draft.plan.steps, wave, resumed=self._resumed))
            open_ones = [step for step in steps if step.key not in done and self._backlog.frees(step)]
            self._do(open_ones, lambda step, stopped: enact(step, self._cluster, self._options, afresh, stopped))
            if self.faults:
                return
            if group == Group.DEFINITIONS and open_ones:
                self._serve(open_ones)

    def _do(self, steps: Sequence[Step], act: Act) -> None:
        """Does steps at the same time."""
        deeds = carried_out(steps, lambda step, stopped: self._guarded(step, act, stopped), self._seen, self._options.threads)
        self.differing += tuple(deed.fresh for deed in deeds if deed.fresh is not None)
        self.faults += [(deed.step.key, deed.fault) for deed in deeds if deed.fault]

    def _guarded(self, step: Step, act: Act, stopped: threading.Event) -> Deed:
        if self._hold is not None and self._hold.lost:
            return Deed(step, fault=_LOST)
        deed = act(step, stopped)
        return replace(deed, fault=self._mask(secrecy.masked(deed.fault))) if deed.fault else deed

    def _seen(self, deed: Deed) -> None:
        step = deed.step
        if deed.stage is not None:
            self.deeds.append(deed)
            if deed.stage is not Stage.DELETED:
                self._expected.add(step.key)
            self._tell(Progress(deed.stage, deed.stage.value, step.key, step.service))
        else:
            self._tell(Progress(Stage.FAILED, deed.fault, step.key, step.service))

    def _serve(self, steps: Sequence[Step]) -> None:
        """Goes on when the API server serves what was defined: its objects come next."""
        self._await(goals((step.manifest for step in steps if step.manifest), steps))
        wanted = {key for step in steps if step.manifest for key in served(step.manifest.body)}
        for _ in range(_LOOKS):
            self._cluster.forget()
            wanted = {key for key in wanted if self._cluster.resource(*key) is None}
            if not wanted:
                return
            time.sleep(_PAUSE)

    def _heard(self, event: Progress) -> None:
        """Tells an event of a wait; of what was ready already, and was not touched, nobody needs to hear."""
        if event.key is not None and event.stage is Stage.READY:
            if event.key not in self._expected:
                return
            self._expected.discard(event.key)
        elif event.key is not None:
            self._expected.add(event.key)
        self._tell(event)

    def _await(self, wanted: Sequence[Goal]) -> None:
        """Waits; what fails in an update goes back where `failure_action` says so."""
        wanted = [goal for goal in wanted if not self._backlog.has(goal.service) and not self._has_failed(goal.key)]
        if not wanted:
            return
        kept = {key for key, outcome in self.waited.items() if outcome.state is State.READY}
        wanted = [replace(goal, changed=False) if goal.key in kept else goal for goal in wanted]  # the terms were kept already
        mask, limit = self._mask, self._options.timeout
        ended = until(wanted, self._cluster, timeout=limit, tell=self._heard, mask=mask)
        self.waited.update((outcome.key, outcome) for outcome in ended)
        self.ready = self.ready and not any(outcome.stops for outcome in ended)
        for goal, outcome in zip(wanted, ended, strict=True):
            if outcome.stops:
                self._backlog.hold(goal.service)
        back = [outcome.key for outcome in ended if outcome.stops and outcome.action == "rollback"]
        if back:
            present = {goal.key: goal.manifest for goal in wanted if goal.manifest is not None}
            restored = restore(back, self._cluster, replace(self.draft.inventory, revision=self.revision), present, self._tell)
            self.restored = tuple(key_of(each.body) for each in restored)
            until(goals(restored, ()), self._cluster, timeout=limit, tell=self._heard, mask=mask)

    def _has_failed(self, key: Key) -> bool:
        """Whether it is known already that there is nothing to wait for."""
        outcome = self.waited.get(key)
        return outcome is not None and outcome.stops

    def _prune(self) -> None:
        """The deletions, the stack's own namespace aside."""
        identity = inventory.identity(self.draft.plan.stack, self.draft.plan.namespace)
        going = [step for step in doomed(self._steps, self._options) if not self._is_home(step)]
        for _, steps in ends(going):
            self._do(steps, lambda step, _: delete(step, self._cluster, identity))
            if self.faults:
                return
        deleted = {deed.step.key for deed in self.deeds if deed.stage is Stage.DELETED}
        if self._options.wait:
            gone = [(step.key, step.uid) for step in going if step.key in deleted]
            if self.draft.ended:  # or the stack would be forgotten while something of it is held by a finalizer
                gone += self.draft.ending
            self._await([Goal(key, gone=True, uid=uid) for key, uid in gone])

    def _clear(self, book: Book) -> None:
        """What recreations left behind, now that the new ones are ready."""
        if self._options.wait:
            for leftover in book.inventory.leftovers:
                for key in clear(leftover, self._cluster):
                    self._tell(Progress(Stage.DELETED, "deleted: what it belonged to was made anew", key))

    def _leave(self) -> None:
        """The stack's own namespace goes last, and with it whatever is still in it."""
        home = [step for step in doomed(self._steps, self._options) if self._is_home(step)]
        identity = inventory.identity(self.draft.plan.stack, self.draft.plan.namespace)
        self._do(home, lambda step, _: delete(step, self._cluster, identity))

    def _is_home(self, step: Step) -> bool:
        return step.key.kind == "Namespace" and step.key.name == self.draft.plan.namespace

    def result(self, *, interrupted: bool = False, unreachable: bool = False) -> Result:
        """What became of it."""
        done = {deed.step.key: None for deed in self.deeds}
        return Result(
            done=tuple(done),
            left=tuple(step.key for step in self._steps if step.key not in done),
            faults=tuple(self.faults),
            waited=tuple(self.waited.values()),
            revision=self.revision,
            differing=self.differing,
            contested=self.contested or bool(self.differing),
            interrupted=interrupted,
            unreachable=unreachable,
            rolled_back=self.restored,
            ready=self.ready,
        )


def _alike(steps: Iterable[Step], approved: Iterable[Step]) -> bool:
    """Whether a plan that was made anew is what was approved; what is done already need not be done again."""
    known = {step.key.same: step for step in approved}
    return all(step.key.same in known and covered(step, known[step.key.same]) for step in steps)


def _counts(steps: Iterable[Step]) -> dict[str, int]:
    """How many objects meet with what, for the history."""
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.action.value] = counts.get(step.action.value, 0) + 1
    return counts
