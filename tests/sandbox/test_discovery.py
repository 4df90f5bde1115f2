"""Discovery: the sandbox serves the resources that an API server of its version serves, in every form that clients ask for."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.client import Client
from tests.sandbox.recordings import SHARED, recording
from translator.kube.versions import NEWEST, OLDEST
from translator.sandbox import serve

_AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with serve(version="1.36", script=None) as running, Client(running) as client:
        yield client


@pytest.mark.skipif(not SHARED.is_dir(), reason="the recordings of the API server are not in this checkout")
def test_as_recorded(client: Client) -> None:
    for step in recording("recordings/discovery.json")["steps"]:
        path, accept = step["request"]["path"], step["request"]["headers"]["Accept"]
        reply, expected = client.get(path, Accept=accept), step["response"]
        assert reply.status == expected["status"]
        if path == "/version":
            names = ("major", "minor", "emulationMajor", "emulationMinor", "minCompatibilityMajor", "minCompatibilityMinor")
            assert {name: reply.body[name] for name in names} == {name: expected["body"][name] for name in names}
            assert reply.body.keys() == expected["body"].keys()
        elif path == "/openapi/v3":
            # Only what holds types has a document: not the bare groups, nor what is no resource at all.
            assert {each for each in expected["body"]["paths"] if each.endswith(("/v1", "/v2"))} >= reply.body["paths"].keys()
        else:
            assert reply.headers["Content-Type"] == expected["headers"]["Content-Type"]
            assert _unhashed(reply.body) == _unhashed(expected["body"])


def _unhashed(value: Any) -> Any:
    """A value without hashes, which stand for the storage of that server."""
    if isinstance(value, dict):
        return {name: _unhashed(each) for name, each in value.items() if name != "storageVersionHash"}
    return [_unhashed(each) for each in value] if isinstance(value, list) else value


def test_old_and_new_form_agree(client: Client) -> None:
    old = {group["name"]: [each["version"] for each in group["versions"]] for group in client.get("/apis").body["groups"]}
    new = client.get("/apis", Accept=_AGGREGATED).body["items"]
    assert old == {group["metadata"]["name"]: [each["version"] for each in group["versions"]] for group in new}
    for name, versions in old.items():
        for version in versions:
            assert client.get(f"/apis/{name}/{version}").body["groupVersion"] == f"{name}/{version}"


def test_documents_hold_the_types_that_they_refer_to(client: Client) -> None:
    document = client.get("/openapi/v3/apis/apps/v1").body
    place = document["paths"]["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]
    assert "fieldValidation" in [each["name"] for each in place["patch"]["parameters"]]
    types = document["components"]["schemas"]
    spec = types["io.k8s.api.core.v1.PodSpec"]["properties"]["containers"]
    assert spec["x-kubernetes-patch-merge-key"] == "name"
    assert types[spec["items"]["$ref"].rpartition("/")[2]]["type"] == "object"


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_versions_serve_what_they_have(version: str) -> None:
    with serve(version=version, script=None) as running, Client(running) as client:
        assert client.get("/version").body["gitVersion"] == f"v{version}.0"
        names = {each["name"] for each in client.get("/apis/networking.k8s.io/v1").body["resources"]}
    assert "ingresses" in names
    assert ("servicecidrs" in names) is (version == NEWEST)


def test_what_is_not_served_is_not_found(client: Client) -> None:
    for path in ("/apis/nothing.example.com/v1", "/api/v1/nothings", "/api/v1/namespaces/default/deployments", "/nowhere"):
        reply = client.get(path)
        assert (reply.status, reply.body) == (404, "404 page not found\n")
