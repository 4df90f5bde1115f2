"""Watches: what they ask, how they go on, and when they give up. The cluster is a script."""

from collections import deque
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest

from tests.apply.wait.ticking import LISTS, Ticking
from translator.apply.wait import Goal, until
from translator.apply.wait.watches import Ended, Happened, Listed, News, Scope, Watches
from translator.model.cluster import Event, Key, Listing, Refusal, Unreachable
from translator.model.manifest import Manifest
from translator.model.progress import Progress, Stage, State

PODS = Scope("v1", "Pod", "shop", "app=web")
GONE = Refusal(410, "Expired", "too old resource version")
DENIED = Refusal(403, "Forbidden", "pods is forbidden")


def pod(version: int) -> dict[str, Any]:
    return {"metadata": {"name": f"pod-{version}", "namespace": "shop", "resourceVersion": str(version)}}


def change(version: int, kind: str = "MODIFIED") -> Event:
    return Event(kind, pod(version))  # type: ignore[arg-type]


class Scripted:
    """Answers lists and watches in turn; when the script of watches is over, the next one is silent until the test ends."""

    def __init__(self, lists: list[Any], watches: list[Any]) -> None:
        self.lists, self.watches = deque(lists), deque(watches)
        self.asked: list[str] = []

    def list(self, api_version: str, kind: str, namespace: str | None, *, labels: str) -> Listing:
        self.asked.append(f"list {kind} {namespace} {labels}")
        answer = self.lists.popleft()
        if isinstance(answer, Exception):
            raise answer
        return Listing(tuple(pod(version) for version in answer[:-1]), str(answer[-1]))

    def watch(self, api_version: str, kind: str, namespace: str | None, since: str, **_: Any) -> Iterator[Event]:
        self.asked.append(f"watch from {since}")
        for item in self.watches.popleft() if self.watches else ():
            if isinstance(item, Exception):
                raise item
            yield item


def heard(script: Scripted, count: int) -> list[News]:
    queue: Queue[News] = Queue()
    watches = Watches(script, queue, pauses=(0.0,))  # type: ignore[arg-type]
    watches.start([PODS])
    try:
        return [queue.get(timeout=60) for _ in range(count)]
    finally:
        watches.stop()


def test_a_list_and_what_follows_from_its_version() -> None:
    script = Scripted([(1, 2, 7)], [[change(8), change(9, "DELETED")]])
    listed, first, second = heard(script, 3)
    assert isinstance(listed, Listed)
    assert (listed.first, [each["metadata"]["name"] for each in listed.items]) == (True, ["pod-1", "pod-2"])
    assert isinstance(first, Happened)
    assert isinstance(second, Happened)
    assert (first.event.object, second.event.type) == (pod(8), "DELETED")
    assert script.asked[:2] == ["list Pod shop app=web", "watch from 7"]


def test_a_watch_that_the_server_ends_goes_on_where_it_was() -> None:
    script = Scripted([(7,)], [[change(8)], [change(12, "BOOKMARK")], [change(13)]])
    assert [type(each).__name__ for each in heard(script, 3)] == ["Listed", "Happened", "Happened"]
    assert script.asked[1:4] == ["watch from 7", "watch from 8", "watch from 12"]  # a bookmark is a version, and no news


@pytest.mark.parametrize("watch", [[GONE], [change(8), GONE]])
def test_a_version_that_is_forgotten_begins_with_a_list_again(watch: list[Any]) -> None:
    script = Scripted([(1, 7), (2, 30)], [watch, [change(31)]])
    news = heard(script, 2 + len(watch))
    lists = [each for each in news if isinstance(each, Listed)]
    assert [each.first for each in lists] == [True, False]
    assert "watch from 30" in script.asked


def test_a_connection_that_breaks_is_made_again() -> None:
    script = Scripted([Unreachable("no answer"), (1, 7)], [[Unreachable("cut")], [change(8)]])
    assert [type(each).__name__ for each in heard(script, 2)] == ["Listed", "Happened"]
    assert script.asked[:4] == ["list Pod shop app=web", "list Pod shop app=web", "watch from 7", "watch from 7"]


def test_a_server_that_is_silent_for_a_while_is_told_once() -> None:
    queue: Queue[News] = Queue()
    script = Scripted([Unreachable("no answer")] * 3 + [(1, 7)], [])
    watches = Watches(script, queue, pauses=(0.0, 0.0, 0.0, 3.0))  # type: ignore[arg-type]
    watches.start([PODS])
    found = [queue.get(timeout=60) for _ in range(2)]
    watches.stop()
    assert [type(each).__name__ for each in found] == ["Silent", "Listed"]


def test_what_is_forbidden_ends_the_watch() -> None:
    (ended,) = heard(Scripted([DENIED], []), 1)
    assert isinstance(ended, Ended)
    assert ended.error is DENIED


