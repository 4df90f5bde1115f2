"""The Lease: one run at a time, and none that waits for the dead."""

import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.apply.scenes import STACK, Scene, config, manifests
from translator.apply import holder, lease
from translator.apply.inventory import Status
from translator.apply.options import Options
from translator.model.cluster import Body, Key
from translator.model.progress import Progress, Stage

KEY = Key(lease.API, "Lease", "shop", "translator-shop")


def put(shop: Scene, identity: str, *, age: float = 0.0, duration: int = 15) -> None:
    """A Lease that somebody took, and renewed so many seconds ago."""
    renewed = (datetime.now(UTC) - timedelta(seconds=age)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    spec: dict[str, Any] = {"holderIdentity": identity, "leaseDurationSeconds": duration, "renewTime": renewed}
    spec |= {"acquireTime": renewed, "leaseTransitions": 0}
    body = {"apiVersion": lease.API, "kind": "Lease", "metadata": {"name": KEY.name, "namespace": "shop"}, "spec": spec}
    shop.cluster.cluster.create(body)


def held_up(shop: Scene) -> list[str]:
    """What was told of other runs that were waited for."""
    return [event.message for event in shop.events if event.stage is Stage.WAITING and event.key is None]


class Heard(list[Progress]):
    """The events of a run, which lets another go on as soon as there is one."""

    def __init__(self, go_on: threading.Event) -> None:
        super().__init__()
        self._go_on = go_on

    def append(self, event: Progress) -> None:
        super().append(event)
        self._go_on.set()


def test_two_runs_at_once_go_one_after_the_other(shop: Scene) -> None:
    shop.apply(STACK)
    entered, go_on = threading.Event(), threading.Event()

    def slow(verb: str, key: Key) -> None:
        if str(key) == "configmap/settings":
            shop.cluster.before = None
            entered.set()
            assert go_on.wait(60)

    order = shop.order(manifests(STACK.replace("key: one", "key: first")))
    draft = shop.draft(order)
    second = Scene(shop.running, type(shop.cluster)(shop.cluster.cluster), Heard(go_on))
    other = second.order(manifests(STACK.replace("key: one", "key: second")))
    late = second.draft(other)
    shop.cluster.before = slow
    first_run = threading.Thread(target=shop.carry_out, args=(order, draft))
    first_run.start()
    assert entered.wait(60)
    result = second.carry_out(other, late)
    first_run.join()
    assert [event.stage for event in second.events][:1] == [Stage.WAITING]
    assert result.contested, "its plan was made before the other run, and is not what was approved any more"
    assert result.done == ()
    assert shop.live("ConfigMap", "settings")["data"]["key"] == "first"
    assert second.apply(STACK.replace("key: one", "key: second")).good


def test_a_run_that_would_wait_too_long_gives_up(shop: Scene) -> None:
    put(shop, "anna@elsewhere pid 1 (0.0.1)")
    result = shop.apply(STACK, Options(patience=2))
    assert result.contested
    assert result.done == ()
    assert result.faults == ((None, "another run holds the stack: anna@elsewhere pid 1 (0.0.1)"),)


def test_one_that_is_not_renewed_is_taken_over(shop: Scene) -> None:
    """However long ago the clock of its holder, which is ahead of ours, says that was."""
    put(shop, "anna@elsewhere", age=-600, duration=1)
    assert shop.apply(STACK).good
    assert held_up(shop) == ["another run holds the stack: anna@elsewhere; waiting until it ends"]


def test_one_from_long_ago_is_taken_over_at_once(shop: Scene) -> None:
    put(shop, "anna@elsewhere", age=3600)
    assert shop.apply(STACK).good
    assert held_up(shop) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which boot and which process it is")
def test_one_whose_holder_was_killed_here_is_taken_over_at_once(shop: Scene) -> None:
    program = "from translator.apply import holder; print(holder.myself(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as other:
        assert other.stdout is not None
        name = other.stdout.readline().strip()
        assert not holder.is_gone(name)
        other.kill()
        other.wait()
    assert holder.is_gone(name)
    put(shop, name)
    assert shop.apply(STACK).good
    assert held_up(shop) == []


@pytest.mark.parametrize(
    "name", ["", "anna", "anna@host pid 1 (0.5.1)", "x pid 99999999999 (ab.1.1)", "x pid 1 (ffffffff.7.1)"]
)
def test_nobody_else_is_known_to_be_gone(name: str) -> None:
    assert not holder.is_gone(name)


def test_this_process_is_not_gone() -> None:
    assert not holder.is_gone(holder.myself())


def test_what_is_lost_ends_the_writing(shop: Scene) -> None:
    with lease.held(shop.cluster, "shop", "translator-shop", shop.events.append, patience=1) as hold:
        assert bool(hold.lost) is False
        live = shop.cluster.get(KEY)
        shop.cluster.cluster.replace({**live, "spec": {**live["spec"], "holderIdentity": "bert"}})
        assert hold._is_taken()
        assert hold.lost
    assert shop.cluster.get(KEY)["spec"]["holderIdentity"] == "bert", "what is another's is not released"


def test_a_lost_lease_stops_the_run(shop: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease.Hold, "lost", property(lambda _: True))
    result = shop.apply(config("settings"))
    assert result.done == ()
    assert "another run took the stack over" in result.faults[0][1]


def test_a_lease_that_is_lost_in_the_end_leaves_the_revision_unfinished(shop: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_hold: lease.Hold) -> bool:
        return any(event.stage is Stage.READY for event in shop.events)

    monkeypatch.setattr(lease.Hold, "lost", property(lost))
    result = shop.apply(STACK)
    assert (None, "another run took the stack over, so nothing more was written") in result.faults
    assert shop.inventory().status is Status.UNFINISHED


def test_it_is_renewed_while_it_is_held(shop: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "DURATION", 3)
    with lease.held(shop.cluster, "shop", "translator-shop", print, patience=1, identity="anna") as hold:
        first = shop.cluster.get(KEY)["spec"]["renewTime"]
        end = time.monotonic() + 60
        while shop.cluster.get(KEY)["spec"]["renewTime"] == first:
            assert time.monotonic() < end, "it is not renewed"
            time.sleep(0.05)
        assert not hold.lost


def test_a_renewal_counts_from_when_it_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others count from when the server wrote it, which may be long before its answer comes."""
    monkeypatch.setattr(lease, "DURATION", 0.3)
    sent, answers = threading.Semaphore(0), threading.Semaphore(0)

    class Slow:
        def replace(self, body: Body, **_: Any) -> Body:
            sent.release()
            assert answers.acquire(timeout=60)
            return body

    body = {"metadata": {"name": KEY.name, "namespace": "shop"}}
    hold = lease.Hold(Slow(), body, time.monotonic(), "anna")  # type: ignore[arg-type]
    assert sent.acquire(timeout=60)
    time.sleep(0.4)
    answers.release()
    assert sent.acquire(timeout=60), "the next renewal"
    assert hold.lost
    answers.release(2)  # for the renewal, and for letting go
    hold.release()


def test_it_is_let_go_although_somebody_else_wrote_to_it(shop: Scene) -> None:
    with lease.held(shop.cluster, "shop", "translator-shop", print, patience=1, identity="anna"):
        shop.cluster.patch(KEY, [{"op": "add", "path": "/metadata/labels", "value": {"seen": "yes"}}])
    found = shop.cluster.get(KEY)
    assert "holderIdentity" not in found["spec"]
    assert found["metadata"]["labels"] == {"seen": "yes"}


def test_of_two_who_take_it_at_once_one_waits(shop: Scene) -> None:
    put(shop, "")
    inside: list[str] = []
    most: list[int] = []

    def hold(name: str) -> None:
        with lease.held(
            shop.cluster, "shop", "translator-shop", quiet, patience=60, identity=name, sleep=lambda _: time.sleep(0.05)
        ):
            inside.append(name)
            most.append(len(inside))
            time.sleep(0.1)
            inside.remove(name)

    def quiet(_event: Progress) -> None:
        return None

    threads = [threading.Thread(target=hold, args=(f"run-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]
