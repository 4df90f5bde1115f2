"""The protocol, question by question, against the sandbox."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.apply.client.servers import VERSION, client, config_map, listening, locked
from tests.faults.proxy import proxied
from translator.apply.client import attach, remote
from translator.apply.client.remote import Remote
from translator.model.cluster import Act, Cluster, Key, Refusal, Resource, Unreachable, key_of
from translator.sandbox import Running, serve
from translator.sandbox.controllers.script import Script
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.router import Router
from translator.sandbox.users import ADMIN, Right, User

X = Key("v1", "ConfigMap", "default", "x")


@pytest.fixture
def running() -> Iterator[Running]:
    with serve(script=None) as running:
        yield running


@pytest.fixture
def cluster(running: Running) -> Iterator[Remote]:
    with client(running.url, running.token) as cluster:
        yield cluster


def test_where_it_is(running: Running) -> None:
    with attach(f"{running.url}/as/{running.token}/", running.token, context="sandbox:x", namespace="shop") as cluster:
        address = cluster.address
    assert (address.context, address.namespace, address.version) == ("sandbox:x", "shop", "1.35")
    assert address.server == running.url  # without the token that stands in its path


def test_an_object_is_created_kept_changed_and_deleted(cluster: Cluster) -> None:
    assert cluster.get(X) is None
    assert cluster.apply(config_map("x", a="1"), dry=True).created
    assert cluster.get(X) is None
    made = cluster.apply(config_map("x", a="1"))
    assert (made.created, made.body["data"]) == (True, {"a": "1"})
    assert [(each["manager"], each["operation"]) for each in made.body["metadata"]["managedFields"]] == [
        ("translator", "Apply")
    ]
    again = cluster.apply(config_map("x", a="1"))
    assert (again.created, again.body) == (False, made.body)
    version = made.body["metadata"]["resourceVersion"]
    changed = cluster.apply(locked(config_map("x", a="2"), version)).body
    with pytest.raises(Refusal) as stale:
        cluster.apply(locked(config_map("x", a="3"), version))
    assert stale.value.locked
    assert cluster.get(X) == changed
    assert cluster.delete(X, uid=changed["metadata"]["uid"], version=changed["metadata"]["resourceVersion"])
    assert cluster.get(X) is None
    assert not cluster.delete(X)


def test_who_owns_a_field_is_told_by_causes(cluster: Cluster) -> None:
    cluster.apply(config_map("x", a="1"), manager="other")
    with pytest.raises(Refusal) as refused:
        cluster.apply(config_map("x", a="2"))
    (contest,) = refused.value.contests
    assert (contest.field, contest.message) == (".data.a", 'conflict with "other"')
    assert not refused.value.locked
    assert cluster.apply(config_map("x", a="2"), force=True).body["data"] == {"a": "2"}


def test_an_unknown_field_is_refused_at_once(running: Running) -> None:
    pauses: list[float] = []
    with client(running.url, running.token, pauses=pauses) as cluster, pytest.raises(Refusal) as refused:
        cluster.apply({**config_map("x"), "dta": {}})
    assert (refused.value.status, pauses) == (500, [])
    assert ".dta: field not declared in schema" in str(refused.value)


def test_deletion_of_another_than_was_meant_is_refused(cluster: Cluster) -> None:
    cluster.apply(config_map("x"))
    with pytest.raises(Refusal) as refused:
        cluster.delete(X, uid="of-another")
    assert refused.value.status == 409
    assert cluster.get(X) is not None


def test_a_deletion_in_trial_deletes_nothing(cluster: Cluster) -> None:
    cluster.apply(config_map("x"))
    assert cluster.delete(X, dry=True)
    assert cluster.get(X) is not None


def test_create_and_replace(cluster: Cluster) -> None:
    made = cluster.create(config_map("x", a="1"))
    with pytest.raises(Refusal) as twice:
        cluster.create(config_map("x", a="1"))
    assert (twice.value.status, twice.value.reason) == (409, "AlreadyExists")
    assert not twice.value.locked
    replaced = cluster.replace({**made, "data": {"a": "2"}})
    assert replaced["data"] == {"a": "2"}
    with pytest.raises(Refusal) as stale:
        cluster.replace({**made, "data": {"a": "3"}})
    assert stale.value.locked


def test_patch(cluster: Cluster) -> None:
    cluster.apply(config_map("x", a="1"))
    patched = cluster.patch(X, [{"op": "replace", "path": "/data/a", "value": "9"}])
    assert patched["data"] == {"a": "9"}


def test_lists_come_whole_and_say_what_they_hold(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_PAGE", "2")
    for number in range(5):
        cluster.apply({**config_map(f"x{number}"), "metadata": {**config_map(f"x{number}")["metadata"], "labels": {"a": "b"}}})
    cluster.apply(config_map("other"))
    listing = cluster.list("v1", "ConfigMap", "default", labels="a=b")
    assert [key_of(item) for item in listing.items] == [Key("v1", "ConfigMap", "default", f"x{number}") for number in range(5)]
    assert listing.resource_version.isdecimal()
    assert [each["metadata"]["name"] for each in cluster.list("v1", "ConfigMap", fields="metadata.name=other").items] == [
        "other"
    ]


def test_pages_that_took_too_long_are_asked_for_at_once(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_PAGE", "2")
    with proxied(running) as proxy, client(proxy.url, running.token) as cluster:
        for number in range(5):
            cluster.apply(config_map(f"x{number}"))
        proxy.before = lambda asked: running.cluster.store.forget() if asked.occurrence == 2 else None
        cluster.apply(config_map("x0", a="1"))
        assert len(cluster.list("v1", "ConfigMap", "default").items) == 5


def test_names_that_are_no_words(cluster: Cluster) -> None:
    key = Key("rbac.authorization.k8s.io/v1", "ClusterRole", None, "system:shop")
    body = {"apiVersion": key.api_version, "kind": key.kind, "metadata": {"name": "system:shop"}, "rules": []}
    assert cluster.apply(body).created
    assert cluster.get(key) is not None
    assert cluster.get(key._replace(name="system:shop?x=y")) is None
    assert cluster.get(key._replace(name="system:shop#x")) is None


def test_kinds_that_are_not_served(cluster: Cluster) -> None:
    nowhere = Key("example.com/v1", "Thing", "default", "x")
    assert cluster.resource("example.com/v1", "Thing") is None
    assert cluster.get(nowhere) is None
    assert not cluster.delete(nowhere)
    for ask in (
        lambda: cluster.list("example.com/v1", "Thing"),
        lambda: cluster.apply({**config_map("x"), "apiVersion": "example.com/v1"}),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.missing


def test_a_new_kind_is_seen_once_discovery_is_forgotten(cluster: Cluster) -> None:
    assert cluster.resource("example.com/v1", "Thing") is None
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}
    names = {"plural": "things", "singular": "thing", "kind": "Thing"}
    spec = {"group": "example.com", "scope": "Namespaced", "names": names, "versions": [version]}
    body = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "spec": spec}
    cluster.apply({**body, "metadata": {"name": "things.example.com"}})
    assert cluster.resource("example.com/v1", "Thing") is None
    cluster.forget()
    found = cluster.resource("example.com/v1", "Thing")
    assert found is not None
    assert (found.plural, found.namespaced) == ("things", True)


@pytest.mark.parametrize("aggregated", [True, False])
def test_discovery_in_both_forms(running: Running, aggregated: bool) -> None:
    router = Router(running.cluster, {"t0ken": ADMIN}, Script().log)

    def respond(request: Request) -> Answer:
        return router.respond(
            request if aggregated else replace(request, headers={**request.headers, "accept": "application/json"})
        )

    with listening(respond) as url, client(url) as cluster:
        deployment, role = (
            cluster.resource("apps/v1", "Deployment"),
            cluster.resource("rbac.authorization.k8s.io/v1", "ClusterRole"),
        )
        assert deployment is not None
        assert role is not None
        assert (deployment.plural, deployment.namespaced, deployment.preferred) == ("deployments", True, True)
        assert (role.plural, role.namespaced) == ("clusterroles", False)
        assert {"get", "list", "watch", "patch", "delete"} <= deployment.verbs
        scaler = {each.api_version: each.preferred for each in cluster.resources() if each.kind == "HorizontalPodAutoscaler"}
        assert scaler == {"autoscaling/v2": True, "autoscaling/v1": False}


def test_a_group_whose_server_is_down_is_left_out(running: Running) -> None:
    router = Router(running.cluster, {"t0ken": ADMIN}, Script().log)

    def respond(request: Request) -> Answer:
        if request.path == "/apis/batch/v1":
            return Answer(404)
        return router.respond(replace(request, headers={**request.headers, "accept": "application/json"}))

    with listening(respond) as url, client(url) as cluster:
        assert cluster.resource("batch/v1", "Job") is None
        assert cluster.resource("apps/v1", "Deployment") is not None


@pytest.mark.parametrize("items", [[5], [{"versions": [{}]}], [{"versions": [{"version": "v1", "resources": [{}]}]}], 5])
def test_discovery_of_another_form(items: Any) -> None:
    answer = Answer(200, {"kind": "APIGroupDiscoveryList", "items": items})
    respond = {"/version": VERSION, "/api": answer, "/apis": answer}
    with (
        listening(lambda request: respond[request.path]) as url,
        client(url) as cluster,
        pytest.raises(Unreachable, match="another form"),
    ):
        cluster.resources()


def test_a_watch_tells_what_happens_and_ends(cluster: Cluster) -> None:
    listing = cluster.list("v1", "ConfigMap", "default")
    cluster.apply(config_map("x"))
    cluster.apply(config_map("x", a="1"))
    cluster.apply(config_map("y"))
    cluster.delete(X)
    events = list(cluster.watch("v1", "ConfigMap", "default", listing.resource_version, fields="metadata.name=x", seconds=1))
    told = [(event.type, key_of(event.object)) for event in events if event.type != "BOOKMARK"]
    assert told == [("ADDED", X), ("MODIFIED", X), ("DELETED", X)]


def test_a_watch_from_long_ago_is_gone(running: Running, cluster: Cluster) -> None:
    cluster.apply(config_map("x"))
    running.cluster.store.forget()
    with pytest.raises(Refusal) as refused:
        list(cluster.watch("v1", "ConfigMap", "default", "1", seconds=1))
    assert refused.value.gone


def test_a_watch_that_breaks_ends() -> None:
    def broken() -> Iterator[bytes]:
        yield b'{"type":"ADDED","object":{"metadata":{"name":"x"}}}\n{"type":"MODIFIED","obj'
        raise ConnectionResetError

    with _watched(broken()) as cluster:
        (event,) = cluster.watch("v1", "ConfigMap", "default", "1")
        assert (event.type, event.object["kind"]) == ("ADDED", "ConfigMap")


def test_closing_ends_a_watch() -> None:
    from threading import Event, Thread

    quiet, seen = Event(), Event()

    def silent() -> Iterator[bytes]:
        yield b'{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"5"}}}\n'
        quiet.wait(600)

    with _watched(silent()) as cluster:

        def watch() -> None:
            for _ in cluster.watch("v1", "ConfigMap", "default", "1", seconds=60):
                seen.set()

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        assert seen.wait(60)
    watcher.join(60)
    quiet.set()
    assert not watcher.is_alive()


def _watched(stream: Iterator[bytes]) -> Any:
    """A client before a server that knows ConfigMaps and answers a watch with a stream."""
    from contextlib import contextmanager

    core = {
        "kind": "APIResourceList",
        "resources": [{"name": "configmaps", "namespaced": True, "kind": "ConfigMap", "verbs": []}],
    }
    answers = {
        "/version": VERSION,
        "/api": Answer(200, {"kind": "APIVersions", "versions": ["v1"]}),
        "/apis": Answer(200, {"kind": "APIGroupList", "groups": []}),
        "/api/v1": Answer(200, core),
        "/api/v1/namespaces/default/configmaps": Answer(200, stream=stream),
    }

    @contextmanager
    def opened() -> Iterator[Remote]:
        with listening(lambda request: answers[request.path]) as url, client(url) as cluster:
            yield cluster

    return opened()


def test_rights_are_asked_for_each_act_once() -> None:
    reader = User("reader", (Right(frozenset({"get"}), frozenset({"apps"}), frozenset({"deployments"})),))
    acts = [Act("get", "apps", "deployments", "shop"), Act("patch", "apps", "deployments", "shop")]
    acts += [Act("get", "apps", "deployments/scale", "shop"), acts[0]]
    with serve(script=None, tokens={"reader": reader}) as running, client(running.url, "reader") as cluster:
        assert list(cluster.allowed(acts)) == [True, False, False, True]
        with pytest.raises(Refusal) as refused:
            cluster.list("v1", "Secret")
        assert refused.value.denied


def test_nobody_is_denied(running: Running) -> None:
    with pytest.raises(Refusal) as refused, client(running.url, "wrong"):
        pass
    assert (refused.value.status, refused.value.denied) == (401, True)


def test_the_log_of_a_container() -> None:
    with serve(script=Script(start=0.01), speed=100) as running, client(running.url, running.token) as cluster:
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"}}
        cluster.apply({**pod, "spec": {"containers": [{"name": "c", "image": "crash"}]}})
        assert cluster.log("default", "p", "c", lines=1) == "fatal: cannot go on\n"
        assert cluster.log("default", "nobody", "c") == ""


def test_warnings_are_told_once() -> None:
    warned = ('is "old"', "second, with a comma")

    def respond(request: Request) -> Answer:
        return VERSION if request.path == "/version" else Answer(200, {"kind": "ConfigMap"}, warnings=warned)

    with listening(respond) as url, client(url) as cluster:
        cluster._kinds = {("v1", "ConfigMap"): Resource("v1", "ConfigMap", "configmaps", True, frozenset(), True)}
        cluster.get(X)
        assert list(cluster.warnings()) == list(warned)
        cluster.get(X)
        assert list(cluster.warnings()) == []


@pytest.mark.parametrize("data", [b"<html>log in</html>", b"[]", b"[" * 100_000, b'"x"', b""])
def test_what_is_no_api_server(data: bytes) -> None:
    def respond(_request: Request) -> Answer:
        return Answer(200, data=data)

    with listening(respond) as url, pytest.raises(Unreachable, match="no API server"), client(url):
        pass
