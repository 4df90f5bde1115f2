"""What is sent again and what is not, how long is waited, and what is told when nothing helps."""

import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from tests.apply.client.servers import VERSION, client, config_map, listening, locked, serving
from tests.faults.proxy import Asked, Fault, proxied
from translator.apply.client import answers, transport
from translator.apply.client.access import Given
from translator.apply.client.remote import Remote
from translator.apply.client.requests import Reply, Request
from translator.apply.client.transport import ATTEMPTS, Transport
from translator.model.cluster import Cluster, Key, Refusal, Unreachable
from translator.sandbox import Running, serve
from translator.sandbox.rest.exchange import Answer
from translator.sandbox.rest.exchange import Request as Received

X = Key("v1", "ConfigMap", "default", "x")
GOOD = Answer(200, {"kind": "ConfigMap"})
UNAVAILABLE = Answer(503, {"kind": "Status", "reason": "ServiceUnavailable", "message": "not now", "code": 503})


@contextmanager
def scripted(answered: Sequence[Answer], pauses: list[float]) -> Iterator[tuple[Transport, list[Received]]]:
    """A transport to a server that gives these answers, the last one for ever, and what the server receives."""
    received: list[Received] = []

    def respond(request: Received) -> Answer:
        received.append(request)
        return answered[min(len(received), len(answered)) - 1]

    with listening(respond) as url:
        sending = Transport(Given(url, "t0ken", "test"), 60.0, pauses.append)
        try:
            yield sending, received
        finally:
            sending.close()


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_what_passes_is_waited_for(code: int) -> None:
    pauses: list[float] = []
    passing = Answer(code, {"kind": "Status", "reason": "InternalError", "message": "etcdserver: request timed out"})
    with scripted([passing, passing, GOOD], pauses) as (sending, received):
        reply = sending.send(Request("GET", "/x"))
    assert (reply.status, reply.doubtful, len(received)) == (200, code != 429, 3)
    assert 0.05 <= pauses[0] <= 0.15
    assert 0.1 <= pauses[1] <= 0.3


@pytest.mark.parametrize("code", [400, 403, 404, 409, 410, 415, 422])
def test_what_does_not_pass_is_told_at_once(code: int) -> None:
    pauses: list[float] = []
    with scripted([Answer(code), GOOD], pauses) as (sending, received):
        assert sending.send(Request("GET", "/x")).status == code
        assert (len(received), pauses) == (1, [])


def test_a_server_says_how_long_to_wait() -> None:
    pauses: list[float] = []
    busy = Answer(429, headers=(("Retry-After", "7"),))
    absurd = Answer(503, headers=(("Retry-After", "86400"),))
    with scripted([busy, absurd, GOOD], pauses) as (sending, _):
        assert sending.send(Request("GET", "/x")).good
    assert pauses == [7.0, 60.0]


def test_an_end_comes_even_so() -> None:
    pauses: list[float] = []
    with scripted([UNAVAILABLE], pauses) as (sending, received):
        assert sending.send(Request("GET", "/x")).status == 503
        assert len(received) == ATTEMPTS
        assert 6.0 < sum(pauses) < 30.0


def test_requests_say_who_asks() -> None:
    with scripted([GOOD], []) as (sending, received):
        sending.send(Request("PATCH", "/x?a=b", b"{}", "application/apply-patch+yaml"))
    (request,) = received
    assert (request.method, request.path, request.query) == ("PATCH", "/x", {"a": "b"})
    assert request.headers["authorization"] == "Bearer t0ken"
    assert request.agent.startswith("translator/")
    assert request.media_type == "application/apply-patch+yaml"


def test_a_redirection_is_not_followed() -> None:
    moved = Answer(302, headers=(("Location", "http://127.0.0.1:1/login"),))
    with scripted([moved], []) as (sending, received):
        assert sending.send(Request("GET", "/x")).status == 302
        assert len(received) == 1


def test_an_answer_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_LARGEST", 1000)
    with scripted([Answer(200, data=b"x" * 2000)], []) as (sending, _), pytest.raises(Unreachable, match="larger than"):
        sending.send(Request("GET", "/x"))


def test_an_event_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_LARGEST_EVENT", 1000)
    stream = iter([b"x" * 2000])
    with (
        scripted([Answer(200, stream=stream)], []) as (sending, _),
        sending.stream(Request("GET", "/x"), 5) as lines,
        pytest.raises(Unreachable, match="too large"),
    ):
        list(lines)


def test_nothing_listens() -> None:
    pauses: list[float] = []
    with socket.socket() as deaf:  # it has the port, so that nobody else gets it, and does not listen
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        with pytest.raises(Unreachable) as silent, client(f"http://127.0.0.1:{port}/as/s3cret", "s3cret", pauses=pauses):
            pass
    assert str(silent.value) == f"nothing answers at http://127.0.0.1:{port}"
    assert (len(pauses), silent.value.code) == (1, "T700")


def test_names_that_mean_nothing() -> None:
    with (
        pytest.raises(Unreachable, match=r"the name of http://nowhere\.invalid:1 cannot be resolved"),
        client("http://nowhere.invalid:1"),
    ):
        pass


def test_a_server_that_is_silent() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Unreachable, match=r"did not answer within 0\.1 seconds"), client(url, timeout=0.1):
            pass


def test_a_certificate_that_nobody_vouches_for_is_not_asked_twice() -> None:
    """A server that does not even speak TLS fails the same way."""
    pauses: list[float] = []
    with listening(lambda _: VERSION) as url:
        address = url.replace("http:", "https:")
        with pytest.raises(Unreachable) as refused, client(address, pauses=pauses):
            pass
    assert "no secure connection" in str(refused.value)
    assert pauses == []


