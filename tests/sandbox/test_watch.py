"""Watches, lists, selectors and pages."""

import json
import threading
import time
from collections.abc import Iterator

import pytest

from tests.sandbox.client import Client
from translator.sandbox import Running, serve
from translator.sandbox.rest.watching import watch

_MAPS = "/api/v1/namespaces/default/configmaps"


@pytest.fixture
def running() -> Iterator[Running]:
    with serve(script=None) as found:
        yield found


@pytest.fixture
def client(running: Running) -> Iterator[Client]:
    with Client(running) as client:
        yield client


def _put(client: Client, name: str, data: str = "1", **labels: str) -> str:
    body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "labels": labels}, "data": {"a": data}}
    reply = client.apply(f"{_MAPS}/{name}", body)
    assert reply.status in (200, 201), reply.body
    return str(reply.body["metadata"]["resourceVersion"])


def test_a_watch_tells_what_happened_since(client: Client) -> None:
    started = _put(client, "before")
    revisions = [_put(client, "x", "1"), _put(client, "x", "2")]
    client.send("DELETE", f"{_MAPS}/x")
    events = list(client.watch(f"{_MAPS}?watch=1&resourceVersion={started}&timeoutSeconds=1&allowWatchBookmarks=true"))
    assert [event["type"] for event in events] == ["ADDED", "MODIFIED", "DELETED", "BOOKMARK"]
    assert [event["object"]["metadata"]["resourceVersion"] for event in events[:2]] == revisions
    last = events[2]["object"]["metadata"]["resourceVersion"]
    assert events[3]["object"] == {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"resourceVersion": last}}


def test_a_watch_hears_what_happens_meanwhile(running: Running, client: Client) -> None:
    started = _put(client, "before")
    later = threading.Timer(0.3, lambda: _later(running))
    later.start()
    events = client.watch(f"{_MAPS}?watch=true&resourceVersion={started}&timeoutSeconds=60")
    assert next(events)["object"]["metadata"]["name"] == "late"
    events.close()  # type: ignore[attr-defined]  # a generator
    later.join()


def _later(running: Running) -> None:
    with Client(running) as client:
        _put(client, "late")


def test_a_selector_sees_objects_come_and_go(client: Client) -> None:
    started = _put(client, "x", on="no")
    _put(client, "x", on="yes")
    _put(client, "x", "2", on="yes")
    _put(client, "x", "2", on="no")
    events = list(client.watch(f"{_MAPS}?watch=1&resourceVersion={started}&labelSelector=on%3Dyes&timeoutSeconds=1"))
    assert [event["type"] for event in events] == ["ADDED", "MODIFIED", "DELETED"]


def test_what_happened_before_is_told_even_if_there_is_no_time_left(running: Running, client: Client) -> None:
    started = _put(client, "before")
    _put(client, "x")
    maps = running.cluster.resource("", "v1", "configmaps")
    assert maps is not None
    query = {"resourceVersion": started, "timeoutSeconds": "1"}
    stream = watch(running.cluster, maps, "default", query, lambda entry: entry.text)
    time.sleep(1.1)
    assert [json.loads(line)["type"] for line in stream] == ["ADDED"]


def test_too_old_a_revision_is_gone(running: Running, client: Client) -> None:
    started = _put(client, "x")
    _put(client, "x", "2")
    running.cluster.store.forget()
    (event,) = client.watch(f"{_MAPS}?watch=1&resourceVersion={started}&timeoutSeconds=5")
    assert (event["type"], event["object"]["code"], event["object"]["reason"]) == ("ERROR", 410, "Expired")
    assert event["object"]["message"].startswith(f"too old resource version: {started} (")


def test_a_streaming_list_ends_with_a_bookmark(client: Client) -> None:
    _put(client, "a")
    _put(client, "b")
    query = "watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1"
    events = list(client.watch(f"{_MAPS}?{query}"))
    assert [event["type"] for event in events] == ["ADDED", "ADDED", "BOOKMARK", "BOOKMARK"]
    assert events[2]["object"]["metadata"]["annotations"] == {"k8s.io/initial-events-end": "true"}


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("labelSelector=app%3Da", ["one"]),
        ("labelSelector=app!%3Da", ["three", "two"]),
        ("labelSelector=app", ["one", "two"]),
        ("labelSelector=!app", ["three"]),
        ("labelSelector=app+in+(a,b),tier+notin+(x)", ["two"]),
        ("fieldSelector=metadata.name%3Dtwo", ["two"]),
        ("fieldSelector=metadata.name!%3Dtwo,metadata.namespace%3Ddefault", ["one", "three"]),
    ],
)
def test_selectors(client: Client, selector: str, expected: list[str]) -> None:
    _put(client, "one", app="a", tier="x")
    _put(client, "two", app="b")
    _put(client, "three")
    assert [item["metadata"]["name"] for item in client.get(f"{_MAPS}?{selector}").body["items"]] == expected


@pytest.mark.parametrize("query", ["labelSelector=a%3D%3D%3Db", "labelSelector=-a", "fieldSelector=spec.x%3D1", "limit=x"])
def test_queries_that_mean_nothing(client: Client, query: str) -> None:
    assert client.get(f"{_MAPS}?{query}").status == 400


def test_pages_hold_everything_once(running: Running, client: Client) -> None:
    names = [f"n{number}" for number in range(7)]
    for name in names:
        _put(client, name)
    found, token, sizes = [], "", []
    while True:
        page = client.get(f"{_MAPS}?limit=3&continue={token}").body
        found += [item["metadata"]["name"] for item in page["items"]]
        sizes.append(page["metadata"].get("remainingItemCount"))
        token = page["metadata"].get("continue", "")
        if not token:
            break
    assert (found, sizes) == (names, [4, 1, None])
    token = client.get(f"{_MAPS}?limit=3").body["metadata"]["continue"]
    _put(client, "n0", "2")
    running.cluster.store.forget()
    assert client.get(f"{_MAPS}?limit=3&continue={token}").status == 410


def test_tables_and_metadata(client: Client) -> None:
    _put(client, "x")
    table = client.get(_MAPS, Accept="application/json;as=Table;v=v1;g=meta.k8s.io,application/json").body
    assert [column["name"] for column in table["columnDefinitions"]] == ["Name", "Data", "Age"]
    assert table["rows"][0]["cells"][:2] == ["x", 1]
    partial = client.get(f"{_MAPS}/x", Accept="application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io").body
    assert (partial["kind"], partial.keys() & {"data"}) == ("PartialObjectMetadata", set())
    assert client.get(f"{_MAPS}/x", Accept="application/vnd.kubernetes.protobuf").status == 406
