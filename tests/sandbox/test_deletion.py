"""Deletion: finalizers, preconditions, dependents, namespaces."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.sandbox.client import MERGE, Client, namespace
from translator.sandbox import Running, serve

_MAPS = "/api/v1/namespaces/default/configmaps"
_DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments"


@pytest.fixture
def running() -> Iterator[Running]:
    with serve(speed=20.0) as found:
        yield found


@pytest.fixture
def client(running: Running) -> Iterator[Client]:
    with Client(running) as client:
        yield client


def _map(name: str, **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, **metadata}}


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.01)


def _owned_by(owner: dict[str, Any], *, blocks: bool = True) -> list[dict[str, Any]]:
    named = {"apiVersion": owner["apiVersion"], "kind": owner["kind"], "name": owner["metadata"]["name"]}
    return [{**named, "uid": owner["metadata"]["uid"], "controller": True, "blockOwnerDeletion": blocks}]


def test_a_finalizer_holds_an_object(client: Client) -> None:
    client.apply(f"{_MAPS}/x", _map("x", finalizers=["example.com/hold"]))
    held = client.send("DELETE", f"{_MAPS}/x").body
    assert "deletionTimestamp" in held["metadata"]
    assert client.get(f"{_MAPS}/x").status == 200
    patch = {"metadata": {"finalizers": None}}
    assert client.send("PATCH", f"{_MAPS}/x", patch, {"Content-Type": MERGE}).status == 200
    assert client.get(f"{_MAPS}/x").status == 404


@pytest.mark.parametrize("field", ["uid", "resourceVersion"])
def test_preconditions(client: Client, field: str) -> None:
    made = client.apply(f"{_MAPS}/x", _map("x")).body["metadata"]
    wrong = {"apiVersion": "v1", "kind": "DeleteOptions", "preconditions": {field: "1"}}
    assert client.send("DELETE", f"{_MAPS}/x", wrong).body["reason"] == "Conflict"
    right = {**wrong, "preconditions": {field: made[field]}}
    assert client.send("DELETE", f"{_MAPS}/x", right).status == 200


@pytest.mark.parametrize(("policy", "stays"), [("Background", False), ("Foreground", False), ("Orphan", True)])
def test_dependents(client: Client, policy: str, stays: bool) -> None:
    owner = client.apply(f"{_MAPS}/owner", _map("owner")).body
    client.apply(f"{_MAPS}/child", _map("child", ownerReferences=_owned_by(owner)))
    client.send("DELETE", f"{_MAPS}/owner?propagationPolicy={policy}")
    _until(lambda: client.get(f"{_MAPS}/owner").status == 404)
    if stays:
        assert "ownerReferences" not in client.get(f"{_MAPS}/child").body["metadata"]
    else:
        _until(lambda: client.get(f"{_MAPS}/child").status == 404)


def test_a_dependent_of_nobody_is_garbage(client: Client) -> None:
    lost = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "gone", "uid": "0"}}
    client.apply(f"{_MAPS}/child", _map("child", ownerReferences=_owned_by(lost)))
    _until(lambda: client.get(f"{_MAPS}/child").status == 404)


def test_a_job_leaves_its_pods_unless_told_otherwise(client: Client) -> None:
    spec = {"template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i:1"}]}}}
    place = "/apis/batch/v1/namespaces/default/jobs/once"
    client.apply(place, {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "once"}, "spec": spec})
    _until(lambda: len(client.get("/api/v1/namespaces/default/pods").body["items"]) == 1)
    client.send("DELETE", place)
    _until(lambda: client.get(place).status == 404)
    (pod,) = client.get("/api/v1/namespaces/default/pods").body["items"]
    assert "ownerReferences" not in pod["metadata"]


def test_a_namespace_goes_with_what_is_in_it(client: Client) -> None:
    namespace(client, "team")
    client.apply("/api/v1/namespaces/team/configmaps/x", _map("x", finalizers=["example.com/hold"]))
    assert client.send("DELETE", "/api/v1/namespaces/team").body["status"]["phase"] == "Terminating"
    refused = client.apply("/api/v1/namespaces/team/configmaps/y", _map("y"))
    assert (refused.status, refused.body["details"]["causes"][0]["reason"]) == (403, "NamespaceTerminating")
    assert client.get("/api/v1/namespaces/team").status == 200
    patch: dict[str, Any] = {"metadata": {"finalizers": []}}
    client.send("PATCH", "/api/v1/namespaces/team/configmaps/x", patch, {"Content-Type": MERGE})
    _until(lambda: client.get("/api/v1/namespaces/team").status == 404)


def test_a_namespace_goes_while_its_workloads_start(client: Client) -> None:
    namespace(client, "team")
    template = {"metadata": {"labels": {"app": "x"}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}
    spec: dict[str, Any] = {"replicas": 3, "selector": {"matchLabels": {"app": "x"}}, "template": template}
    for kind, resource in (("Deployment", "deployments"), ("StatefulSet", "statefulsets"), ("DaemonSet", "daemonsets")):
        body = {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": resource}, "spec": spec}
        if kind == "DaemonSet":
            body["spec"] = {name: each for name, each in spec.items() if name != "replicas"}
        assert client.apply(f"/apis/apps/v1/namespaces/team/{resource}/{resource}", body).status == 201
    client.send("DELETE", "/api/v1/namespaces/team")
    _until(lambda: client.get("/api/v1/namespaces/team").status == 404)
    assert client.get("/api/v1/pods").body["items"] == []


def test_many_at_once(client: Client) -> None:
    for name in ("a", "b", "c"):
        client.apply(f"{_MAPS}/{name}", _map(name, labels={"go": str(name != "c").lower()}))
    assert client.send("DELETE", f"{_MAPS}?labelSelector=go%3Dtrue").status == 200
    assert [each["metadata"]["name"] for each in client.get(_MAPS).body["items"]] == ["c"]


def test_a_claim_in_use_is_protected(client: Client) -> None:
    claims, pods = (f"/api/v1/namespaces/default/{name}" for name in ("persistentvolumeclaims", "pods"))
    spec: dict[str, Any] = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    client.apply(
        f"{claims}/data", {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data"}, "spec": spec}
    )
    _until(lambda: client.get(f"{claims}/data").body["status"]["phase"] == "Bound")
    volume = {"name": "data", "persistentVolumeClaim": {"claimName": "data"}}
    spec = {"containers": [{"name": "c", "image": "i:1"}], "volumes": [volume], "terminationGracePeriodSeconds": 1}
    client.apply(f"{pods}/p", {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": spec})
    _until(lambda: client.get(f"{pods}/p").body["status"]["phase"] == "Running")
    client.send("DELETE", f"{claims}/data")
    time.sleep(0.2)
    assert client.get(f"{claims}/data").status == 200
    client.send("DELETE", f"{pods}/p")
    _until(lambda: client.get(f"{claims}/data").status == 404)
    _until(lambda: client.get("/api/v1/persistentvolumes").body["items"] == [])


@pytest.mark.parametrize(
    ("policy", "how", "left"), [("Delete", "Background", 0), ("Delete", "Orphan", 1), ("Retain", "Background", 1)]
)
def test_the_claims_of_a_stateful_set_go_with_it_if_it_says_so(client: Client, policy: str, how: str, left: int) -> None:
    sets, claims = "/apis/apps/v1/namespaces/default/statefulsets", "/api/v1/namespaces/default/persistentvolumeclaims"
    claim = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    spec = {
        "serviceName": "db",
        "selector": {"matchLabels": {"app": "db"}},
        "persistentVolumeClaimRetentionPolicy": {"whenDeleted": policy, "whenScaled": "Retain"},
        "template": {"metadata": {"labels": {"app": "db"}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}},
        "volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": claim}],
    }
    client.apply(f"{sets}/db", {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": spec})
    _until(lambda: client.get(f"{claims}/data-db-0").status == 200)
    client.send("DELETE", f"{sets}/db?propagationPolicy={how}")
    _until(lambda: client.get(f"{sets}/db").status == 404)
    if left:
        time.sleep(0.2)
    _until(lambda: len(client.get(claims).body["items"]) == left)
    assert all("ownerReferences" not in each["metadata"] for each in client.get(claims).body["items"])
