"""A program that calls itself by its own name reaches itself before its Pod is ready, as it does in Docker."""

from pathlib import Path

import pytest

from tests.render.written import written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

NOBODY = "test: [CMD, curl, -f, 'http://localhost:8080/health']"


def stack(name: str, *lines: str) -> str:
    return "\n".join(["services:", f"  {name}:", "    image: example/app:1", *("    " + line for line in lines)])


@pytest.mark.parametrize(
    "check",
    [
        "test: [CMD, wget, --spider, 'http://storage:5000/status']",
        "test: curl -f http://storage/health",
        "test: [CMD, nc, -z, storage, '5000']",
        "test: [CMD, pg_isready, -h, storage]",
        "test: mysqladmin ping --host=storage",
        "test: bash -c '</dev/tcp/storage/5000'",
        "test: curl -f STORAGE:5000/health",
    ],
)
def test_the_name_in_the_health_check_is_the_host_name_of_the_pod(tmp_path: Path, check: str) -> None:
    made = written(tmp_path, stack("storage", "healthcheck:", "  " + check), dialect=Dialect.COMPOSE)
    assert made.pod("storage")["hostname"] == "storage"
    assert "hostAliases" not in made.pod("storage")
    assert "T478" not in made.codes()


@pytest.mark.parametrize(
    "line",
    [
        "environment: {KAFKA_CONTROLLER_QUORUM_VOTERS: '1@broker:9093'}",
        "environment: {SELF_HOST: broker}",
        "command: broker --join broker:9093",
    ],
)
def test_so_is_the_name_that_the_program_calls(tmp_path: Path, line: str) -> None:
    made = written(tmp_path, stack("broker", line, "healthcheck:", "  " + NOBODY))
    assert made.pod("broker")["hostname"] == "broker"


@pytest.mark.parametrize(
    "lines",
    [
        ("healthcheck:", "  " + NOBODY),
        ("environment: {URL: 'http://broker:9093'}",),  # a Pod without a probe is ready when it runs, and its Service answers
        ("healthcheck:", "  test: [CMD, broker, ping]"),
        ("healthcheck:", "  disable: true", "environment: {URL: 'http://broker:9093'}"),
        ("healthcheck:", "  test: curl http://broker.example.com:80/"),
    ],
)
def test_a_pod_that_does_not_wait_for_itself_has_a_name_of_its_own(tmp_path: Path, lines: tuple[str, ...]) -> None:
    made = written(tmp_path, stack("broker", *lines))
    assert "hostname" not in made.pod("broker")
    assert "hostAliases" not in made.pod("broker")


def test_a_host_name_that_was_written_stays_and_the_other_name_is_the_loopback_address(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        stack(
            "broker",
            "hostname: broker-1",
            "extra_hosts: ['here:127.0.0.1', 'there:10.0.0.1']",
            "healthcheck:",
            "  test: nc -z broker 9092 && nc -z broker-1 9092",
        ),
    )
    pod = made.pod("broker")
    assert pod["hostname"] == "broker-1"
    assert pod["hostAliases"] == [
        {"ip": "10.0.0.1", "hostnames": ["there"]},
        {"ip": "127.0.0.1", "hostnames": ["here", "broker"]},
    ]
    assert made.verdict("T478") == {Verdict.APPROXIMATED}


def test_a_name_that_extra_hosts_give_is_theirs(tmp_path: Path) -> None:
    made = written(tmp_path, stack("broker", "extra_hosts: ['broker:10.0.0.9']", "healthcheck:", "  test: nc -z broker 9092"))
    assert "hostname" not in made.pod("broker")
    assert made.pod("broker")["hostAliases"] == [{"ip": "10.0.0.9", "hostnames": ["broker"]}]


def test_an_alias_and_a_container_name_are_names_of_its_own(tmp_path: Path) -> None:
    lines = (
        "networks: {default: {aliases: [queue]}}",
        "container_name: mq",
        "healthcheck:",
        "  test: nc -z queue 1 && nc -z mq 1",
    )
    made = written(tmp_path, stack("broker", *lines), dialect=Dialect.COMPOSE)
    assert made.pod("broker")["hostname"] == "mq"
    assert made.pod("broker")["hostAliases"] == [{"ip": "127.0.0.1", "hostnames": ["queue"]}]


def test_several_pods_of_one_host_name_are_told(tmp_path: Path) -> None:
    made = written(tmp_path, stack("web", "deploy: {replicas: 2}", "healthcheck:", "  test: curl http://web:80/"))
    assert made.pod()["hostname"] == "web"
    assert made.said("T478") == ["every Pod of web has the host name web, by which it reaches itself before it is ready"]


def test_pods_of_a_stateful_set_keep_their_names(tmp_path: Path) -> None:
    text = stack("db", "volumes: ['data:/data:nocopy']", "healthcheck:", "  test: pg_isready -h db") + "\nvolumes: {data: {}}"
    made = written(tmp_path, text, configuration="volumes: {data: {mode: per-replica, size: 5Gi}}")
    pod = made.pod("db", "StatefulSet")
    assert "hostname" not in pod
    assert pod["hostAliases"] == [{"ip": "127.0.0.1", "hostnames": ["db"]}]


def test_the_port_of_the_own_name_is_known(tmp_path: Path) -> None:
    made = written(tmp_path, stack("storage", "healthcheck:", "  test: curl http://storage:5000/status"))
    assert [port["port"] for port in made.spec("Service", "storage")["ports"]] == [5000]


def test_a_name_in_a_health_check_that_is_gone_is_told_or_rewritten(tmp_path: Path) -> None:
    text = stack("my_app", "healthcheck:", "  test: curl http://my_app:80/")
    assert written(tmp_path, text).verdict("T404") == {Verdict.APPROXIMATED}
    made = written(tmp_path, text, configuration="references: rewrite")
    assert made.container("my-app")["readinessProbe"]["exec"]["command"][-1] == "curl http://my-app:80/"
    assert made.pod("my-app")["hostname"] == "my-app"
