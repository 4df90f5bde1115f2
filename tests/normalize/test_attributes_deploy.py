"""`deploy`, the older limits beside it, and the health check."""

import pytest

from tests.normalize.trees import codes, refusals, service
from translator.model.deploy import Resources
from translator.model.finding import Verdict
from translator.model.stack import Dialect

MIB = 1024 * 1024
MILLI = 1_000_000


def amounts(resources: Resources) -> tuple[int | None, int | None]:
    """Thousandths of a core, and bytes."""
    return (
        resources.cpus.value.nano // MILLI if resources.cpus else None,
        resources.memory.value.count if resources.memory else None,
    )


def test_mode_replicas_and_endpoint() -> None:
    web, findings = service("deploy: {mode: replicated-job, replicas: 0, endpoint_mode: dnsrr}")
    assert web.mode is not None
    assert web.replicas is not None
    assert web.endpoint_mode is not None
    assert (web.mode.value, web.replicas.value, web.endpoint_mode.value) == ("replicated-job", 0, "dnsrr")
    assert findings == []


@pytest.mark.parametrize(
    ("body", "limits", "reservations"),
    [
        (
            "deploy: {resources: {limits: {cpus: '0.5', memory: 64M}, reservations: {cpus: 0.25, memory: 32m}}}",
            (500, 64 * MIB),
            (250, 32 * MIB),
        ),
        ("mem_limit: 1073741824", (None, 1024 * MIB), (None, None)),
        ("mem_limit: 64m\ndeploy: {resources: {limits: {cpus: '1'}}}", (1000, 64 * MIB), (None, None)),
        ("cpu_shares: 512", (None, None), (500, None)),
        ("cpu_shares: 1024\ndeploy: {resources: {reservations: {memory: 1m}}}", (None, None), (1000, MIB)),
    ],
)
def test_resources(body: str, limits: tuple[int | None, int | None], reservations: tuple[int | None, int | None]) -> None:
    web, findings = service(body)
    assert (amounts(web.limits), amounts(web.reservations)) == (limits, reservations)
    assert findings == []


def test_shares_of_alibaba_cloud_are_a_limit() -> None:
    web, findings = service("cpu_shares: 100\nmem_limit: 1073741824", dialect=Dialect.ALIYUN)
    assert amounts(web.limits) == (1000, 1024 * MIB)
    assert web.reservations == Resources()
    assert findings == []


@pytest.mark.parametrize(
    "body",
    [
        "mem_limit: 0",
        "cpu_shares: 0",
        "deploy: {resources: {limits: {cpus: '0', memory: 0}}}",
        "deploy: {placement: {max_replicas_per_node: 0}}",
        "deploy: {}",
        "deploy: {resources: {limits: {}}}",
        "healthcheck: {test: [], interval: 0s, retries: 0, disable: false}",
    ],
)
def test_zero_and_nothing_are_not_set(body: str) -> None:
    web, findings = service(body)
    assert (web.limits, web.reservations) == (Resources(), Resources())
    assert set(codes(findings)) == {"T202"}
    assert all(finding.verdict is Verdict.IGNORED for finding in findings)


@pytest.mark.parametrize("dialect", [Dialect.COMPOSE, Dialect.ALIYUN])
def test_deploy_wins_over_the_older_keys(dialect: Dialect) -> None:
    web, findings = service(
        "mem_limit: 64m\ncpu_shares: 100\ndeploy: {resources: {limits: {memory: 32m, cpus: '2'}, reservations: {cpus: '1'}}}",
        dialect=dialect,
    )
    assert amounts(web.limits) == (2000, 32 * MIB)
    assert amounts(web.reservations) == (1000, None)
    assert codes(findings) == ["T293", "T293"]


def test_update_config() -> None:
    web, findings = service(
        "deploy: {update_config: {parallelism: 0, delay: 10s, order: start-first, failure_action: rollback, "
        "monitor: 1m, max_failure_ratio: 0.1}}"
    )
    policy = web.update_config
    assert policy is not None
    assert policy.parallelism is not None
    assert policy.delay is not None
    assert policy.order is not None
    assert policy.failure_action is not None
    assert policy.monitor is not None
    assert policy.max_failure_ratio is not None
    assert (policy.parallelism.value, policy.delay.value.seconds, policy.order.value) == (0, 10, "start-first")
    assert (policy.failure_action.value, policy.monitor.value.seconds, policy.max_failure_ratio.value) == ("rollback", 60, 0.1)
    assert findings == []


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{condition: none}", "no"),
        ("{condition: on-failure}", "on-failure"),
        ("{condition: any}", "any"),
        ("{delay: 5s}", "any"),
    ],
)
def test_restart_policy(written: str, condition: str) -> None:
    web, findings = service(f"deploy: {{restart_policy: {written}}}")
    assert web.restart_policy is not None
    assert web.restart_policy.condition.value == condition
    assert findings == []