@pytest.fixture
def running() -> Iterator[Running]:
    with serve(script=None) as running:
        yield running


Act = Callable[[Cluster], object]


def _apply(cluster: Cluster) -> object:
    return cluster.apply(config_map("x", a="2")).body["data"]


def _apply_locked(cluster: Cluster) -> object:
    live = cluster.get(X)
    assert live is not None
    return cluster.apply(locked(config_map("x", a="2"), live["metadata"]["resourceVersion"])).body["data"]


def _replace(cluster: Cluster) -> object:
    live = cluster.get(X)
    assert live is not None
    return cluster.replace({**live, "data": {"a": "2"}})["data"]


def _create(cluster: Cluster) -> object:
    return cluster.create(config_map("new", a="2"))["data"]


def _delete(cluster: Cluster) -> object:
    live = cluster.get(X)
    assert live is not None
    metadata = live["metadata"]
    return cluster.delete(X, uid=metadata["uid"], version=metadata["resourceVersion"])


def _get(cluster: Cluster) -> object:
    live = cluster.get(X)
    return live and live["data"]


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.CONFLICT])
@pytest.mark.parametrize(
    ("act", "method", "given", "effects"),
    [
        (_get, "GET", {"a": "1"}, 0),
        (_apply, "PATCH", {"a": "2"}, 1),
        (_apply_locked, "PATCH", {"a": "2"}, 1),
        (_replace, "PUT", {"a": "2"}, 1),
        (_create, "POST", {"a": "2"}, 1),
        (_delete, "DELETE", True, 1),
    ],
)
def test_a_write_has_its_effect_once(
    running: Running, act: Act, method: str, given: object, effects: int, fault: Fault
) -> None:
    patience = 0.3 if fault is Fault.SILENT else 60.0
    with proxied(running) as proxy, client(proxy.url, running.token, timeout=patience) as cluster:
        cluster.apply(config_map("x", a="1"))
        before = running.cluster.store.revision

        def choose(asked: Asked) -> Fault | None:
            return fault if asked.method == method and "configmaps" in asked.path and not proxy.done else None

        proxy.reset()
        proxy.choose = choose
        assert act(cluster) == given
        assert [found for _, found in proxy.done] == [fault]
        assert running.cluster.store.revision - before == effects


def test_a_lost_race_is_told_even_if_the_first_answer_was_lost(running: Running) -> None:
    """The connection broke before the server acted, and meanwhile somebody else wrote: that is no success of ours."""
    with proxied(running) as proxy, client(proxy.url, running.token) as cluster, client(running.url, running.token) as other:
        made = cluster.apply(config_map("x", a="1")).body

        def choose(asked: Asked) -> Fault | None:
            if asked.method != "PATCH" or proxy.done:
                return None
            other.apply({**config_map("x", b="1")}, manager="other")
            return Fault.CUT

        proxy.choose = choose
        with pytest.raises(Refusal) as refused:
            cluster.apply(locked(config_map("x", a="2"), made["metadata"]["resourceVersion"]))
        assert refused.value.locked


def test_somebody_elses_lease_is_not_taken_for_ours(running: Running) -> None:
    with proxied(running) as proxy, client(proxy.url, running.token) as cluster, client(running.url, running.token) as other:

        def choose(asked: Asked) -> Fault | None:
            if asked.method != "POST" or proxy.done:
                return None
            other.create(config_map("new", holder="other"))
            return Fault.CUT

        proxy.choose = choose
        with pytest.raises(Refusal) as refused:
            cluster.create(config_map("new", holder="us"))
        assert refused.value.reason == "AlreadyExists"


def test_a_patch_whose_answer_was_lost_is_a_lost_race(running: Running) -> None:
    with proxied(running) as proxy, client(proxy.url, running.token) as cluster:
        cluster.apply(config_map("x", a="1"))
        proxy.choose = lambda asked: Fault.CUT_AFTER if asked.method == "PATCH" and not proxy.done else None
        with pytest.raises(Refusal) as refused:
            cluster.patch(
                X, [{"op": "test", "path": "/data/a", "value": "1"}, {"op": "replace", "path": "/data/a", "value": "2"}]
            )
        assert refused.value.locked


def test_another_object_in_the_place_of_the_deleted_one_stays(running: Running) -> None:
    with proxied(running) as proxy, client(proxy.url, running.token) as cluster, client(running.url, running.token) as other:
        first = cluster.apply(config_map("x", a="1")).body

        def choose(asked: Asked) -> Fault | None:
            if asked.method != "DELETE" or proxy.done:
                return None
            other.delete(X)
            other.apply(config_map("x", a="theirs"), manager="other")
            return Fault.CUT

        proxy.choose = choose
        assert cluster.delete(X, uid=first["metadata"]["uid"])
        live = cluster.get(X)
        assert live is not None
        assert live["data"] == {"a": "theirs"}


def test_a_connection_that_was_closed_in_the_meantime_is_opened_again() -> None:
    """As servers and load balancers do with those that are idle."""
    pauses: list[float] = []
    with serving(lambda _: VERSION) as (url, cut), client(url, pauses=pauses) as cluster:
        cut()
        time.sleep(0.05)
        cluster._transport.send(Request("GET", "/version"))
    assert len(pauses) <= 1


def test_dates_in_retry_after() -> None:
    assert answers.retry_after({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0.0
    assert answers.retry_after({"Retry-After": "soon"}) is None
    assert answers.retry_after({}) is None


def test_who_uses_it_knows_what_it_is(running: Running) -> None:
    """The client is what the protocol says; a type checker sees it here."""
    with client(running.url, running.token) as remote:
        cluster: Cluster = remote
        assert isinstance(cluster, Remote)
        assert Reply(204, b"").good
