"""Waiting: until everything is ready, or will not be, or the time is over.

What is ready at a first look costs one list for each kind. For the rest the objects and what they made are watched, and each is
judged anew when something about it changes or a trouble of it has lasted too long.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from queue import Empty, Queue
from typing import Protocol, TypeVar

from translator.apply.wait.evidence import Mask, Witness
from translator.apply.wait.goal import Goal
from translator.apply.wait.judgement import watched
from translator.apply.wait.narration import Narrator
from translator.apply.wait.scene import Place, Scene
from translator.apply.wait.standing import Object, Patience
from translator.apply.wait.vigil import Vigil, Watched
from translator.apply.wait.watches import Ended, Listed, News, Scope, Silent, Watches
from translator.model.cluster import Cluster, Unreachable
from translator.model.progress import Outcome, Tell

T = TypeVar("T")
Sought = tuple[Scope, dict[str, str]]
"""A list of everything of a kind, and the labels of what is looked for in it."""


class Clock(Protocol):
    """The time, which only goes forward, and waiting for news."""

    def now(self) -> float:
        """Seconds."""

    def take(self, queue: "Queue[T]", seconds: float) -> T | None:
        """The next item of a queue; None where none comes in time."""


class WallClock:
    """The clock on the wall."""

    def now(self) -> float:
        """Seconds."""
        return time.monotonic()

    def take(self, queue: "Queue[T]", seconds: float) -> T | None:
        """The next item of a queue; None where none comes in time."""
        try:
            return queue.get(timeout=max(seconds, 0.0))
        except Empty:
            return None


def _same(text: str) -> str:
    return text


def until(
    goals: Sequence[Goal],
    cluster: Cluster,
    *,
    timeout: float,
    tell: Tell,
    clock: Clock | None = None,
    patience: Patience | None = None,
    mask: Mask = _same,
) -> tuple[Outcome, ...]:
    """Waits for goals, and says why where one is not reached; the outcomes are in the order of the goals.

    Args:
        goals: what is to become ready, or to be gone.
        cluster: where.
        timeout: seconds after which whatever is not ready is late.
        tell: takes an event whenever a goal stands otherwise than before.
        patience: how long troubles are borne.
        mask: takes known secrets out of a text, before it is shown.

    Raises:
        Unreachable, Refusal: the objects themselves cannot be read (any more).
    """
    clock = clock or WallClock()
    scene = Scene(patience)
    start = clock.now()
    vigil = Vigil(goals, scene)
    witness = Witness(cluster, scene, mask)
    narrator = Narrator(tell, witness)
    queue: Queue[News] = Queue()
    watches = Watches(cluster, queue)
    try:
        _first_look(vigil, cluster, scene)
        narrator.tell(vigil.watched)
        if vigil.open:
            open_ones = [each for each in vigil.watched if each.verdict is None]
            _Attendance(vigil, scene, watches, queue, clock, narrator).attend(open_ones, start + timeout)
        return tuple(witness.outcome(each) for each in vigil.watched)
    finally:
        watches.stop()


def _first_look(vigil: Vigil, cluster: Cluster, scene: Scene) -> None:
    """Takes out what is ready at once and has no terms to be watched for: one list a kind."""
    for scope in _narrowed(_own(vigil.watched)):
        listing = cluster.list(scope.api_version, scope.kind, scope.namespace, labels=scope.labels)
        for body in listing.items:
            scene.put(scope.kind, body)
    vigil.settle()


def _own(goals: Iterable[Watched]) -> Iterator[Sought]:
    """The lists that hold the goals themselves."""
    for each in goals:
        key = each.goal.key
        yield Scope(key.api_version, key.kind, key.namespace), _labels(each.goal.body)


def _around(goals: Iterable[Watched]) -> Iterator[Sought]:
    """The lists of what the goals make, with the labels of their templates, and of what says more of them."""
    for each in goals:
        goal = each.goal
        template = (goal.body.get("spec") or {}).get("template") or {}
        for api_version, kind in watched(goal.key.group, goal.key.kind) if not goal.gone else ():
            namespace = None if kind == "StorageClass" else goal.key.namespace
            yield Scope(api_version, kind, namespace), _labels(template) if kind in ("Pod", "ReplicaSet") else {}


def _labels(body: Object) -> dict[str, str]:
    return dict((body.get("metadata") or {}).get("labels") or {})


def _narrowed(sought: Iterable[Sought]) -> list[Scope]:
    """Each list once, narrowed by the labels that are common to everything that is looked for in it."""
    found: dict[Scope, dict[str, str]] = {}
    for scope, labels in sought:
        shared = found.get(scope, labels)
        found[scope] = {name: text for name, text in shared.items() if labels.get(name) == text}
    return [scope._replace(labels=_selector(found[scope])) for scope in sorted(found, key=str)]


def _selector(labels: dict[str, str]) -> str:
    return ",".join(f"{name}={text}" for name, text in sorted(labels.items()))


class _Attendance:
    """Following what happens until nothing is open any more."""

    def __init__(
        self, vigil: Vigil, scene: Scene, watches: Watches, queue: "Queue[News]", clock: Clock, narrator: Narrator
    ) -> None:
        self._vigil = vigil
        self._scene = scene
        self._watches = watches
        self._queue = queue
        self._clock = clock
        self._narrator = narrator
        self._by_place = {each.goal.place: each for each in vigil.watched}
        self._own: set[Scope] = set()
        self._silent = False

    def attend(self, goals: Sequence[Watched], deadline: float) -> None:
        """Waits until every goal has its verdict, the time is over at the latest."""
        self._own = {scope for scope, _ in _own(goals)}
        scopes = _narrowed([*_own(goals), *_around(goals)])
        self._watches.start(scopes)
        missing = set(scopes)
        again, dirty = deadline, dict.fromkeys(goals)
        while self._vigil.open:
            now = self._clock.now()
            if now >= deadline:
                self._vigil.give_up()
                break
            if not missing and (dirty or now >= again):
                looked = list(dirty) if now < again else list(self._vigil.watched)
                again = min(self._vigil.look(looked, now), again if now < again else deadline)
                self._narrator.tell(looked)
                dirty = {}
                continue
            news = self._clock.take(self._queue, (deadline if missing else min(again, deadline)) - now)
            while news is not None:
                if not isinstance(news, Silent):
                    missing.discard(news.scope)
                dirty.update(dict.fromkeys(self._take(news)))
                news = self._clock.take(self._queue, 0.0) if not self._queue.empty() else None
        self._narrator.tell(self._vigil.watched)

    def _take(self, news: News) -> Iterator[Watched]:
        """Takes in news; the goals that it concerns."""
        if isinstance(news, Ended):
            self._ended(news)
            return
        if isinstance(news, Silent):
            if not self._silent:
                self._narrator.warn(f"{news.error}; it is asked again for a minute")
            self._silent = True
            return
        self._silent = False
        kind = news.scope.kind
        if isinstance(news, Listed):
            if kind == "Event":
                for body in _aged(news.items):
                    yield from self._concerned(self._scene.hear(body, old=news.first))
            else:
                for place in self._scene.replace(kind, news.scope.namespace, news.items):
                    yield from self._concerned(place)
            return
        body = news.event.object
        if kind == "Event":
            yield from self._concerned(self._scene.hear(body) if news.event.type != "DELETED" else None)
        elif news.event.type == "DELETED":
            place = self._scene.put(kind, body)
            yield from tuple(self._concerned(place))
            self._scene.drop(place)
        else:
            yield from self._concerned(self._scene.put(kind, body))

    def _concerned(self, place: Place | None) -> Iterator[Watched]:
        if place is None:
            return
        for each in self._scene.concerned(place):
            found = self._by_place.get(each)
            if found is not None:
                yield found

    def _ended(self, news: Ended) -> None:
        """A watch that cannot go on: one that only explains is done without."""
        if news.scope._replace(labels="") in self._own or isinstance(news.error, Unreachable):
            raise news.error
        text = f"why something is not ready cannot be told in full: {news.scope.kind}s cannot be read: {news.error}"
        self._narrator.warn(text)


def _aged(events: Iterable[Object]) -> list[Object]:
    """Events, the oldest first."""
    return sorted(events, key=lambda each: str(each.get("lastTimestamp") or each.get("eventTime") or ""))
