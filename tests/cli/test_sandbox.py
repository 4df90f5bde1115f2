"""`translator sandbox`, and how the other verbs come to a cluster."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Translator
from translator.cli.cluster import Where, opened
from translator.cli.terminal import Terminal
from translator.model.cluster import Body, Key, Refusal
from translator.sandbox import serve

ROOT = Path(__file__).parents[2]
X = Key("v1", "ConfigMap", "default", "x")
MAP: Body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x", "namespace": "default"}, "data": {"a": "1"}}


@contextmanager
def sandbox(*arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The verb in a process of its own, and the first line that it prints: it serves from then on."""
    command = [sys.executable, "-m", "translator", "sandbox", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def test_it_serves_until_it_is_told_to_end(project: Path) -> None:
    with sandbox("--state", "cluster") as (process, said):
        assert said == "export KUBECONFIG=cluster/kubeconfig\n"
        kubeconfig = project / "cluster/kubeconfig"
        assert kubeconfig.stat().st_mode & 0o077 == 0
        with opened(Where(kubeconfig=kubeconfig), Terminal()) as cluster:
            assert cluster.apply(MAP).created
        with opened(Where("sandbox:cluster"), Terminal()) as cluster:  # it is joined
            assert cluster.get(X) is not None
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, "")
        assert err.splitlines()[-1] == "The sandbox has ended; the cluster is kept in cluster."
    assert not kubeconfig.exists()
    with opened(Where("sandbox:cluster"), Terminal()) as cluster:
        assert cluster.address.context == "sandbox:cluster"
        assert cluster.get(X) is not None


def test_it_goes_on_without_its_terminal_where_that_was_asked_for(project: Path) -> None:
    """nohup: SIGHUP is ignored."""
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with sandbox() as (process, _):
            process.send_signal(signal.SIGHUP)
            time.sleep(0.2)
            assert process.poll() is None
            process.terminate()
            assert process.wait(60) == 0
    finally:
        signal.signal(signal.SIGHUP, ignored)


def test_what_was_written_survives_a_kill(project: Path) -> None:
    with sandbox("--state", "cluster", "--quiet") as (process, _):
        with opened(Where("sandbox:cluster"), Terminal()) as cluster:
            made = cluster.apply(MAP).body
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    with opened(Where("sandbox:cluster"), Terminal()) as cluster:  # the kubeconfig that was left behind is not used
        assert cluster.get(X) == made


@pytest.mark.parametrize("version", [("--kubernetes", "1.30"), ("--config", "chosen.yaml")])
def test_it_speaks_json_and_takes_a_version(project: Path, version: tuple[str, str]) -> None:
    Path("chosen.yaml").write_text("target: {kubernetes: 1.30..1.32}\n")
    with sandbox("--format", "json", *version, "--kubeconfig", "here/config", "--speed", "10") as (process, said):
        facts = json.loads(said)
        assert (facts["kubernetes"], facts["kubeconfig"]) == ("1.30", "here/config")
        with opened(Where(kubeconfig=Path("here/config")), Terminal()) as cluster:
            assert (cluster.address.version, cluster.address.server) == ("1.30", facts["url"])
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 0


def test_containers_fail_as_they_are_told(project: Path) -> None:
    body = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"}}
    arguments = ("--speed", "100", "--fail", "*/api:*=missing", "--state", "c")
    with sandbox(*arguments), opened(Where("sandbox:c"), Terminal()) as cluster:
        cluster.apply({**body, "spec": {"containers": [{"name": "c", "image": "shop/api:1"}]}})
        end = time.monotonic() + 60
        reason = None
        while reason not in ("ErrImagePull", "ImagePullBackOff") and time.monotonic() < end:
            pod = cluster.get(Key("v1", "Pod", "default", "p")) or {}
            for status in pod.get("status", {}).get("containerStatuses", ()):
                reason = status["state"].get("waiting", {}).get("reason")
        assert reason in ("ErrImagePull", "ImagePullBackOff")


