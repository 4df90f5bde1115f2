"""Failures as the script says, and what somebody who looks for the cause finds: waiting reasons, exit codes, logs, events."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.sandbox.client import Client
from translator.sandbox import Running, serve
from translator.sandbox.controllers.script import Fate, Rule, Script

_PODS = "/api/v1/namespaces/default/pods"


@pytest.fixture
def running() -> Iterator[Running]:
    rules = (Rule("*/api:*", Fate.CRASH, 137, "out of memory\n"),)
    with serve(speed=20.0, script=Script(rules)) as found:
        yield found


@pytest.fixture
def client(running: Running) -> Iterator[Client]:
    with Client(running) as client:
        yield client


def _pod(client: Client, image: str = "i:1", **spec: Any) -> None:
    container = {"name": "c", "image": image, **spec.pop("container", {})}
    body = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [container], **spec}}
    reply = client.apply(f"{_PODS}/p", body)
    assert reply.status == 201, reply.body


def _found(client: Client, holds: Callable[[Any], Any]) -> Any:
    end = time.monotonic() + 60
    while True:
        pod = client.get(f"{_PODS}/p").body
        if holds(pod):
            return pod
        assert time.monotonic() < end, pod
        time.sleep(0.01)


def _waits(reason: str) -> Callable[[Any], Any]:
    return lambda pod: any(
        each["state"].get("waiting", {}).get("reason") == reason for each in pod["status"].get("containerStatuses", ())
    )


def _events(client: Client) -> set[tuple[str, str]]:
    query = "fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3Dp"
    items = client.get(f"/api/v1/namespaces/default/events?{query}").body["items"]
    return {(each["type"], each["reason"]) for each in items}


def test_an_image_that_is_missing(client: Client) -> None:
    _pod(client, "registry.example.com/missing:1")
    pod = _found(client, _waits("ImagePullBackOff"))
    assert (pod["status"]["phase"], pod["status"]["containerStatuses"][0]["ready"]) == ("Pending", False)
    assert ("Warning", "Failed") in _events(client)


def test_a_rule_of_ones_own(client: Client) -> None:
    _pod(client, "registry.example.com/api:3")
    pod = _found(client, _waits("CrashLoopBackOff"))
    assert pod["status"]["containerStatuses"][0]["lastState"]["terminated"]["exitCode"] == 137
    assert client.get(f"{_PODS}/p/log?container=c&tailLines=1").body == "out of memory\n"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ({"configMapKeyRef": {"name": "absent", "key": "a"}}, 'configmap "absent" not found'),
        ({"secretKeyRef": {"name": "absent", "key": "a"}}, 'secret "absent" not found'),
    ],
)
def test_settings_that_are_missing_are_waited_for(client: Client, source: Any, message: str) -> None:
    _pod(client, container={"env": [{"name": "A", "valueFrom": source}]})
    pod = _found(client, _waits("CreateContainerConfigError"))
    assert pod["status"]["containerStatuses"][0]["state"]["waiting"]["message"] == message
    kind, resource = ("ConfigMap", "configmaps") if "configMapKeyRef" in source else ("Secret", "secrets")
    field = {"data": {"a": "1"}} if kind == "ConfigMap" else {"stringData": {"a": "1"}}
    body = {"apiVersion": "v1", "kind": kind, "metadata": {"name": "absent"}, **field}
    client.apply(f"/api/v1/namespaces/default/{resource}/absent", body)
    _found(client, lambda pod: pod["status"]["phase"] == "Running")


def test_a_volume_that_is_missing(client: Client) -> None:
    _pod(client, volumes=[{"name": "v", "configMap": {"name": "absent"}}])
    _found(client, lambda pod: ("Warning", "FailedMount") in _events(client))
    assert client.get(f"{_PODS}/p").body["status"]["phase"] == "Pending"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"nodeSelector": {"disk": "ssd"}}, "didn't match Pod's node affinity/selector"),
        (
            {"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "absent"}}]},
            'persistentvolumeclaim "absent" not found',
        ),
    ],
)
def test_a_pod_that_has_no_place(client: Client, spec: Any, message: str) -> None:
    _pod(client, **spec)
    pod = _found(client, lambda pod: pod["status"].get("conditions"))
    (condition,) = pod["status"]["conditions"]
    assert (condition["type"], condition["status"], condition["reason"]) == ("PodScheduled", "False", "Unschedulable")
    assert message in condition["message"]


def test_a_node_that_gets_the_label_takes_the_pod(client: Client) -> None:
    _pod(client, nodeSelector={"disk": "ssd"})
    _found(client, lambda pod: pod["status"].get("conditions"))
    place = "/api/v1/nodes/sandbox-1"
    client.apply(place, {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "sandbox-1", "labels": {"disk": "ssd"}}})
    _found(client, lambda pod: pod["status"]["phase"] == "Running")


def test_a_recreated_deployment_never_has_two_generations_of_pods(client: Client, running: Running) -> None:
    place = "/apis/apps/v1/namespaces/default/deployments/web"
    for image in ("i:1", "i:2"):
        template = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "c", "image": image}]}}
        spec = {
            "replicas": 2,
            "strategy": {"type": "Recreate"},
            "selector": {"matchLabels": {"app": "web"}},
            "template": template,
        }
        client.apply(place, {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": spec})
        end = time.monotonic() + 60
        while True:
            images = {each["spec"]["containers"][0]["image"] for each in client.get(_PODS).body["items"]}
            assert len(images) <= 1
            if images == {image} and client.get(place).body["status"].get("availableReplicas") == 2:
                break
            assert time.monotonic() < end
            time.sleep(0.005)
