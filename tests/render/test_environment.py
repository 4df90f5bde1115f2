"""Variables of a container."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect
from translator.render.pods.placeholders import split


def variables(made: Any, kind: str = "Deployment") -> dict[str, Any]:
    """Name -> value, or where it is taken from."""
    return {entry["name"]: entry.get("value", entry.get("valueFrom")) for entry in made.container("web", kind).get("env", [])}


def field(path: str) -> dict[str, Any]:
    """A field of the Pod as a source."""
    return {"fieldRef": {"fieldPath": path}}


def test_variables_are_sorted_by_name_and_literal(tmp_path: Path) -> None:
    made = written(tmp_path, service('environment: {B: "$$(A)", A: "cost 5$$", C: "yes"}'))
    assert list(variables(made).items()) == [("A", "cost 5$"), ("B", "$$(A)"), ("C", "yes")]


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("{{.Node.Hostname}}", field("spec.nodeName")),
        ("{{ .Task.Name }}", field("metadata.name")),
        ("{{.Task.ID}}", field("metadata.uid")),
        ("{{.Service.Name}}", "web"),
        ("{{.Task.Slot}}", "1"),
    ],
)
def test_go_templates_become_fields_of_the_pod(tmp_path: Path, value: str, taken: Any) -> None:
    assert variables(written(tmp_path, service(f'environment: {{A: "{value}"}}')))["A"] == taken


def test_a_template_within_text_gets_a_variable_that_stands_first(tmp_path: Path) -> None:
    made = written(tmp_path, service('environment: {A: "x$$-{{.Node.Hostname}}-$$(B)", B: "2"}'))
    assert list(variables(made).items()) == [
        ("TRANSLATOR_NODE_NAME", field("spec.nodeName")),
        ("A", "x$$-$(TRANSLATOR_NODE_NAME)-$$(B)"),
        ("B", "2"),
    ]


@pytest.mark.parametrize("value", ["{{.Node.ID}}", "{{.Service.ID}}", "{{env `HOME`}}", "a-{{.Task.Unknown}}"])
def test_what_a_pod_does_not_know_is_refused_and_left_out(tmp_path: Path, value: str) -> None:
    made = written(tmp_path, service(f'environment: {{A: "{value}", B: "2"}}'))
    assert variables(made) == {"B": "2"}
    assert made.verdict("T468") == {Verdict.REFUSED}


def test_braces_that_are_kept_from_swarm_are_text(tmp_path: Path) -> None:
    text = service('environment: ["A=docker info -f {{`{{.Swarm.NodeAddr}}`}}", "B={{ `$$(C)` }}-{{.Task.Slot}}"]')
    made = written(tmp_path, text)
    assert variables(made) == {"A": "docker info -f {{.Swarm.NodeAddr}}", "B": "$$(C)-1"}
    assert made.codes() == []
    compose = written(tmp_path, text, dialect=Dialect.COMPOSE)
    assert variables(compose)["A"] == "docker info -f {{`{{.Swarm.NodeAddr}}`}}"


def test_what_stands_between_other_braces_is_not_shown(tmp_path: Path) -> None:
    made = written(tmp_path, service('environment: {PASSWORD: "{{hunter2}}"}'))
    assert "hunter2" not in repr(made.findings)
    assert made.verdict("T468") == {Verdict.REFUSED}


@pytest.mark.parametrize("dialect", [Dialect.COMPOSE, Dialect.ALIYUN])
def test_other_braces_are_text_where_docker_reads_no_templates(tmp_path: Path, dialect: Dialect) -> None:
    made = written(tmp_path, service("environment: {A: '{{ range .Alerts }}', B: '{{.Node.Hostname}}'}"), dialect=dialect)
    assert variables(made) == {"A": "{{ range .Alerts }}", "B": field("spec.nodeName")}


@pytest.mark.parametrize(
    ("kubernetes", "taken"),
    [("1.28", field("metadata.labels['apps.kubernetes.io/pod-index']")), ("1.27", None)],
)
def test_the_slot_of_a_stateful_set_is_its_number(tmp_path: Path, kubernetes: str, taken: Any) -> None:
    text = (
        service('environment: {A: "{{.Task.Slot}}"}\nvolumes: ["data:/data"]\ndeploy: {replicas: 3}') + "\nvolumes: {data: {}}"
    )
    made = written(tmp_path, text, configuration="volumes: {data: per-replica}", kubernetes=kubernetes)
    assert variables(made, "StatefulSet").get("A") == taken
    assert made.codes("T489", "T492") == (["T469"] if taken else ["T468"])


def test_the_slot_of_a_global_service_is_its_node(tmp_path: Path) -> None:
    made = written(tmp_path, service('environment: {A: "{{.Task.Slot}}"}\ndeploy: {mode: global}'))
    assert variables(made, "DaemonSet") == {"A": field("spec.nodeName")}
    assert made.verdict("T469") == {Verdict.APPROXIMATED}


def test_a_slot_among_several_replicas_of_a_deployment_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, service('environment: {A: "{{.Task.Slot}}"}\ndeploy: {replicas: 3}'))
    assert variables(made) == {}
    assert made.verdict("T468") == {Verdict.REFUSED}


def test_names_that_kubernetes_does_not_take_are_refused(tmp_path: Path) -> None:
    names = service('environment: ["1A=x", "GOOD=y", "A B=z"]')
    made = written(tmp_path, names, kubernetes="1.31..1.35")
    assert variables(made) == {"GOOD": "y"}
    assert len(made.said("T467")) == 2
    assert variables(written(tmp_path, names, kubernetes="1.32")) == {"1A": "x", "GOOD": "y", "A B": "z"}
    assert written(tmp_path, service('environment: ["ÄB=x"]')).verdict("T467") == {Verdict.REFUSED}


def test_lifted_variables_are_read_from_their_secret_and_shown_nowhere_else(tmp_path: Path) -> None:
    text = service("environment: {DB_PASSWORD: hunter2, DB_USER: app}")
    made = written(tmp_path, text, configuration='secrets: {environment: ["*_PASSWORD"]}')
    secret = made.manifests[next(key for key in made.manifests if key[0] == "Secret")]
    assert variables(made) == {"DB_PASSWORD": {"secretKeyRef": {"name": secret.name, "key": "DB_PASSWORD"}}, "DB_USER": "app"}
    assert "hunter2" not in repr(made.manifests["Deployment", "web"])
    assert "hunter2" not in repr(made.findings)


@pytest.mark.parametrize(
    ("text", "dialect", "pieces"),
    [
        ("plain", Dialect.SWARM, (("plain", False),)),
        ("", Dialect.SWARM, (("", False),)),
        ("a{{.Task.ID}}b", Dialect.SWARM, (("a", False), (".Task.ID", True), ("b", False))),
        ("{{ .Task.ID }}{{.Node.ID}}", Dialect.SWARM, ((".Task.ID", True), (".Node.ID", True))),
        ("{{x}}", Dialect.SWARM, (("x", True),)),
        ("{{x}}", Dialect.COMPOSE, (("{{x}}", False),)),
        ("{{x}}{{.Task.ID}}", Dialect.COMPOSE, (("{{x}}", False), (".Task.ID", True))),
        ("{{ unclosed", Dialect.SWARM, (("{{ unclosed", False),)),
    ],
)
def test_the_pieces_of_a_text(text: str, dialect: Dialect, pieces: tuple[tuple[str, bool], ...]) -> None:
    assert split(text, dialect) == pieces


LINKED = """
    services:
      web:
        image: nginx:1.27
        links: ["db:database"]
        {key}
      db: {{image: "postgres:16", expose: ["5432"]}}