def deployment(serving: int) -> dict[str, Any]:
    counts = {"replicas": 1, "updatedReplicas": 1, "readyReplicas": serving, "availableReplicas": serving}
    metadata = {"name": "web", "namespace": "shop", "generation": 1, "resourceVersion": str(5 + serving)}
    return {"metadata": metadata, "spec": {"replicas": 1}, "status": {"observedGeneration": 1, **counts}}


class Shop:
    """A cluster with one Deployment, which becomes ready when it is watched; `closed` kinds may not be read."""

    def __init__(self, *closed: str) -> None:
        self.closed = closed
        self.labels: dict[str, str] = {}

    def list(self, api_version: str, kind: str, namespace: str | None, *, labels: str) -> Listing:
        if kind in self.closed:
            raise Refusal(403, "Forbidden", f"{kind} is forbidden")
        self.labels[kind] = labels
        return Listing((deployment(0),) if kind == "Deployment" else (), "5")

    def watch(self, api_version: str, kind: str, namespace: str | None, since: str, **_: Any) -> Iterator[Event]:
        if kind == "Deployment":
            yield Event("MODIFIED", deployment(1))


GOAL = Goal(
    Key("apps/v1", "Deployment", "shop", "web"),
    Manifest({"metadata": {"labels": {"set": "x"}}, "spec": {"template": {"metadata": {"labels": {"app": "web"}}}}}, {}),
)


def test_watches_are_narrowed_by_labels() -> None:
    shop = Shop()
    (outcome,) = until([GOAL], shop, timeout=60.0, tell=lambda _: None)  # type: ignore[arg-type]
    assert outcome.state is State.READY
    assert shop.labels == {
        "Deployment": "set=x",
        "Event": "",
        "PersistentVolumeClaim": "",
        "Pod": "app=web",
        "ReplicaSet": "app=web",
    }


class Pending(Shop):
    """With a claim that is not bound."""

    def list(self, api_version: str, kind: str, namespace: str | None, *, labels: str) -> Listing:
        listing = super().list(api_version, kind, namespace, labels=labels)
        claim = {"metadata": {"name": "data", "namespace": "shop"}, "status": {"phase": "Pending"}}
        return Listing((claim,), "5") if kind == "PersistentVolumeClaim" else listing


def test_one_watch_serves_goals_and_what_says_more_of_them() -> None:
    shop = Pending()
    claim = Goal(Key("v1", "PersistentVolumeClaim", "shop", "data"), Manifest({"metadata": {"labels": {"set": "x"}}}, {}))
    clock = Ticking(*LISTS, "Listed StorageClass", "Happened Deployment")
    found = until([GOAL, claim], shop, timeout=600.0, tell=lambda _: None, clock=clock)  # type: ignore[arg-type]
    assert [outcome.state for outcome in found] == [State.READY, State.LATE]
    assert shop.labels["PersistentVolumeClaim"] == ""  # the claims that a StatefulSet makes have other labels


def test_who_may_not_read_events_can_wait_all_the_same() -> None:
    told: list[Progress] = []
    (outcome,) = until([GOAL], Shop("Event", "Pod"), timeout=60.0, tell=told.append)  # type: ignore[arg-type]
    assert outcome.state is State.READY
    warnings = sorted(event.message for event in told if event.stage is Stage.WARNING)
    assert [text.partition(": ")[2] for text in warnings] == [
        "Events cannot be read: Event is forbidden",
        "Pods cannot be read: Pod is forbidden",
    ]


def test_who_may_not_read_the_object_itself_cannot() -> None:
    with pytest.raises(Refusal):
        until([GOAL], Shop("Deployment"), timeout=60.0, tell=lambda _: None)  # type: ignore[arg-type]


class Silent(Shop):
    def watch(self, api_version: str, kind: str, namespace: str | None, since: str, **_: Any) -> Iterator[Event]:
        return iter(())


def test_time_is_that_of_the_clock() -> None:
    clock = Ticking(*LISTS)
    found = until([GOAL], Silent(), timeout=600.0, tell=lambda _: None, clock=clock)  # type: ignore[arg-type]
    assert ([outcome.state for outcome in found], clock.time) == ([State.LATE], 600.0)
    assert found[0].cause == "0 of 1 ready"


class Mute(Shop):
    """A cluster that nobody hears of for a while, whatever is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def list(self, api_version: str, kind: str, namespace: str | None, *, labels: str) -> Listing:
        self.asked += 1
        if self.asked > 1:  # the first look still had an answer
            raise Unreachable("nothing answers at https://192.0.2.1")
        return super().list(api_version, kind, namespace, labels=labels)


def test_a_wait_for_a_server_that_does_not_answer_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watches.__init__, "__defaults__", ((*[0.0] * 12, 6.0),))
    told: list[Progress] = []
    with pytest.raises(Unreachable):
        until([GOAL], Mute(), timeout=600.0, tell=told.append)  # type: ignore[arg-type]
    warned = [event.message for event in told if event.stage is Stage.WARNING]
    assert warned == ["nothing answers at https://192.0.2.1; it is asked again for a minute"]