def test_times_of_the_restart_policy() -> None:
    web, _ = service("deploy: {restart_policy: {condition: on-failure, delay: 5s, window: 2m, max_attempts: 3}}")
    policy = web.restart_policy
    assert policy is not None
    assert policy.delay is not None
    assert policy.window is not None
    assert policy.max_attempts is not None
    assert (policy.delay.value.seconds, policy.window.value.seconds, policy.max_attempts.value) == (5, 120, 3)


def test_placement() -> None:
    web, findings = service(
        "deploy: {placement: {constraints: ['node.role==manager', node.labels.zone != east], "
        "preferences: [{spread: node.labels.zone}, {spread: node.labels.rack}], max_replicas_per_node: 2}}"
    )
    placement = web.placement
    assert [(one.attribute, one.equal, one.value) for one in placement.constraints] == [
        ("node.role", True, "manager"),
        ("node.labels.zone", False, "east"),
    ]
    assert [one.value for one in placement.spread] == ["node.labels.zone", "node.labels.rack"]
    assert placement.max_replicas_per_node is not None
    assert placement.max_replicas_per_node.value == 2
    assert findings == []


def test_labels_of_the_service_object() -> None:
    web, _ = service("labels: [a=1]\ndeploy: {labels: {b: 2}}")
    assert [(label.key.value, label.value.value) for label in web.labels] == [("a", "1")]
    assert [(label.key.value, label.value.value) for label in web.deploy_labels] == [("b", "2")]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("deploy: {mode: sideways}", ["T253"]),
        ("deploy: {replicas: -1}", ["T252"]),
        ("deploy: {replicas: 99999999999}", ["T252"]),
        ("deploy: {replicas: 1.5}", ["T252"]),
        ("deploy: {endpoint_mode: dns}", ["T253"]),
        ("deploy: {resources: {limits: {cpus: 50%, memory: big, pids: 10}}}", ["T211", "T255", "T256"]),
        ("deploy: {resources: {reservations: {devices: [{count: 1}]}}}", ["T250"]),
        ("deploy: {update_config: {order: sideways, delay: 10, max_failure_ratio: 2}}", ["T250", "T253", "T254"]),
        ("deploy: {rollback_config: {failure_action: rollback}}", ["T253"]),
        ("deploy: {restart_policy: {condition: always, delay: 5s}}", ["T253", "T291"]),
        ("deploy: {placement: {constraints: [node.role = manager]}}", ["T285"]),
        ("deploy: {placement: {preferences: [node.labels.zone]}}", ["T250"]),
        ("deploy: 3", ["T250"]),
        ("deploy: {unheard: 1}", ["T201"]),
        ("healthcheck: {test: [curl, localhost]}", ["T277", "T291"]),
        ("healthcheck: {test: [CMD]}", ["T277", "T291"]),
        ("healthcheck: {test: true, interval: 1us}", ["T254"]),
        ("healthcheck: {test: true, retries: many}", ["T252"]),
    ],
)
def test_refused(body: str, refused: list[str]) -> None:
    _, findings = service(body)
    assert refusals(findings) == refused


@pytest.mark.parametrize(
    ("written", "words", "shell"),
    [
        ("curl -f http://localhost", ["curl -f http://localhost"], True),
        ("[CMD, curl, -f, http://localhost]", ["curl", "-f", "http://localhost"], False),
        ("[CMD-SHELL, curl -f http://localhost || exit 1]", ["curl -f http://localhost || exit 1"], True),
    ],
)
def test_healthcheck(written: str, words: list[str], shell: bool) -> None:
    web, findings = service(
        f"healthcheck: {{test: {written}, interval: 10s, timeout: 1m, retries: 5, start_period: 40s, start_interval: 1s}}"
    )
    check = web.healthcheck
    assert check is not None
    assert check.test is not None
    assert ([word.value for word in check.test.words], check.shell, check.disabled) == (words, shell, None)
    times = [check.interval, check.timeout, check.start_period, check.start_interval]
    assert [time.value.seconds for time in times if time] == [10, 60, 40, 1]
    assert check.retries is not None
    assert check.retries.value == 5
    assert findings == []


def test_a_healthcheck_of_times_alone_keeps_the_image_s_test() -> None:
    web, findings = service("healthcheck: {interval: 10s}")
    assert web.healthcheck is not None
    assert web.healthcheck.test is None
    assert findings == []


@pytest.mark.parametrize(
    "written", ["{disable: true}", "{test: [NONE]}", "{test: [NONE], interval: 5s}", "{disable: true, test: x}"]
)
def test_a_healthcheck_that_is_switched_off(written: str) -> None:
    web, findings = service(f"healthcheck: {written}")
    assert web.healthcheck is not None
    assert web.healthcheck.disabled is not None
    assert web.healthcheck.test is None
    assert [(finding.code, finding.verdict) for finding in findings] == [("T278", Verdict.IGNORED)]