def test_another_kubeconfig_is_not_overwritten(translator: Translator, project: Path) -> None:
    (project / "config").write_text("clusters: []\n")
    run = translator("sandbox", "--kubeconfig", "config")
    assert run.code == 4
    assert "error T709 kubeconfig-not-written: config is there, and no sandbox wrote it" in run.err
    assert (project / "config").read_text() == "clusters: []\n"


def test_a_folder_is_for_one_process(translator: Translator, project: Path) -> None:
    with serve(project / "cluster"):
        run = translator("sandbox", "--state", "cluster")
    assert run.code == 4
    assert "error T706 sandbox-in-use: another process has the sandbox in cluster" in run.err


def test_a_damaged_state(translator: Translator, project: Path) -> None:
    (project / "cluster").mkdir()
    (project / "cluster/objects.jsonl").write_text('[1,["","","",""],null]\n{"password":"s3cret"}\n')
    for _ in range(2):
        run = translator("sandbox", "--state", "cluster")
        assert run.code == 4
        assert "error T707 sandbox-damaged: the sandbox in cluster cannot be read: line 2 of objects.jsonl" in run.err
        assert "s3cret" not in run.err


def test_a_port_that_is_taken(translator: Translator, project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for _ in range(2):
            run = translator("sandbox", "--state", "cluster", "--port", str(taken.getsockname()[1]))
            assert run.code == 4
            assert "error T708 sandbox-not-started: the sandbox cannot be started: address already in use" in run.err


def test_a_folder_that_is_none(translator: Translator, project: Path) -> None:
    assert translator("sandbox", "--state", "stack.yml").code == 2
    run = translator("sandbox", "--state", "stack.yml/below")
    assert (run.code, "T708" in run.err) == (4, True)


@pytest.mark.parametrize(
    "arguments", [("--fail", "api"), ("--fail", "api=explodes"), ("--fail", "=crash"), ("--port", "70000"), ("--speed", "0")]
)
def test_wrong_usage(translator: Translator, arguments: tuple[str, ...]) -> None:
    assert translator("sandbox", *arguments).code == 2


def _told(where: Where, capfd: pytest.CaptureFixture[str], raised: Exception | None = None) -> str:
    """What is said where a cluster cannot be had, or where it fails within the block."""

    def work() -> None:
        with opened(where, Terminal()):
            if raised is not None:
                raise raised

    with pytest.raises(click.exceptions.Exit) as ended:
        work()
    assert ended.value.exit_code == 4
    return capfd.readouterr().err


@pytest.mark.parametrize(
    ("kubeconfig", "context", "told"),
    [
        (None, None, "error T701 bad-kubeconfig: the kubeconfig none is not there"),
        ("http://127.0.0.1:1", "gone", "error T702 unknown-context: the kubeconfig config has no context gone"),
        ("http://127.0.0.1:1", None, "error T700 cluster-unreachable: nothing answers at http://127.0.0.1:1"),
    ],
)
def test_a_cluster_that_cannot_be_had(
    project: Path, capfd: pytest.CaptureFixture[str], kubeconfig: str | None, context: str | None, told: str
) -> None:
    if kubeconfig is not None:
        contexts = "contexts: [{name: a, context: {cluster: a}}]\ncurrent-context: a\n"
        (project / "config").write_text(f"clusters: [{{name: a, cluster: {{server: '{kubeconfig}'}}}}]\n{contexts}")
    said = _told(Where(context, Path("config" if kubeconfig else "none")), capfd)
    assert said.splitlines()[0] == told
    assert said.splitlines()[1].startswith("  help: ")


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (
            Refusal(403, "Forbidden", "pods is forbidden"),
            "error T704 cluster-denied: the cluster refuses us: pods is forbidden",
        ),
        (Refusal(500, "", "no leader"), "error T705 cluster-refused: the cluster answered 500: no leader"),
    ],
)
def test_what_a_cluster_refuses_within_the_block(
    project: Path, capfd: pytest.CaptureFixture[str], refusal: Refusal, told: str
) -> None:
    assert _told(Where("sandbox:cluster"), capfd, refusal).splitlines()[0] == told
