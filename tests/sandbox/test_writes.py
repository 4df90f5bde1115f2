"""Writes besides server-side apply, and what belongs to all of them: patches, locks, validation, ownership, dry runs."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.client import MERGE, Client
from translator.sandbox import serve

_MAPS = "/api/v1/namespaces/default/configmaps"
_DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments"


@pytest.fixture
def client() -> Iterator[Client]:
    with serve(script=None) as running, Client(running) as client:
        yield client


def _map(name: str, **data: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def _deployment(name: str = "web", **spec: Any) -> dict[str, Any]:
    template = {"metadata": {"labels": {"app": name}}, "spec": {"containers": [{"name": "c", "image": "i:1"}]}}
    body = {"selector": {"matchLabels": {"app": name}}, "template": template, **spec}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name}, "spec": body}


def _json(client: Client, method: str, path: str, body: Any, kind: str = "application/json", agent: str = "editor/1.0") -> Any:
    return client.send(method, path, body, {"Content-Type": kind, "User-Agent": agent})


def test_create_replace_and_the_lock(client: Client) -> None:
    made = _json(client, "POST", _MAPS, _map("x", a="1"))
    assert made.status == 201
    assert _json(client, "POST", _MAPS, _map("x", a="1")).body["reason"] == "AlreadyExists"
    changed = {**made.body, "data": {"a": "2"}}
    assert _json(client, "PUT", f"{_MAPS}/x", changed).status == 200
    stale = _json(client, "PUT", f"{_MAPS}/x", {**made.body, "data": {"a": "3"}})
    assert (stale.status, stale.body["reason"]) == (409, "Conflict")
    assert "the object has been modified" in stale.body["message"]
    assert _json(client, "PUT", f"{_MAPS}/missing", _map("missing")).status == 404


def test_a_namespace_is_dropped_where_there_is_none(client: Client) -> None:
    # EnsureObjectNamespaceMatchesRequestNamespace of the API server: an object of the cluster loses it
    role = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "r", "namespace": "x"}}
    made = _json(client, "POST", "/apis/rbac.authorization.k8s.io/v1/clusterroles", role)
    assert (made.status, "namespace" in made.body["metadata"]) == (201, False)
    assert _json(client, "POST", _MAPS, {**_map("x"), "metadata": {"name": "x", "namespace": "other"}}).status == 400


def test_names_are_generated(client: Client) -> None:
    body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"generateName": "x-"}}
    names = {_json(client, "POST", _MAPS, body).body["metadata"]["name"] for _ in range(5)}
    assert len(names) == 5
    assert all(name.startswith("x-") and len(name) == 7 for name in names)


def test_a_create_owns_also_its_defaults(client: Client) -> None:
    entry = _json(client, "POST", _DEPLOYMENTS, _deployment()).body["metadata"]["managedFields"][0]
    assert (entry["manager"], entry["operation"]) == ("editor", "Update")
    spec = entry["fieldsV1"]["f:spec"]
    assert spec["f:strategy"]["f:rollingUpdate"] == {".": {}, "f:maxSurge": {}, "f:maxUnavailable": {}}
    assert set(spec) == {
        "f:replicas",
        "f:selector",
        "f:strategy",
        "f:template",
        "f:revisionHistoryLimit",
        "f:progressDeadlineSeconds",
    }


@pytest.mark.parametrize(
    ("kind", "patch"),
    [
        (
            "application/json-patch+json",
            [{"op": "replace", "path": "/data/a", "value": "2"}, {"op": "remove", "path": "/data/b"}],
        ),
        (MERGE, {"data": {"a": "2", "b": None}}),
        ("application/strategic-merge-patch+json", {"data": {"a": "2", "b": None}}),
    ],
)
def test_patches(client: Client, kind: str, patch: Any) -> None:
    _json(client, "POST", _MAPS, _map("x", a="1", b="1"))
    assert _json(client, "PATCH", f"{_MAPS}/x", patch, kind).body["data"] == {"a": "2"}


def test_a_strategic_patch_merges_lists_by_their_keys(client: Client) -> None:
    _json(client, "POST", _DEPLOYMENTS, _deployment())
    containers = [{"name": "c", "image": "i:2"}, {"name": "side", "image": "s:1"}]
    patch = {"spec": {"template": {"spec": {"containers": containers}}}}
    changed = _json(client, "PATCH", f"{_DEPLOYMENTS}/web", patch, "application/strategic-merge-patch+json").body
    found = [(each["name"], each["image"]) for each in changed["spec"]["template"]["spec"]["containers"]]
    assert found == [("c", "i:2"), ("side", "s:1")]
    patch = {"spec": {"template": {"spec": {"containers": [{"name": "side", "$patch": "delete"}]}}}}
    changed = _json(client, "PATCH", f"{_DEPLOYMENTS}/web", patch, "application/strategic-merge-patch+json").body
    assert [each["name"] for each in changed["spec"]["template"]["spec"]["containers"]] == ["c"]


@pytest.mark.parametrize(
    "patch",
    [{"op": "add"}, [{"op": "test", "path": "/data/a", "value": "9"}], [{"op": "remove", "path": "/data/z"}], [{"op": "?"}]],
)
def test_json_patches_that_do_not_apply(client: Client, patch: Any) -> None:
    _json(client, "POST", _MAPS, _map("x", a="1"))
    assert _json(client, "PATCH", f"{_MAPS}/x", patch, "application/json-patch+json").status == 422


@pytest.mark.parametrize(
    ("validation", "status", "warned"), [("Strict", 400, False), ("Warn", 201, True), ("Ignore", 201, False)]
)
def test_field_validation(client: Client, validation: str, status: int, warned: bool) -> None:
    reply = _json(client, "POST", f"{_MAPS}?fieldValidation={validation}", {**_map("x"), "dta": {"a": "1"}})
    assert reply.status == status
    assert ('299 - "unknown field \\"dta\\""' in reply.headers.get("Warning", "")) is warned
    assert "dta" not in reply.body


def test_a_dry_run_changes_nothing(client: Client) -> None:
    assert _json(client, "POST", f"{_MAPS}?dryRun=All", _map("x")).status == 201
    assert client.get(f"{_MAPS}/x").status == 404
    _json(client, "POST", _MAPS, _map("x", a="1"))
    assert _json(client, "PATCH", f"{_MAPS}/x?dryRun=All", {"data": {"a": "2"}}, MERGE).body["data"] == {"a": "2"}
    assert client.send("DELETE", f"{_MAPS}/x?dryRun=All").status == 200
    assert client.get(f"{_MAPS}/x").body["data"] == {"a": "1"}


def test_status_is_a_thing_of_its_own(client: Client) -> None:
    made = _json(client, "POST", _DEPLOYMENTS, {**_deployment(), "status": {"replicas": 9}}).body
    assert made["status"] == {}
    patch = {"spec": {"replicas": 5}, "status": {"replicas": 3}}
    changed = _json(client, "PATCH", f"{_DEPLOYMENTS}/web/status", patch, MERGE).body
    assert (changed["spec"]["replicas"], changed["status"], changed["metadata"]["generation"]) == (1, {"replicas": 3}, 1)
    owner = next(each for each in changed["metadata"]["managedFields"] if each.get("subresource") == "status")
    assert owner["fieldsV1"] == {"f:status": {"f:replicas": {}}}


def test_scale(client: Client) -> None:
    _json(client, "POST", _DEPLOYMENTS, _deployment())
    scale = client.get(f"{_DEPLOYMENTS}/web/scale").body
    assert (scale["kind"], scale["spec"], scale["status"]["selector"]) == ("Scale", {"replicas": 1}, "app=web")
    assert _json(client, "PATCH", f"{_DEPLOYMENTS}/web/scale", {"spec": {"replicas": 4}}, MERGE).body["spec"] == {"replicas": 4}
    found = client.get(f"{_DEPLOYMENTS}/web").body
    assert (found["spec"]["replicas"], found["metadata"]["generation"]) == (4, 2)
    conflict = client.apply(f"{_DEPLOYMENTS}/web", _deployment(replicas=2))
    assert conflict.status == 409
    assert 'with subresource "scale" using apps/v1 at' in conflict.body["message"]


def test_ownership_can_be_moved_and_reset(client: Client) -> None:
    _json(client, "POST", _MAPS, _map("x", a="1"), agent="kubectl/1.0")
    entries = client.get(f"{_MAPS}/x").body["metadata"]["managedFields"]
    moved = [{**entries[0], "manager": "translator", "operation": "Apply"}]
    patch = [{"op": "replace", "path": "/metadata/managedFields", "value": moved}]
    changed = _json(client, "PATCH", f"{_MAPS}/x", patch, "application/json-patch+json").body
    assert [(each["manager"], each["operation"]) for each in changed["metadata"]["managedFields"]] == [("translator", "Apply")]
    assert client.apply(f"{_MAPS}/x", _map("x")).body.get("data") is None
    patch = [{"op": "replace", "path": "/metadata/managedFields", "value": [{}]}]
    changed = _json(client, "PATCH", f"{_MAPS}/x", patch, "application/json-patch+json").body
    assert "managedFields" not in changed["metadata"]


def test_eleven_updaters_become_ten(client: Client) -> None:
    client.apply(f"{_MAPS}/x", _map("x", a="1"))
    for number in range(12):
        _json(client, "PATCH", f"{_MAPS}/x?fieldManager=m{number}", {"data": {f"k{number}": "1"}}, MERGE)
    names = [
        each["manager"] for each in client.get(f"{_MAPS}/x").body["metadata"]["managedFields"] if each["operation"] == "Update"
    ]
    assert len(names) == 10
    assert "ancient-changes" in names


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("fieldManager=" + "x" * 129, 422),
        ("fieldManager=a&dryRun=Some", 422),
        ("fieldManager=a&fieldValidation=Never", 422),
    ],
)
def test_options_of_an_apply(client: Client, query: str, status: int) -> None:
    headers = {"Content-Type": "application/apply-patch+yaml"}
    assert client.send("PATCH", f"{_MAPS}/x?{query}", _map("x"), headers).status == status


def test_force_is_for_apply_alone(client: Client) -> None:
    _json(client, "POST", _MAPS, _map("x"))
    assert _json(client, "PATCH", f"{_MAPS}/x?force=true", {}, MERGE).status == 422


def test_an_apply_is_bound_to_a_revision(client: Client) -> None:
    revision = client.apply(f"{_MAPS}/x", _map("x", a="1")).body["metadata"]["resourceVersion"]
    client.apply(f"{_MAPS}/x", _map("x", a="2"))
    body = _map("x", a="3")
    body["metadata"]["resourceVersion"] = revision
    refused = client.apply(f"{_MAPS}/x", body)
    assert (refused.status, "causes" in refused.body["details"]) == (409, False)
    body["metadata"] = {"name": "x", "managedFields": [{"manager": "a"}]}
    assert client.apply(f"{_MAPS}/x", body).status == 400


def test_yaml_is_read_as_yaml(client: Client) -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  day: '2026-01-01'\n  text: |\n    two\n    lines\n"
    assert client.apply(f"{_MAPS}/x", text).body["data"] == {"day": "2026-01-01", "text": "two\nlines\n"}
    assert client.apply(f"{_MAPS}/x", "just text").status == 400


def test_bodies_that_cannot_be_read(client: Client) -> None:
    assert _json(client, "POST", _MAPS, "{").status == 400
    assert _json(client, "POST", _MAPS, "[]").status == 400
    assert _json(client, "POST", _MAPS, "\x00", "application/vnd.kubernetes.protobuf").status == 415
    assert _json(client, "POST", f"{_MAPS}/x", _map("x")).status == 405
    assert client.send("TRACE", _MAPS).status == 405


def test_quantities_and_empty_values_have_one_form(client: Client) -> None:
    resources = {"limits": {"cpu": "1000m", "memory": "1024Mi"}, "requests": {"cpu": 0.5}}
    container = {
        "name": "c",
        "image": "i:1",
        "resources": resources,
        "env": [{"name": "A", "value": ""}],
        "args": [],
        "tty": False,
    }
    body = _deployment()
    body["spec"]["template"]["spec"]["containers"] = [container]
    found = client.apply(f"{_DEPLOYMENTS}/web", body).body["spec"]["template"]["spec"]["containers"][0]
    assert found["resources"] == {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "500m"}}
    assert found["env"] == [{"name": "A"}]
    assert found.keys().isdisjoint({"args", "tty"})


def test_a_custom_kind(client: Client) -> None:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"size": {"type": "integer"}}}}}
    spec = {
        "group": "example.com",
        "names": {"plural": "widgets", "kind": "Widget", "shortNames": ["w"]},
        "scope": "Namespaced",
        "versions": [{"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}],
    }
    name, place = "widgets.example.com", "/apis/example.com/v1/namespaces/default/widgets/x"
    definition = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": name},
        "spec": spec,
    }
    body = {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "x"}, "spec": {"size": 1}}
    assert client.apply(place, body).status == 404
    made = client.apply(f"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}", definition).body
    assert {each["type"]: each["status"] for each in made["status"]["conditions"]} == {
        "NamesAccepted": "True",
        "Established": "True",
    }
    assert client.apply(place, body).body["metadata"]["generation"] == 1
    assert client.apply(place, {**body, "spec": {"size": 2}}).body["metadata"]["generation"] == 2
    assert client.apply(place, {**body, "spec": {"length": 2}}).status == 500
    assert client.send("DELETE", f"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}").status == 200
    assert client.get(place).status == 404


def test_values_are_judged_by_the_rules(client: Client) -> None:
    body = _deployment(replicas=-1)
    refused = client.apply(f"{_DEPLOYMENTS}/web", body)
    assert (refused.status, refused.body["details"]["causes"][0]["field"]) == (422, "spec.replicas")
    assert json.dumps(refused.body).count("FieldValueInvalid") == 1
