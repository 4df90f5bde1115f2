"""What real controllers wrote, event by event, and what the embedded ones write for the same steps.

Compared for each step: the state in which everything comes to rest (statuses of all objects, their generations and what owns
them), the ways there (each object's conditions, counts and container states in the order in which they first appear), and which
events were reported. Not compared: generated names, times, and states that two real controllers passed through by racing.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.apply.client.servers import listening
from tests.sandbox.client import Client, namespace
from tests.sandbox.recordings import SHARED, comparable, recording
from translator.sandbox import Running
from translator.sandbox.cluster import opened
from translator.sandbox.controllers.loop import Loop
from translator.sandbox.controllers.script import Script
from translator.sandbox.rest.router import Router
from translator.sandbox.users import ADMIN

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the recordings of the API server are not in this checkout")

_BEGAN = 1_700_000_000.0
_MOMENT = 1e-3
_PLACES = {
    "Deployment": "/apis/apps/v1/namespaces/{}/deployments/{}",
    "StatefulSet": "/apis/apps/v1/namespaces/{}/statefulsets/{}",
    "DaemonSet": "/apis/apps/v1/namespaces/{}/daemonsets/{}",
    "Job": "/apis/batch/v1/namespaces/{}/jobs/{}",
    "PersistentVolumeClaim": "/api/v1/namespaces/{}/persistentvolumeclaims/{}",
    "ResourceQuota": "/api/v1/namespaces/{}/resourcequotas/{}",
    "Service": "/api/v1/namespaces/{}/services/{}",
}
_NAMES = sorted(path.stem for path in (SHARED / "rollouts").glob("*.json")) if SHARED.is_dir() else []
_WATCHED = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "Pod", "PersistentVolumeClaim", "Service")


class Stage:
    """A sandbox whose time passes as it is told, from one moment at which something is due to the next."""

    def __init__(self) -> None:
        self.time = _BEGAN
        self.cluster = opened("1.36", None, lambda: self.time)
        self._loop = Loop(self.cluster, Script())
        self._loop.prepare()

    @contextmanager
    def served(self) -> Iterator[Client]:
        """A client of it."""
        router = Router(self.cluster, {"token": ADMIN}, Script().log)
        with listening(router.respond) as url, Client(Running(url, "token", self.cluster)) as client:
            yield client

    def until(self, time: float) -> None:
        """Lets the controllers work until a time."""
        while (due := self._loop.rest()) is not None and self.time + due <= time:
            self.time += due + _MOMENT
        self.time = max(self.time, time)


@pytest.mark.parametrize("name", _NAMES)
def test_rollout(name: str) -> None:
    found = recording(f"rollouts/{name}.json")["events"]
    stage = Stage()
    with stage.served() as client:
        namespace(client, "rollout")
        _volumes(client)
        stage.until(_BEGAN)
        got = list(_played(stage, client, found))
    expected = [_seen(window) for window in _windows(found)]
    assert len(got) == len(expected)
    for number, (ours, theirs) in enumerate(zip(got, expected, strict=True)):
        for what, value in theirs.items():
            assert ours[what] == value, f"step {number}, {what}:\n{json.dumps(ours[what])}\n{json.dumps(value)}"


def _volumes(client: Client) -> None:
    """The volumes and classes that were there."""
    late = {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": {"name": "late"}, "provisioner": "none"}
    client.apply("/apis/storage.k8s.io/v1/storageclasses/late", {**late, "volumeBindingMode": "WaitForFirstConsumer"})
    for number in range(1, 6):
        spec = {
            "capacity": {"storage": "1Gi"},
            "accessModes": ["ReadWriteOnce"],
            "storageClassName": "static",
            "hostPath": {"path": "/x"},
        }
        body = {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": f"static-{number}"}, "spec": spec}
        client.apply(f"/api/v1/persistentvolumes/static-{number}", body)


def _windows(events: list[Any]) -> list[list[Any]]:
    """The events of each step."""
    windows: list[list[Any]] = []
    for event in events:
        if "step" in event:
            windows.append([])
        else:
            windows[-1].append(event)
    return windows


def _played(stage: Stage, client: Client, events: list[Any]) -> Iterator[dict[str, Any]]:
    """Sends the steps at their times, and gives what was seen of each."""
    steps = [event for event in events if "step" in event]
    ends = [*(step["t"] for step in steps[1:]), max(event["t"] for event in events) + 1.5]
    store = stage.cluster.store
    for step, end in zip(steps, ends, strict=True):
        before = store.revision
        _send(client, step["step"])
        stage.until(_BEGAN + end)
        changes = store.since(before)
        shown = [{"type": each.verb, "kind": each.entry.value["kind"], "object": each.entry.value} for each in changes]
        yield _seen(json.loads(json.dumps(shown)))


def _send(client: Client, step: str) -> None:
    applied = re.match(r"apply (\w+)/(\S+): (.*)", step)
    if applied:
        reply = client.apply(_PLACES[applied[1]].format("rollout", applied[2]), applied[3])
    else:
        kind, name, policy = re.findall(r"'(\w+)'", step)
        reply = client.send("DELETE", f"{_PLACES[kind].format('rollout', name)}?propagationPolicy={policy}")
    assert reply.status < 300, reply.body


def _seen(window: list[Any]) -> dict[str, Any]:
    """What the events of a step show."""
    last: dict[tuple[str, str], Any] = {}
    ways: dict[str, list[Any]] = {}
    reasons = set()
    for event in window:
        value, kind = event["object"], event["kind"]
        if kind == "Event" and event["type"] == "ADDED":
            reasons.add((value["involvedObject"]["kind"], value["type"], value["reason"]))
        elif kind in _WATCHED:
            key = (kind, value["metadata"]["name"])
            last[key] = None if event["type"] == "DELETED" else _rest(value)
            for way in _ways(kind, value):
                if way not in ways.setdefault(kind, []):
                    ways[kind].append(way)
    # A kubelet reports more than the program that played it in the recordings, and the scheduler tries at other moments.
    heard = sorted(reason for reason in reasons if reason[0] != "Pod")
    rest = sorted(json.dumps([key[0], value], sort_keys=True) for key, value in last.items())
    return {"rest": [json.loads(each) for each in rest], "ways": ways, "events": [list(each) for each in heard]}


def _rest(value: Any) -> Any:
    """An object at rest, without what is generated."""
    status = comparable(value.get("status") or {})
    for field in ("hostIP", "podIP", "podIPs", "startTime", "completionTime", "lastPhaseTransitionTime"):
        status.pop(field, None)
    text = json.dumps({"generation": value["metadata"].get("generation"), "status": status})
    return json.loads(_unnamed(text))


def _unnamed(text: str) -> str:
    """A text without the endings of generated names."""
    text = re.sub(r"\b(web|agent|once)-[a-z0-9]+(-[a-z0-9]{5})?\b", r"\1-<end>", text)
    return re.sub(r"\bdb-[a-z0-9]{6,}\b", "db-<revision>", text)


def _ways(kind: str, value: Any) -> Iterator[Any]:
    """The states by which an object goes, as far as somebody who waits for it cares."""
    status = value.get("status") or {}
    for condition in status.get("conditions", ()):
        if kind in ("Deployment", "Job") or condition["type"] in ("Ready", "PodScheduled", "ReplicaFailure"):
            yield [condition["type"], condition["status"], condition.get("reason", "")]
    for container in status.get("containerStatuses", ()):
        state, what = next(iter(container["state"].items()))
        yield [state, what.get("reason", ""), what.get("exitCode", 0), container["restartCount"], container["ready"]]
