"""Waiting on the embedded cluster: everything at once, by watches, told as it happens."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.apply.wait.ticking import LISTS, Ticking
from translator.apply.client import attach
from translator.apply.wait import Goal, Patience, until
from translator.model.cluster import Cluster, Key, key_of
from translator.model.manifest import Manifest
from translator.model.progress import Outcome, Progress, Stage, State
from translator.sandbox import Running, serve
from translator.sandbox.controllers.script import Fate, Rule, Script

SPEED = 20.0
HASTY = Patience(pull=0.2, registry=0.2, settings=0.2, place=0.2, creation=0.2, claim=0.2, balancer=0.2)
"""For a cluster whose time runs twenty times as fast."""


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    rules = (Rule("*/leaky:*", Fate.CRASH, 137, "starting\nconnecting with hunter2-hunter2\nDB_PASSWORD=geheim\n"),)
    with serve(speed=SPEED, script=Script(rules)) as found:
        yield found


@pytest.fixture
def cluster(running: Running) -> Iterator[Cluster]:
    with attach(running.url, running.token, context="test") as found:
        yield found


def deployment(name: str, image: str, replicas: int = 1, **spec: Any) -> dict[str, Any]:
    template = {
        "metadata": {"labels": {"app": name}},
        "spec": {"containers": [{"name": "c", "image": image, **spec.pop("container", {})}], **spec},
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name, "namespace": "default"},
        "spec": {"replicas": replicas, "selector": {"matchLabels": {"app": name}}, "template": template},
    }


def goals(cluster: Cluster, *bodies: dict[str, Any]) -> list[Goal]:
    for body in bodies:
        cluster.apply(body, force=True)
    return [Goal(key_of(body), Manifest(body, {}, body["metadata"]["name"])) for body in bodies]


def waited(cluster: Cluster, *bodies: dict[str, Any], **more: Any) -> tuple[dict[str, Outcome], list[Progress]]:
    told: list[Progress] = []
    found = until(goals(cluster, *bodies), cluster, timeout=60.0, tell=told.append, patience=HASTY, **more)
    return {outcome.key.name: outcome for outcome in found}, told


def test_everything_at_once(cluster: Cluster) -> None:
    found, told = waited(
        cluster,
        deployment("good", "shop/good:1", 2),
        deployment("typo", "registry.example.com/missing:1"),
        deployment("loops", "shop/crash:1"),
        deployment("nowhere", "shop/good:1", nodeSelector={"disk": "ssd"}),
        deployment(
            "unset",
            "shop/good:1",
            container={"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "absent", "key": "a"}}}]},
        ),
    )
    assert {name: outcome.state.value for name, outcome in found.items()} == {
        "good": "ready",
        "typo": "failed",
        "loops": "failed",
        "nowhere": "failed",
        "unset": "failed",
    }
    assert found["typo"].cause == 'the image "registry.example.com/missing:1" of container c cannot be pulled: not found'
    assert found["loops"].cause == "container c ends with exit code 1, 3 restarts"
    assert "  fatal: cannot go on" in found["loops"].details
    assert found["nowhere"].cause.startswith("no node takes the Pod: 0/1 nodes are available: 1 node(s) didn't match")
    assert found["unset"].cause == 'container c cannot be started: secret "absent" not found'
    of_good = [event for event in told if event.service == "good"]
    assert [(event.stage, event.done, event.total) for event in of_good][-1] == (Stage.READY, 2, 2)
    assert {event.stage for event in of_good[:-1]} <= {Stage.WAITING}


def test_what_is_ready_costs_one_list(cluster: Cluster) -> None:
    body = deployment("calm", "shop/good:1")
    waited(cluster, body)
    asked: list[str] = []

    class Counted:
        def list(self, api_version: str, kind: str, namespace: str | None, **selection: str) -> Any:
            asked.append(kind)
            return cluster.list(api_version, kind, namespace, **selection)

    goal = Goal(key_of(body), Manifest(body, {}))
    found = until([goal], Counted(), timeout=60.0, tell=lambda _: None)  # type: ignore[arg-type]
    assert ([outcome.state for outcome in found], asked) == ([State.READY], ["Deployment"])


def test_a_rollout_whose_old_pods_are_fine_fails_by_the_new_ones(cluster: Cluster) -> None:
    waited(cluster, deployment("web", "shop/web:1"))
    found, _ = waited(cluster, deployment("web", "shop/missing:2"))
    assert found["web"].state is State.FAILED
    assert found["web"].action == "pause"
    assert "shop/missing:2" in found["web"].cause


@pytest.mark.parametrize(("action", "stops"), [("continue", False), ("rollback", True)])
def test_what_update_config_wants_done(cluster: Cluster, action: str, stops: bool) -> None:
    waited(cluster, deployment(action, "shop/web:1"))
    broken = deployment(action, "shop/missing:2")
    broken["metadata"]["annotations"] = {"rollout.translator/update-failure-action": action}
    found, _ = waited(cluster, broken)
    assert (found[action].state, found[action].action, found[action].stops) == (State.FAILED, action, stops)


def test_late_is_not_failed(cluster: Cluster) -> None:
    found, told = waited(cluster, deployment("shy", "shop/never:1"), clock=Ticking(*LISTS, "running"))
    assert found["shy"].state is State.LATE
    assert found["shy"].cause == "container c runs and is not ready"
    assert "  waiting for what never comes" in found["shy"].details
    assert told[-1].stage is Stage.LATE


def test_secrets_in_a_log_are_not_shown(cluster: Cluster) -> None:
    body = deployment("leaky", "shop/leaky:1")
    told: list[Progress] = []

    def mask(text: str) -> str:
        return text.replace("hunter2-hunter2", "***")

    (outcome,) = until(goals(cluster, body), cluster, timeout=60.0, tell=told.append, patience=HASTY, mask=mask)
    assert "  connecting with ***" in outcome.details
    assert not any("geheim" in text or "hunter2" in text for text in outcome.details)


def test_an_object_that_is_to_go(cluster: Cluster) -> None:
    body = deployment("gone", "shop/web:1", 2)
    waited(cluster, body)
    key = key_of(body)
    cluster.delete(key, propagation="Foreground")
    (outcome,) = until([Goal(key, gone=True)], cluster, timeout=60.0, tell=lambda _: None)
    assert outcome.state is State.READY
    assert cluster.get(key) is None


def test_an_object_that_somebody_deletes(cluster: Cluster) -> None:
    (outcome,) = until([Goal(Key("apps/v1", "Deployment", "default", "absent"))], cluster, timeout=60.0, tell=lambda _: None)
    assert (outcome.state, outcome.cause) == (State.FAILED, "it is not there any more: somebody deleted it")


def test_nothing_to_wait_for(cluster: Cluster) -> None:
    assert until([], cluster, timeout=60.0, tell=lambda _: None) == ()
