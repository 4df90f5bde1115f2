"""What a container is and how it is started: image, build, commands, variables, rights."""

import pytest

from tests.normalize.trees import codes, normalized, project, refusals, service
from translator.model.finding import Severity, Verdict
from translator.model.origin import Derived, Source, sources
from translator.model.stack import Dialect
from translator.report.catalogue import lookup


def test_an_image_keeps_its_place() -> None:
    web, findings = service("image: registry.example.com/web:1.4")
    assert web.image is not None
    assert (web.image.value.registry, web.image.value.repository, web.image.value.tag) == ("registry.example.com", "web", "1.4")
    assert web.image.origin == Source("stack.yml", 3, 12, ("services", "web", "image"))
    assert findings == []


def test_an_image_that_docker_cannot_parse_is_refused() -> None:
    web, findings = service("image: 'nginx:'")
    assert web.image is None
    assert [(finding.code, finding.verdict) for finding in findings] == [("T257", Verdict.REFUSED)]
    assert '"nginx:"' in findings[0].message


def test_capitals_in_an_image_are_kept_with_a_warning() -> None:
    web, findings = service("image: registry.example.com/team/IMAGENAME")
    assert web.image is not None
    assert web.image.value.repository == "team/IMAGENAME"
    assert codes(findings) == ["T258"]
    assert findings[0].verdict is None
    assert lookup("T258").severity is Severity.WARNING


@pytest.mark.parametrize(
    ("body", "context"), [("build: ./app", "./app"), ("build: {context: app}", "app"), ("build: {target: prod}", ".")]
)
def test_build_keeps_its_context(body: str, context: str) -> None:
    web, _ = service(body)
    assert web.build is not None
    assert web.build.value == context
    assert next(sources(web.build.origin)).path[:3] == ("services", "web", "build")


def test_build_options_are_ignored() -> None:
    _, findings = service("build: {context: ., dockerfile: D, args: {A: 1}, labels: [a=b], target: prod}")
    assert {(finding.code, finding.verdict) for finding in findings} == {("T204", Verdict.IGNORED)}
    assert len(findings) == 4


@pytest.mark.parametrize(
    ("key", "body", "words"),
    [
        ("command", "command: nginx -g 'daemon off;'", ["nginx", "-g", "daemon off;"]),
        ("command", 'command: ["a b", 8080, true, 1.50, null]', ["a b", "8080", "true", "1.50", ""]),
        ("command", "command: ''", []),
        ("command", "command: []", []),
        ("entrypoint", "entrypoint: /init.sh --now", ["/init.sh", "--now"]),
        ("entrypoint", "entrypoint: []", []),
    ],
)
def test_commands(key: str, body: str, words: list[str]) -> None:
    web, findings = service(body)
    read = getattr(web, key)
    assert [word.value for word in read.words] == words
    assert findings == []


def test_a_null_command_is_not_set() -> None:
    web, findings = service("command:")
    assert web.command is None
    assert codes(findings) == ["T202"]


def test_an_open_quote_is_refused_without_quoting_the_command() -> None:
    web, findings = service("command: run --password 'hunter2")
    assert web.command is None
    assert refusals(findings) == ["T259"]
    assert "hunter2" not in f"{findings}"


def variables(body: str, **options: object) -> dict[str, str]:
    return {variable.name.value: variable.value.value for variable in service(body, **options)[0].environment}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("environment: {B: 2, A: '1'}", {"A": "1", "B": "2"}),
        ("environment: [B=2, A=1]", {"A": "1", "B": "2"}),
        ("environment: [A=1, A=2]", {"A": "2"}),
        ("environment: ['A=x=y', 'B=']", {"A": "x=y", "B": ""}),
        ("environment: {A: true, B: 1.0, C: 010, D: ''}", {"A": "true", "B": "1.0", "C": "010", "D": ""}),
        ("environment: [KEY]", {"KEY": "hunter2"}),
        ("environment: {KEY: }", {"KEY": "hunter2"}),
        ("environment: [NOBODY]", {}),
    ],
)
def test_environment(body: str, expected: dict[str, str]) -> None:
    assert variables(body) == expected
    assert list(variables(body)) == sorted(expected)


