"""Command, resources, security, ports and annotations of a container."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect


@pytest.mark.parametrize(
    ("keys", "command", "args"),
    [
        ("tty: true", None, None),
        ("command: [serve, --all]", None, ["serve", "--all"]),
        ("command: serve --all", None, ["serve", "--all"]),
        ("entrypoint: [/init]", ["/init"], None),
        ("entrypoint: [/init]\ncommand: [serve]", ["/init"], ["serve"]),
        ("entrypoint: [/init]\ncommand: []", ["/init"], None),
        ("entrypoint: []\ncommand: [serve, --all]", ["serve", "--all"], None),
        ("command: [sh, -c, 'echo $$(date) $$HOME $$$$']", None, ["sh", "-c", "echo $$(date) $HOME $$$$"]),
    ],
)
def test_command_and_args(tmp_path: Path, keys: str, command: list[str] | None, args: list[str] | None) -> None:
    container = written(tmp_path, service(keys)).container()
    assert (container.get("command"), container.get("args")) == (command, args)


@pytest.mark.parametrize("keys", ["command: []", "entrypoint: []", "entrypoint: []\ncommand: []"])
def test_an_empty_command_is_refused(tmp_path: Path, keys: str) -> None:
    made = written(tmp_path, service(keys))
    assert made.codes() == ["T457"]
    assert made.verdict("T457") == {Verdict.REFUSED}


def deploy(limits: str = "", reservations: str = "") -> str:
    """A service with resources."""
    parts = [f"limits: {{{limits}}}" if limits else "", f"reservations: {{{reservations}}}" if reservations else ""]
    return service(f"deploy: {{resources: {{{', '.join(part for part in parts if part)}}}}}")


@pytest.mark.parametrize(
    ("limits", "reservations", "resources"),
    [
        ("cpus: '0.5', memory: 64M", "", {"limits": {"cpu": "500m", "memory": "64Mi"}}),
        ("cpus: '2', memory: 1g", "cpus: '0.25', memory: 512M", None),
        ("", "memory: 1500k", {"requests": {"memory": "1500Ki"}}),
    ],
)
def test_quantities_in_dockers_grammar(tmp_path: Path, limits: str, reservations: str, resources: Any) -> None:
    found = written(tmp_path, deploy(limits, reservations)).container()["resources"]
    expected = {"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"cpu": "2", "memory": "1Gi"}}
    assert found == (resources or expected)


def test_a_limit_without_a_reservation_is_said(tmp_path: Path) -> None:
    made = written(tmp_path, deploy("cpus: '0.5', memory: 64M"))
    assert made.said("T464") == [
        "web limits cpu and reserves none, so Kubernetes reserves the whole limit, 500m",
        "web limits memory and reserves none, so Kubernetes reserves the whole limit, 64Mi",
    ]
    assert made.verdict("T464") == {None}


def test_the_configuration_requests_a_part_of_each_limit(tmp_path: Path) -> None:
    made = written(tmp_path, deploy("cpus: '0.5', memory: 64M"), configuration="resources: {request_ratio: 0.5}")
    assert made.container()["resources"]["requests"] == {"cpu": "250m", "memory": "32Mi"}
    assert made.codes() == []


def test_the_configuration_has_defaults(tmp_path: Path) -> None:
    configuration = "resources: {cpu_request: 100m, cpu_limit: '1', memory_request: 64Mi, memory_limit: 128Mi}"
    made = written(tmp_path, deploy("memory: 32M"), configuration=configuration)
    assert made.container()["resources"] == {"requests": {"cpu": "100m"}, "limits": {"cpu": "1", "memory": "32Mi"}}


def test_a_reservation_above_the_limit_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, deploy("memory: 64M", "memory: 128M"))
    assert made.container()["resources"] == {"limits": {"memory": "64Mi"}}
    assert made.verdict("T465") == {Verdict.REFUSED}


def test_processor_time_is_counted_in_thousandths(tmp_path: Path) -> None:
    made = written(tmp_path, deploy("", "cpus: '0.0005'"))
    assert made.container()["resources"] == {"requests": {"cpu": "1m"}}
    assert made.verdict("T466") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize(
    ("user", "context"),
    [
        ('"1000"', {"runAsUser": 1000}),
        ('"1000:2000"', {"runAsUser": 1000, "runAsGroup": 2000}),
        ("root", {"runAsUser": 0}),
        ('"0:root"', {"runAsUser": 0, "runAsGroup": 0}),
    ],
)
def test_numeric_users(tmp_path: Path, user: str, context: dict[str, int]) -> None:
    made = written(tmp_path, service(f"user: {user}"))
    assert made.container()["securityContext"] == context
    assert "securityContext" not in made.pod()


@pytest.mark.parametrize(
    ("user", "context"), [("postgres", None), ('"1000:staff"', {"runAsUser": 1000}), ('"4294967296"', None)]
)
def test_names_of_users_are_refused(tmp_path: Path, user: str, context: dict[str, int] | None) -> None:
    made = written(tmp_path, service(f"user: {user}"))
    assert made.container().get("securityContext") == context
    assert made.verdict("T474") == {Verdict.REFUSED}


@pytest.mark.parametrize(
    ("user", "group"), [('"1000"', 1000), ('"1000:2000"', 2000), ('"1000:0"', 0), ('"0"', None), ("root", None)]
)
def test_a_numeric_user_with_a_claim_sets_fs_group(tmp_path: Path, user: str, group: int | None) -> None:
    made = written(tmp_path, service(f'user: {user}\nvolumes: ["data:/data"]') + "\nvolumes: {data: {}}")
    context = made.pod().get("securityContext")
    assert context == (None if group is None else {"fsGroup": group, "fsGroupChangePolicy": "OnRootMismatch"})


def test_privileges(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        service("privileged: true\nread_only: true\ncap_add: [all]\ncap_drop: [CAP_SETUID, setgid]"),
    )
    assert made.container()["securityContext"] == {
        "privileged": True,
        "readOnlyRootFilesystem": True,
        "capabilities": {"add": ["ALL"], "drop": ["SETUID", "SETGID"]},
    }


def test_an_unknown_capability_is_refused_with_the_nearest(tmp_path: Path) -> None:
    made = written(tmp_path, service("cap_add: [NET_ADMN]"))
    assert "securityContext" not in made.container()
    (finding,) = [finding for finding in made.findings if finding.code == "T475"]
    assert finding.help == "write NET_ADMIN"


def test_terminal_and_folder(tmp_path: Path) -> None:
    container = written(tmp_path, service("stdin_open: true\ntty: true\nworking_dir: /srv")).container()
    assert (container["stdin"], container["tty"], container["workingDir"]) == (True, True, "/srv")


@pytest.mark.parametrize(
    ("ports", "fields"),
    [
        ('["8080:80"]', [{"containerPort": 80, "protocol": "TCP"}]),
        ('["53:53/udp"]', [{"containerPort": 53, "protocol": "UDP"}]),
        (
            "[{target: 80, published: 8080, mode: host}]",
            [{"containerPort": 80, "protocol": "TCP", "hostPort": 8080}],
        ),
        (
            "[{target: 80, published: 8080, mode: host, host_ip: 10.0.0.1}]",
            [{"containerPort": 80, "protocol": "TCP", "hostPort": 8080, "hostIP": "10.0.0.1"}],
        ),
    ],
)
def test_ports_of_the_node(tmp_path: Path, ports: str, fields: list[dict[str, Any]]) -> None:
    found = written(tmp_path, service(f"ports: {ports}")).container()["ports"]
    assert [{key: value for key, value in port.items() if key != "name"} for port in found] == fields
    assert "name" in found[0]


def test_a_port_is_one_port_of_the_node(tmp_path: Path) -> None:
    ports = "[{target: 80, published: 8080, mode: host}, {target: 80, published: 8081, mode: host}]"
    made = written(tmp_path, service(f"ports: {ports}"))
    assert [port["hostPort"] for port in made.container()["ports"]] == [8080]
    assert made.verdict("T471") == {Verdict.REFUSED}


def test_labels_become_annotations_of_pod_and_workload(tmp_path: Path) -> None:
    made = written(tmp_path, service("labels: {com.example.team: a, owner: b}\ndeploy: {labels: {tier: front}}"))
    body = made.body("Deployment", "web")
    assert body["spec"]["template"]["metadata"]["annotations"] == {"com.example.team": "a", "owner": "b"}
    assert body["metadata"]["annotations"] == {"tier": "front"}


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("traefik.enable", "T483"),
        ("caddy", "T483"),
        ("caddy.reverse_proxy", "T483"),
        ("caddy_1", "T483"),
        ("com.df.notify", "T483"),
        ("com.docker.lb.hosts", "T483"),
        ("swarm.cronjob.enable", "T483"),
        ("a/b/c", "T484"),
        ("has space", "T484"),
    ],
)
@pytest.mark.parametrize("place", ["labels: {{'{key}': x}}", "deploy: {{labels: {{'{key}': x}}}}"])
def test_labels_that_cannot_be_annotations_are_refused(tmp_path: Path, key: str, code: str, place: str) -> None:
    made = written(tmp_path, service(place.format(key=key)))
    assert made.codes() == [code]
    assert made.verdict(code) == {Verdict.REFUSED}


@pytest.mark.parametrize("key", ["caddyfile-owner", "autohealer", "my.traefik.x"])
def test_labels_that_only_look_alike_are_kept(tmp_path: Path, key: str) -> None:
    assert written(tmp_path, service(f"labels: {{{key}: x}}")).codes() == []


def test_pull_secrets_come_from_the_configuration(tmp_path: Path) -> None:
    made = written(tmp_path, service("tty: true"), configuration="images: {pull_secrets: [registry, other]}")
    assert made.pod()["imagePullSecrets"] == [{"name": "registry"}, {"name": "other"}]


def test_shares_of_container_service_are_a_limit(tmp_path: Path) -> None:
    made = written(tmp_path, service("cpu_shares: 50\nmem_limit: 0"), dialect=Dialect.ALIYUN, platform="ack")
    assert made.container()["resources"] == {"limits": {"cpu": "500m"}}


def test_no_token_and_no_variables_of_services(tmp_path: Path) -> None:
    pod = written(tmp_path, service("tty: true")).pod()
    assert pod["automountServiceAccountToken"] is False
    assert pod["enableServiceLinks"] is False


def test_what_a_provider_gives_is_no_container(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {db: {provider: {type: cloud}}, web: {image: x, depends_on: [db]}}\n")
    assert made.kinds() == [("Deployment", "web")]
    assert made.verdict("T224") == {Verdict.REFUSED}
    assert made.said("T450") == []


def test_an_image_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    made = written(tmp_path, service("expose: ['80']", image='"a:b:c"'))
    assert made.manifests == {}
    assert made.verdict("T257") == {Verdict.REFUSED}
    assert made.said("T450") == []


def test_an_image_whose_variable_has_no_value_is_told_once(tmp_path: Path) -> None:
    made = written(tmp_path, service("expose: ['80']", image="registry/${MISSING}/web:1"))
    assert made.manifests == {}
    assert made.verdict("T150") == {Verdict.REFUSED}
    assert made.said("T450") == []
