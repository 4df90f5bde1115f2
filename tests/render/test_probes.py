"""Probes, by the formulas of the health check."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

EXEC = {"exec": {"command": ["check"]}}


def check(keys: str = "") -> str:
    """A service with a health check."""
    return service(f"healthcheck: {{test: [CMD, check]{', ' + keys if keys else ''}}}")


def test_docker_defaults_are_written_out(tmp_path: Path) -> None:
    container = written(tmp_path, check()).container()
    times = {"timeoutSeconds": 30, "periodSeconds": 30, "failureThreshold": 3}
    assert container["readinessProbe"] == EXEC | times
    assert container["livenessProbe"] == EXEC | {"initialDelaySeconds": 30} | times
    assert "startupProbe" not in container


@pytest.mark.parametrize("dialect", [Dialect.COMPOSE, Dialect.ALIYUN])
def test_only_swarm_replaces_what_is_unhealthy(tmp_path: Path, dialect: Dialect) -> None:
    made = written(
        tmp_path, check("interval: 10s, timeout: 3s, retries: 5, start_period: 1m, start_interval: 2s"), dialect=dialect
    )
    container = made.container()
    assert container["readinessProbe"] == EXEC | {"timeoutSeconds": 3, "periodSeconds": 10, "failureThreshold": 5}
    assert "livenessProbe" not in container
    assert "startupProbe" not in container
    assert len(made.said("T462")) == 2  # start_period and start_interval


@pytest.mark.parametrize(
    ("keys", "period", "failures"),
    [
        ("start_period: 60s", 5, 30),  # (60 + 3 * 30) / 5
        ("start_period: 60s, start_interval: 7s", 7, 22),  # 150 / 7, rounded up
        ("start_period: 1s, interval: 10s, retries: 1", 5, 3),  # (1 + 10) / 5, rounded up
        ("start_period: 10s, start_interval: 100ms, interval: 1s, retries: 1", 1, 11),
    ],
)
def test_the_startup_probe_lasts_start_period_and_all_retries(tmp_path: Path, keys: str, period: int, failures: int) -> None:
    container = written(tmp_path, check(keys)).container()
    startup = container["startupProbe"]
    assert (startup["periodSeconds"], startup["failureThreshold"]) == (period, failures)
    assert "initialDelaySeconds" not in container["livenessProbe"]


def test_start_interval_alone_has_no_effect(tmp_path: Path) -> None:
    made = written(tmp_path, check("start_interval: 2s"))
    assert "startupProbe" not in made.container()
    assert made.verdict("T462") == {Verdict.IGNORED}


def test_times_below_a_second_are_rounded_up_and_said(tmp_path: Path) -> None:
    made = written(tmp_path, check("interval: 500ms, timeout: 1500ms"))
    probe = made.container()["readinessProbe"]
    assert (probe["periodSeconds"], probe["timeoutSeconds"]) == (1, 2)
    assert made.said("T466") == [
        "healthcheck.interval is 0.5 s, and Kubernetes counts whole seconds: 1 s is written",
        "healthcheck.timeout is 1.5 s, and Kubernetes counts whole seconds: 2 s is written",
    ]


@pytest.mark.parametrize(
    ("test", "command"),
    [
        ('"curl -f localhost || exit 1"', ["/bin/sh", "-c", "curl -f localhost || exit 1"]),
        ('[CMD-SHELL, "curl -f localhost || exit 1"]', ["/bin/sh", "-c", "curl -f localhost || exit 1"]),
        ('[CMD, curl, "-f", localhost]', ["curl", "-f", "localhost"]),
        ('[CMD-SHELL, "test $$(date +%s) -gt 0"]', ["/bin/sh", "-c", "test $$(date +%s) -gt 0"]),
    ],
)
def test_the_command_runs_as_docker_runs_it(tmp_path: Path, test: str, command: list[str]) -> None:
    made = written(tmp_path, service(f"healthcheck: {{test: {test}}}"))
    assert made.container()["readinessProbe"]["exec"]["command"] == command


@pytest.mark.parametrize("keys", ["disable: true", "test: [NONE]", "test: [NONE], interval: 3s"])
def test_a_disabled_check_gives_no_probe(tmp_path: Path, keys: str) -> None:
    assert "readinessProbe" not in written(tmp_path, service(f"healthcheck: {{{keys}}}")).container()


def test_the_check_of_the_image_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, service("healthcheck: {interval: 10s}"))
    assert "readinessProbe" not in made.container()
    assert made.verdict("T470") == {Verdict.REFUSED}


def labels(**values: str) -> str:
    """A service with probe labels."""
    return service("labels:\n" + "".join(f'  aliyun.probe.{key}: "{value}"\n' for key, value in values.items()))


@pytest.mark.parametrize(
    ("values", "probe"),
    [
        (
            {"url": "http://container:8080/health", "timeout_seconds": "10", "initial_delay_seconds": "20"},
            {
                "httpGet": {"path": "/health", "port": 8080, "scheme": "HTTP"},
                "initialDelaySeconds": 20,
                "timeoutSeconds": 10,
                "periodSeconds": 2,
            },
        ),
        ({"url": "http://container"}, {"httpGet": {"path": "/", "port": 80, "scheme": "HTTP"}, "periodSeconds": 2}),
        ({"url": "tcp://container:5432"}, {"tcpSocket": {"port": 5432}, "periodSeconds": 2}),
        ({"cmd": "/check.sh now"}, {"exec": {"command": ["/check.sh", "now"]}, "periodSeconds": 2}),
    ],
)
def test_probe_labels_give_readiness_alone(tmp_path: Path, values: dict[str, str], probe: dict[str, Any]) -> None:
    container = written(tmp_path, labels(**values), dialect=Dialect.ALIYUN, platform="ack").container()
    assert container["readinessProbe"] == probe
    assert "livenessProbe" not in container
    assert "startupProbe" not in container


def test_labels_win_over_a_health_check(tmp_path: Path) -> None:
    text = service("healthcheck: {test: [CMD, check]}\nlabels: {aliyun.probe.url: 'tcp://container:80'}")
    made = written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack")
    assert made.container()["readinessProbe"]["tcpSocket"] == {"port": 80}
    assert made.verdict("T473") == {Verdict.APPROXIMATED}