def test_a_variable_without_a_value_is_refused_by_name() -> None:
    _, findings = service("environment: [NOBODY]")
    assert [(finding.code, finding.verdict) for finding in findings] == [("T261", Verdict.REFUSED)]


def test_a_hidden_item_is_told_and_its_value_is_not() -> None:
    _, findings = service("environment: [A=hunter2, A=hunter3]")
    assert codes(findings) == ["T262"]
    assert findings[0].source is not None
    assert findings[0].source.path[-1] == 0
    assert "hunter" not in f"{findings}"


def test_a_variable_without_a_name_is_refused() -> None:
    web, findings = service("environment: ['=x', B=1]")
    assert [variable.name.value for variable in web.environment] == ["B"]
    assert refusals(findings) == ["T260"]


def test_what_the_environment_gives_rests_on_both_places() -> None:
    web, _ = service("environment: [KEY]")
    assert isinstance(web.environment[0].value.origin, Derived)
    assert [source.path for source in sources(web.environment[0].value.origin)] == [("services", "web", "environment", 0)]


@pytest.mark.parametrize(
    ("entry", "dialect", "order"),
    [
        ("'constraint:group==1'", Dialect.COMPOSE, True),
        ("'constraint:aliyun.node_index!=(1|2)'", Dialect.ALIYUN, True),
        ("'affinity:service!=~redis'", Dialect.ALIYUN, True),
        ("'availability:az==3'", Dialect.ALIYUN, True),
        ("'reschedule:on-node-failure'", Dialect.ALIYUN, True),
        ("'constraint=group==db'", Dialect.ALIYUN, True),
        ("'affinity=service!=db'", Dialect.ALIYUN, True),
        ("'affinity=service!=db'", Dialect.COMPOSE, False),
        ("'affinity=high'", Dialect.ALIYUN, False),
        ("'constraint_group=1'", Dialect.ALIYUN, False),
    ],
)
def test_orders_to_the_scheduler_are_no_variables(entry: str, dialect: Dialect, order: bool) -> None:
    web, findings = service(f"environment: [{entry}, A=1]", dialect=dialect)
    assert len(web.environment) == (1 if order else 2)
    assert len(web.orders) == (1 if order else 0)
    assert findings == []


def test_orders_in_map_form() -> None:
    text = "services: {web: {environment: {affinity: service!=db, 'constraint:aliyun.node_index': 2, A: 1}}}"
    stack, findings = normalized(project(text, dialect=Dialect.ALIYUN))
    assert [variable.name.value for variable in stack.services[0].environment] == ["A"]
    assert [(one.kind, one.subject, one.values) for one in stack.services[0].orders] == [
        ("affinity", "service", ("db",)),
        ("constraint", "aliyun.node_index", ("2",)),
    ]
    assert refusals(findings) == []


@pytest.mark.parametrize("key", ["privileged", "read_only", "stdin_open", "tty"])
@pytest.mark.parametrize(("written", "value"), [("true", True), ("'yes'", True), ("false", False), ("off", False)])
def test_switches(key: str, written: str, value: bool) -> None:
    web, findings = service(f"{key}: {written}")
    assert getattr(web, key).value is value
    assert findings == []


def test_a_switch_that_is_neither() -> None:
    web, findings = service("privileged: perhaps")
    assert web.privileged is None
    assert [(finding.code, finding.message) for finding in findings] == [
        ("T251", 'privileged must be true or false, not "perhaps"')
    ]