"""


@pytest.mark.parametrize(
    ("key", "injected"),
    [
        ("tty: false", False),
        ("command: [connect, $$DATABASE_PORT_5432_TCP_ADDR]", True),
        ("environment: {URL: 'tcp://$${DATABASE_PORT_5432_TCP_ADDR}'}", True),
        ('command: [connect, "$$DATABASE_PORT"]', True),
        ("environment: {DATABASE_PORT: '5432', URL: 'db:$$DATABASE_PORT'}", False),
        ("command: [connect, DATABASE_PORT]", False),
        ("command: [connect, $$DATABASE_PORTS]", False),
        ("command: [connect, $$OTHER_PORT]", False),
    ],
)
def test_variables_of_services_are_injected_only_where_links_ask_for_them(tmp_path: Path, key: str, injected: bool) -> None:
    made = written(tmp_path, LINKED.format(key=key), dialect=Dialect.COMPOSE)
    assert made.pod()["enableServiceLinks"] is injected
    assert ("T472" in made.codes()) is injected


LOGS = "labels: {aliyun.log_store_requestLog: stdout, aliyun.log_store_app: '/var/log/app/*.log'}"


def test_log_stores_on_ack(tmp_path: Path) -> None:
    made = written(tmp_path, service(LOGS), dialect=Dialect.ALIYUN, platform="ack")
    assert variables(made) == {"aliyun_logs_app": "/var/log/app/*.log", "aliyun_logs_requestlog": "stdout"}
    assert made.container()["volumeMounts"] == [{"name": "volumn-sls-app", "mountPath": "/var/log/app"}]
    assert made.pod()["volumes"] == [{"name": "volumn-sls-app", "emptyDir": {}}]
    assert "logs of web go to the Logstore requestlog, no longer to acslog-shop-requestLog" in made.said("T485")
    assert made.verdict("T486") == {Verdict.APPROXIMATED}


def test_a_variable_of_the_service_wins_over_a_log_store(tmp_path: Path) -> None:
    text = service("environment: {aliyun_logs_app: mine}\nlabels: {aliyun.log_store_app: stdout}")
    made = written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack")
    assert made.container()["env"] == [{"name": "aliyun_logs_app", "value": "mine"}]
    assert made.verdict("T462") == {Verdict.IGNORED}


def test_log_stores_elsewhere_are_said(tmp_path: Path) -> None:
    made = written(tmp_path, service(LOGS), dialect=Dialect.ALIYUN)
    assert variables(made) == {}
    assert "volumes" not in made.pod()
    assert made.verdict("T485") == {Verdict.APPROXIMATED}


def test_a_log_folder_that_is_mounted_already_is_not_mounted_again(tmp_path: Path) -> None:
    text = service(LOGS + '\nvolumes: ["logs:/var/log/app"]') + "\nvolumes: {logs: {}}"
    made = written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack")
    assert made.container()["volumeMounts"] == [{"name": "logs", "mountPath": "/var/log/app"}]
