"""How an applied stack is shown: its services, its tasks, the stacks of a cluster."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from translator import assets
from translator.apply import inventory
from translator.apply.client import attach
from translator.apply.inventory import Inventory, Status
from translator.apply.wait import Goal, Patience, until
from translator.cli import main
from translator.kube import applyset
from translator.model.cluster import Cluster, Key, key_of
from translator.sandbox import Running, serve

HASTY = Patience(pull=0.2)
BROKEN = 'the image "shop/missing:1" of container c cannot be pulled: not found'


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serve(speed=20.0) as found:
        with attach(found.url, found.token, context="test") as cluster:
            stack(cluster, "shop", workload("web", "shop/web:1", 2), published("web", 80), workload("api", "shop/missing:1"))
            stack(cluster, "calm", workload("idle", "shop/idle:1", 0), published("idle", 9000, type="NodePort"))
            end = time.monotonic() + 60
            while "ImagePullBackOff" not in str(cluster.list("v1", "Pod", "default").items):  # it begins with ErrImagePull
                assert time.monotonic() < end, "it never came to be"
                time.sleep(0.01)
        yield found


@pytest.fixture
def where(running: Running, tmp_path: Path) -> list[str]:
    config = tmp_path / "kubeconfig"
    config.write_text(running.kubeconfig())
    return ["--kubeconfig", str(config)]


def workload(name: str, image: str, replicas: int = 1) -> dict[str, Any]:
    labels = {"app.kubernetes.io/name": name}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "c", "image": image}]}}
    spec = {"replicas": replicas, "selector": {"matchLabels": labels}, "template": template}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, "labels": labels}, "spec": spec}


def published(name: str, port: int, **spec: Any) -> dict[str, Any]:
    labels = {"app.kubernetes.io/name": name}
    body = {"selector": labels, "ports": [{"port": port, "protocol": "TCP"}], **spec}
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, "labels": labels}, "spec": body}


def stack(cluster: Cluster, name: str, *bodies: dict[str, Any]) -> None:
    for body in bodies:
        body["metadata"] |= {"namespace": "default"}
        body["metadata"]["labels"] = {**body["metadata"]["labels"], applyset.PART_OF: inventory.identity(name, "default")}
        cluster.apply(body)
    keys = [key_of(body) for body in bodies]
    scope = inventory.reach(keys, "default")
    inventory.write(cluster, Inventory(name, "default", scope, 3, "", Status.GOOD))
    until([Goal(key) for key in keys], cluster, timeout=60.0, tell=lambda _: None, patience=HASTY)


def test_services(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "shop", *where]) == 6
    assert capsys.readouterr().out.splitlines() == [
        "shop in namespace default: revision 3, good; 1 of 2 services ready",
        "NAME   MODE         REPLICAS   IMAGE            PORTS",
        "api    replicated   0/1        shop/missing:1",
        "web    replicated   2/2        shop/web:1       80/tcp",
        f"not ready  deployment/api: {BROKEN}",
    ]


def test_tasks(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "shop", "--ps", *where]) == 6
    head, names, api, *web, cause = capsys.readouterr().out.splitlines()
    assert head.startswith("shop in namespace default")
    assert names.split() == ["NAME", "IMAGE", "NODE", "CURRENT", "STATE", "ERROR"]
    assert api.split()[1:4] == ["shop/missing:1", "sandbox-1", "ImagePullBackOff"]
    assert api.endswith(BROKEN)
    assert [line.split()[1:4] for line in web] == [["shop/web:1", "sandbox-1", "Running"]] * 2
    assert all(line.endswith("ago") for line in web)
    assert cause.startswith("not ready")


def test_services_that_want_no_tasks_are_ready(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "calm", "-n", "default", *where]) == 0
    row = capsys.readouterr().out.splitlines()[2]
    assert row.split()[:4] == ["idle", "replicated", "0/0", "shop/idle:1"]
    assert row.endswith("->9000/tcp")


def test_every_stack(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", *where]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["NAME", "NAMESPACE", "REVISION", "APPLIED"],
        ["calm", "default", "3", "good"],
        ["shop", "default", "3", "good"],
    ]


@pytest.mark.parametrize("arguments", [["shop"], []])
def test_for_programs(where: list[str], arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["status", *arguments, "--format", "json", *where])
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json.loads((assets.schemas() / "status.schema.json").read_text()))
    if arguments:
        assert [(each["name"], each["ready"], each["cause"]) for each in told["services"]] == [
            ("api", False, BROKEN),
            ("web", True, ""),
        ]


def test_a_stack_that_nobody_applied(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "shpo", *where]) == 1
    assert capsys.readouterr().err.splitlines() == [
        'error T770 unknown-stack: no stack "shpo" was applied to this cluster',
        "  help: the stacks that were: calm, shop",
    ]


def test_a_name_in_two_namespaces(
    running: Running, where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with attach(running.url, running.token, context="test") as cluster:
        cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "other"}})
        inventory.write(cluster, Inventory("twice", "other"))
        inventory.write(cluster, Inventory("twice", "default"))
        assert main(["status", "twice", *where]) == 1
        assert "error T771 stack-in-several-namespaces: twice was applied to several" in capsys.readouterr().err
        assert main(["status", "twice", "-n", "other", *where]) == 0
        assert "nothing was applied to the end" in capsys.readouterr().out
        config = tmp_path / "translator.yaml"
        config.write_text("target: {namespace: other}\n")
        assert main(["status", "twice", "--config", str(config), *where]) == 0
        assert capsys.readouterr().out.startswith("twice in namespace other")
        assert main(["status", "shop", "--config", str(config), *where]) == 6, "which is in another one, and alone of its name"
        capsys.readouterr()
        cluster.delete(Inventory("twice", "other").key)
        cluster.delete(Inventory("twice", "default").key)


def test_a_configuration_that_is_refused(where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "translator.yaml"
    config.write_text("target: {nmaespace: other}\n")
    for verb in ("status", "history", "rollback", "delete"):
        assert main([verb, "shop", "--config", str(config), *where]) == 8
        assert "nmaespace" in capsys.readouterr().err


def test_without_a_cluster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "shop", "--kubeconfig", str(tmp_path / "absent")]) == 4
    assert "error T7" in capsys.readouterr().err


@pytest.fixture
def applied(where: list[str], tmp_path: Path) -> list[str]:
    """A stack of a Deployment, a StatefulSet and what they need, applied to the namespace `absence`."""
    file = tmp_path / "stack.yml"
    file.write_text(
        "services:\n"
        "  web: {image: 'shop/web:1', expose: ['80'], deploy: {replicas: 3}}\n"
        "  db: {image: 'shop/db:1', depends_on: [web]}\n"
    )
    arguments = ["apply", "-f", str(file), "-p", "absent", "-n", "absence", *where, "--yes", "--quiet"]
    assert main(arguments) == 0
    return ["status", "absent", "-n", "absence", *where]


def test_what_somebody_deleted_is_not_ready(running: Running, applied: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Not left out of the count, as if it had never been of the stack."""
    assert main(applied) == 0
    assert "2 of 2 services ready" in capsys.readouterr().out
    with attach(running.url, running.token, context="test") as cluster:
        for key in (Key("apps/v1", "Deployment", "absence", "web"), Key("v1", "Service", "absence", "web")):
            cluster.delete(key)
    assert main(applied) == 6
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("1 of 2 services ready")
    assert [line.split() for line in said if line.startswith("web")] == [["web", "replicated", "0/3", "shop/web:1"]]
    assert [line.partition(":")[0] for line in said[4:]] == ["not ready  deployment/web", "not ready  service/web"]
    assert all("it is not there: somebody deleted it" in line for line in said[4:])


def test_what_a_run_did_not_get_to_is_not_ready(where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "stack.yml"
    file.write_text("services: {first: {image: 'shop/crash:1'}, second: {image: 'shop/web:1', depends_on: [first]}}\n")
    assert main(["apply", "-f", str(file), "-p", "half", "-n", "half", *where, "--yes", "--quiet"]) == 6
    capsys.readouterr()
    assert main(["status", "half", "-n", "half", *where]) == 6
    said = capsys.readouterr().out
    assert "0 of 2 services ready" in said
    assert "not ready  deployment/second: it is not there: revision 1 was not applied to the end" in said


def test_what_is_being_deleted_names_what_holds_it(
    running: Running, applied: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    key = Key("apps/v1", "Deployment", "absence", "db")
    with attach(running.url, running.token, context="test") as cluster:
        cluster.patch(key, [{"op": "add", "path": "/metadata/finalizers", "value": ["example.com/held"]}], manager="hand")
        cluster.delete(key)
        assert main(applied) == 6
        assert "not ready  deployment/db: it is being deleted, held by example.com/held" in capsys.readouterr().out
        cluster.patch(key, [{"op": "remove", "path": "/metadata/finalizers"}], manager="hand")