@pytest.mark.parametrize(
    ("written", "user", "group"),
    [("1000", "1000", None), ("'1000:1001'", "1000", "1001"), ("www-data:www", "www-data", "www"), ("'0'", "0", None)],
)
def test_users(written: str, user: str, group: str | None) -> None:
    web, findings = service(f"user: {written}")
    assert web.user is not None
    assert (web.user.value.user, web.user.value.group) == (user, group)
    assert findings == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("user: 'a:b:c'", "T288"),
        ("working_dir: relative", "T250"),
        ("hostname: a_b..c", "T294"),
        ("container_name: '-x'", "T294"),
        ("stop_grace_period: 10", "T254"),
        ("stop_grace_period: -5s", "T254"),
        ("cap_add: ['NET ADMIN']", "T250"),
        ("dns: 8.8.8", "T287"),
        ("extra_hosts: ['db']", "T286"),
        ("extra_hosts: {db: nowhere}", "T286"),
        ("restart: sometimes", "T253"),
        ("restart: true", "T253"),
        ("mem_limit: 64x", "T255"),
        ("cpu_shares: many", "T252"),
    ],
)
def test_values_outside_their_grammar_are_refused(body: str, code: str) -> None:
    _, findings = service(body)
    assert refusals(findings) == [code]


@pytest.mark.parametrize(
    ("body", "field", "expected"),
    [
        ("hostname: a.etcchebao.com", "hostname", "a.etcchebao.com"),
        ("hostname: my_host", "hostname", "my_host"),
        ("container_name: zk1.cloud", "container_name", "zk1.cloud"),
        ("working_dir: /srv/app", "working_dir", "/srv/app"),
    ],
)
def test_names_and_paths(body: str, field: str, expected: str) -> None:
    web, findings = service(body)
    assert getattr(web, field).value == expected
    assert findings == []


def test_stop_grace_period() -> None:
    web, _ = service("stop_grace_period: 1m30s")
    assert web.stop_grace_period is not None
    assert web.stop_grace_period.value.seconds == 90


def test_capabilities_once_each() -> None:
    web, findings = service("cap_add: [NET_ADMIN, CAP_NET_ADMIN, all]\ncap_drop: [mknod]")
    assert [name.value for name in web.cap_add] == ["NET_ADMIN", "all"]
    assert [name.value for name in web.cap_drop] == ["mknod"]
    assert codes(findings) == ["T262"]


@pytest.mark.parametrize("body", ["dns: 8.8.8.8", "dns: [8.8.8.8]"])
def test_dns(body: str) -> None:
    assert [server.value for server in service(body)[0].dns] == ["8.8.8.8"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("extra_hosts: ['db:10.0.0.1', 'cache=10.0.0.2']", [("db", "10.0.0.1"), ("cache", "10.0.0.2")]),
        ("extra_hosts: ['six:::1', 'six=[::1]']", [("six", "::1"), ("six", "::1")]),
        ("extra_hosts: ['up:host-gateway']", [("up", "host-gateway")]),
        ("extra_hosts: {b: 10.0.0.1, a: [10.0.0.2, '::1']}", [("a", "10.0.0.2"), ("a", "::1"), ("b", "10.0.0.1")]),
    ],
)
def test_extra_hosts(body: str, expected: list[tuple[str, str]]) -> None:
    web, findings = service(body)
    assert [(host.name.value, host.address.value) for host in web.extra_hosts] == expected
    assert findings == []


@pytest.mark.parametrize(
    ("written", "condition", "attempts"),
    [
        ("always", "always", None),
        ("'no'", "no", None),
        ("no", "no", None),
        ("false", "no", None),
        ("unless-stopped", "unless-stopped", None),
        ("on-failure", "on-failure", None),
        ("on-failure:3", "on-failure", 3),
    ],
)
def test_restart(written: str, condition: str, attempts: int | None) -> None:
    web, findings = service(f"restart: {written}")
    assert web.restart is not None
    assert web.restart.condition.value == condition
    assert (web.restart.max_attempts.value if web.restart.max_attempts else None) == attempts
    assert findings == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("labels: {b: 1, a: true, c: }", [("a", "true"), ("b", "1"), ("c", "")]),
        ("labels: [b=1, a=x=y, c]", [("b", "1"), ("a", "x=y"), ("c", "")]),
    ],
)
def test_labels_keep_their_order_or_are_sorted(body: str, expected: list[tuple[str, str]]) -> None:
    web, _ = service(body)
    assert [(label.key.value, label.value.value) for label in web.labels] == expected
