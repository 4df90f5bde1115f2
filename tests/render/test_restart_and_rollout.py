"""How containers restart, and how Pods are replaced."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

CLAIM = 'volumes: ["data:/data"]'
WITH_VOLUME = "\nvolumes: {data: {}}"


@pytest.mark.parametrize(
    ("restart", "codes"),
    [
        ("restart: always", []),
        ("restart: unless-stopped", []),
        ("deploy: {restart_policy: {condition: any}}", []),
        ("restart: on-failure", ["T460"]),
        ("restart: on-failure:5", ["T460", "T461"]),
        ("deploy: {restart_policy: {condition: any, delay: 5s, window: 10s, max_attempts: 3}}", ["T461"]),
        ('restart: "no"\nports: ["80:80"]', ["T460"]),
    ],
)
def test_a_deployment_always_restarts_and_says_where_that_differs(tmp_path: Path, restart: str, codes: list[str]) -> None:
    made = written(tmp_path, service(restart))
    assert made.pod()["restartPolicy"] == "Always"
    assert made.codes() == codes
    assert all(made.verdict(code) == {Verdict.APPROXIMATED} for code in codes)


@pytest.mark.parametrize(
    ("lines", "configuration", "dialect", "told"),
    [
        ("command: migrate", "", Dialect.COMPOSE, True),
        ("entrypoint: [sh, -c, migrate]", "", Dialect.COMPOSE, True),
        ("tty: true", "", Dialect.COMPOSE, False),  # the image's own command is as a rule a server's
        ("command: serve\nexpose: [80]", "", Dialect.COMPOSE, False),
        ("command: work\nhealthcheck: {test: pgrep work}", "", Dialect.COMPOSE, False),
        ("command: work\nrestart: always", "", Dialect.COMPOSE, False),
        ("command: work", "workloads: {web: deployment}", Dialect.COMPOSE, False),
        ("command: migrate", "workloads: {web: job}", Dialect.COMPOSE, False),
        ("command: work", "", Dialect.SWARM, False),  # Swarm restarts unless told
        ("command: work", "", Dialect.ALIYUN, False),
    ],
)
def test_what_docker_would_let_end_is_told(
    tmp_path: Path, lines: str, configuration: str, dialect: Dialect, told: bool
) -> None:
    made = written(tmp_path, service(lines), configuration=configuration, dialect=dialect)
    assert bool(made.said("T460")) is told
    assert made.verdict("T460") <= {None}


def test_deploy_restart_policy_wins_over_restart(tmp_path: Path) -> None:
    made = written(tmp_path, service('restart: "no"\ndeploy: {restart_policy: {condition: any}}'))
    assert made.kinds() == [("Deployment", "web")]
    assert made.verdict("T462") == {Verdict.IGNORED}


@pytest.mark.parametrize(
    ("policy", "rolling"),
    [
        ("", {"maxUnavailable": 1, "maxSurge": 0}),
        ("{parallelism: 3}", {"maxUnavailable": 3, "maxSurge": 0}),
        ("{parallelism: 3, order: stop-first}", {"maxUnavailable": 3, "maxSurge": 0}),
        ("{parallelism: 2, order: start-first}", {"maxUnavailable": 0, "maxSurge": 2}),
        ("{order: start-first}", {"maxUnavailable": 0, "maxSurge": 1}),
        ("{parallelism: 0}", {"maxUnavailable": "100%", "maxSurge": 0}),
        ("{parallelism: 0, order: start-first}", {"maxUnavailable": 0, "maxSurge": "100%"}),
        ("{failure_action: pause}", {"maxUnavailable": 1, "maxSurge": 0}),
    ],
)
@pytest.mark.parametrize(
    ("kind", "mode", "field"), [("Deployment", "replicated", "strategy"), ("DaemonSet", "global", "updateStrategy")]
)
def test_update_config(tmp_path: Path, policy: str, rolling: dict[str, Any], kind: str, mode: str, field: str) -> None:
    update = f", update_config: {policy}" if policy else ""
    made = written(tmp_path, service(f"deploy: {{mode: {mode}{update}}}"))
    assert made.spec(kind, "web")[field] == {"type": "RollingUpdate", "rollingUpdate": rolling}
    assert made.codes() == []


def test_a_deployment_with_a_claim_recreates_its_pod(tmp_path: Path) -> None:
    made = written(tmp_path, service(CLAIM) + WITH_VOLUME)
    assert made.spec("Deployment", "web")["strategy"] == {"type": "Recreate"}


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("volumes: ['/srv/db:/data']", "Recreate"),
        ("volumes: ['/srv/db:/data:ro']", "RollingUpdate"),
        ("volumes: ['/var/log:/logs']", "RollingUpdate"),
        ("volumes: ['/srv/db:/data']\ndeploy: {replicas: 2}", "RollingUpdate"),
        ("volumes: ['/srv/db:/data']\ndeploy: {update_config: {parallelism: 1}}", "RollingUpdate"),
    ],
)
def test_two_pods_never_write_the_same_folder_of_a_node(tmp_path: Path, keys: str, kind: str) -> None:
    assert written(tmp_path, service(keys)).spec("Deployment", "web")["strategy"]["type"] == kind


def test_start_first_is_not_kept_with_a_claim(tmp_path: Path) -> None:
    made = written(tmp_path, service(f"{CLAIM}\ndeploy: {{update_config: {{order: start-first}}}}") + WITH_VOLUME)
    assert made.spec("Deployment", "web")["strategy"] == {"type": "Recreate"}
    assert made.verdict("T463") == {Verdict.APPROXIMATED}


def test_start_first_is_not_kept_with_a_port_of_the_node(tmp_path: Path) -> None:
    ports = "ports: [{target: 80, published: 8080, mode: host}]"
    made = written(tmp_path, service(f"{ports}\ndeploy: {{mode: global, update_config: {{order: start-first}}}}"))
    assert made.spec("DaemonSet", "web")["updateStrategy"]["rollingUpdate"] == {"maxUnavailable": 1, "maxSurge": 0}
    assert made.verdict("T463") == {Verdict.APPROXIMATED}


def test_delay_is_the_time_for_which_a_new_pod_must_be_ready(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {update_config: {delay: 20m}}"))
    spec = made.spec("Deployment", "web")
    assert spec["minReadySeconds"] == 1200
    assert spec["progressDeadlineSeconds"] > 1200


def test_a_container_that_may_start_slowly_is_given_the_time(tmp_path: Path) -> None:
    check = "healthcheck: {test: [CMD, ok], start_period: 20m, interval: 10s}"
    made = written(tmp_path, service(check))
    assert made.spec("Deployment", "web")["progressDeadlineSeconds"] > 1200


@pytest.mark.parametrize(
    "part", ["failure_action: rollback", "failure_action: continue", "monitor: 5s", "max_failure_ratio: 0.1"]
)
def test_what_watches_an_update_is_approximated(tmp_path: Path, part: str) -> None:
    made = written(tmp_path, service(f"deploy: {{update_config: {{{part}}}}}"))
    assert made.codes() == ["T463"]
    assert made.verdict("T463") == {Verdict.APPROXIMATED}


def test_updates_of_a_stateful_set_go_one_by_one(tmp_path: Path) -> None:
    text = (
        service(f"{CLAIM}\ndeploy: {{replicas: 3, update_config: {{parallelism: 2, order: start-first, delay: 5s}}}}")
        + WITH_VOLUME
    )
    made = written(tmp_path, text, configuration="volumes: {data: per-replica}")
    spec = made.spec("StatefulSet", "web")
    assert spec["updateStrategy"] == {"type": "RollingUpdate"}
    assert spec["minReadySeconds"] == 5
    assert "progressDeadlineSeconds" not in spec
    assert len(made.said("T463")) == 2


def test_a_job_is_never_updated(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {mode: replicated-job, update_config: {parallelism: 2}}"))
    assert made.kinds() == [("Job", "web")]
    assert made.verdict("T462") == {Verdict.IGNORED}


@pytest.mark.parametrize(
    ("period", "grace", "codes"),
    [
        ("", 10, []),
        ("stop_grace_period: 1m30s", 90, []),
        ("stop_grace_period: 0s", 0, []),
        ("stop_grace_period: 1500ms", 2, ["T466"]),
    ],
)
def test_grace_period(tmp_path: Path, period: str, grace: int, codes: list[str]) -> None:
    made = written(tmp_path, service(period or "tty: false"))
    assert made.pod()["terminationGracePeriodSeconds"] == grace
    assert made.codes() == codes
