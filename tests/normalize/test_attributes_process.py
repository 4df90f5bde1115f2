"""How a process starts and stops, its resolver, annotations, log driver and image: the keys of the Compose Specification."""

import pytest

from tests.normalize.accounting import lost
from tests.normalize.trees import codes, normalized, project, refusals, service
from translator.model.finding import Verdict


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SIGQUIT", "QUIT"),
        ("sigusr1", "USR1"),
        ("WINCH", "WINCH"),
        ("3", "QUIT"),
        ("'28'", "WINCH"),
        ("37", "37"),
        ("SIGRTMIN+3", "RTMIN+3"),
    ],
)
def test_stop_signal(written: str, read: str) -> None:
    web, findings = service(f"stop_signal: {written}")
    assert web.stop_signal is not None
    assert web.stop_signal.value == read
    assert findings == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("SIGTERM", "T202"),
        ("15", "T202"),
        ("SIGKILL", "T215"),
        ("9", "T215"),
        ("SIGWHAT", "T253"),
        ("0", "T253"),
        ("65", "T253"),
    ],
)
def test_signals_that_no_hook_sends(written: str, code: str) -> None:
    web, findings = service(f"stop_signal: {written}")
    assert web.stop_signal is None
    assert codes(findings) == [code]


@pytest.mark.parametrize(
    ("body", "policy", "found"),
    [
        ("pull_policy: always", "always", []),
        ("pull_policy: never", "never", []),
        ("pull_policy: missing", "missing", []),
        ("pull_policy: if_not_present", "missing", []),
        ("pull_policy: daily", "always", ["T223"]),
        ("pull_policy: every_12h", "always", ["T223"]),
        ("pull_policy: refresh\npull_refresh_after: 24h", "always", ["T223"]),
        ("pull_policy: build", None, ["T204"]),
        ("pull_refresh_after: 24h", None, ["T202"]),
        ("pull_policy: every_day", None, ["T253"]),
    ],
)
def test_pull_policy(body: str, policy: str | None, found: list[str]) -> None:
    web, findings = service(body)
    assert (web.pull_policy.value if web.pull_policy else None) == policy
    assert codes(findings) == found


@pytest.mark.parametrize(
    ("body", "replicas", "found"),
    [
        ("scale: 3", 3, []),
        ("scale: 0", 0, []),
        ("scale: 2\ndeploy: {replicas: 2}", 2, []),
        ("scale: 2\ndeploy: {replicas: 3}", 3, ["T222"]),
    ],
)
def test_scale(body: str, replicas: int, found: list[str]) -> None:
    web, findings = service(body)
    assert web.replicas is not None
    assert web.replicas.value == replicas
    assert codes(findings) == found


def test_hooks() -> None:
    body = (
        "pre_start: [{image: 'alpine:3', command: [a, b], user: '1:2', environment: [X=1, KEY], per_replica: true}]\n"
        "post_start: [{command: touch /x, working_dir: /srv}]\npre_stop: [{command: [flush]}, {command: [quit]}]"
    )
    web, findings = service(body)
    (step,) = web.pre_start
    assert step.image is not None
    assert step.user is not None
    assert step.per_replica is not None
    assert (step.image.value.repository, step.user.value.user, step.user.value.group) == ("alpine", "1", "2")
    assert [(v.name.value, v.value.value) for v in step.environment] == [("KEY", "hunter2"), ("X", "1")]
    (after,) = web.post_start
    assert after.command is not None
    assert after.working_dir is not None
    assert ([word.value for word in after.command.words], after.working_dir.value) == (["touch", "/x"], "/srv")
    assert len(web.pre_stop) == 2
    assert findings == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("post_start: [{command: a, user: root}]", ["T216"]),
        ("pre_stop: [{command: a, privileged: true}]", ["T216"]),
        ("pre_stop: [{working_dir: /srv}]", ["T216"]),
        ("pre_start: [{command: 'a \"b'}]", ["T259", "T291"]),
        ("pre_start: [{image: '::'}]", ["T257", "T291"]),
        ("post_start: once", ["T250"]),
    ],
)
def test_hooks_that_cannot_be(body: str, found: list[str]) -> None:
    _, findings = service(body)
    assert refusals(findings) == found


def test_resolver_and_names() -> None:
    web, findings = service(
        "domainname: Example.COM\ndns_search: [example.com, Example.com, .]\ndns_opt: ['ndots:2', 'ndots:3']"
    )
    assert web.domainname is not None
    assert web.domainname.value == "example.com"
    assert [domain.value for domain in web.dns_search] == ["example.com"]
    assert [option.value for option in web.dns_options] == ["ndots:3"]
    assert codes(findings) == ["T202", "T262", "T262"]


@pytest.mark.parametrize(
    ("body", "code"), [("domainname: a b", "T294"), ("dns_search: ['a b']", "T294"), ("dns_opt: [' ']", "T250")]
)
def test_names_that_are_none(body: str, code: str) -> None:
    assert refusals(service(body)[1]) == [code]


def test_annotations_log_driver_and_rollback() -> None:
    web, findings = service(
        "annotations: {a.b/c: d}\nlogging: {driver: gelf, options: {x: y}}\n"
        "deploy: {rollback_config: {parallelism: 2, delay: 5s, failure_action: pause}}"
    )
    assert [(label.key.value, label.value.value) for label in web.annotations] == [("a.b/c", "d")]
    assert web.logging is not None
    assert (web.logging.name.value, len(web.logging.options)) == ("gelf", 1)
    assert web.rollback_config is not None
    assert web.rollback_config.parallelism is not None
    assert web.rollback_config.parallelism.value == 2
    assert findings == []


def test_every_leaf_is_accounted_for() -> None:
    body = (
        "{image: x, stop_signal: QUIT, scale: 2, pull_policy: daily, pull_refresh_after: 1h, domainname: a.b, "
        "dns_search: [c.d], dns_opt: [x], annotations: {e: f}, logging: {driver: g, options: {h: i}}, "
        "pre_stop: [{command: [j], environment: {k: l}}], pre_start: [{image: m, per_replica: false}], "
        "post_start: [{command: [o], user: p}]}"
    )
    one = project(f"services: {{web: {body}}}")
    stack, findings = normalized(one)
    assert lost(one.root, stack, findings) == []
    assert {finding.verdict for finding in findings} == {Verdict.REFUSED, Verdict.APPROXIMATED}
