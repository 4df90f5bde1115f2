"""Which object runs a service, and what decides it."""

from pathlib import Path

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

MIGRATION = """
    services:
      web:
        image: nginx:1.27
        depends_on: {migrate: {condition: service_completed_successfully}}
      migrate:
        image: app:1
        command: [migrate]
"""


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("restart: always", "Deployment"),
        ("restart: unless-stopped", "Deployment"),
        ("restart: on-failure:3", "Deployment"),
        ("command: [serve]", "Deployment"),
        ("deploy: {mode: global}", "DaemonSet"),
        ("deploy: {mode: replicated}", "Deployment"),
        ("deploy: {mode: replicated-job}", "Job"),
        ('restart: "no"', "Job"),
        ("deploy: {restart_policy: {condition: none}}", "Job"),
        ('restart: "no"\nports: ["80:80"]', "Deployment"),
        ('restart: "no"\nexpose: ["80"]', "Deployment"),
        ('restart: "no"\nhealthcheck: {test: [CMD, "true"]}', "Deployment"),
    ],
)
def test_a_job_needs_evidence(tmp_path: Path, keys: str, kind: str) -> None:
    made = written(tmp_path, service(keys))
    assert made.kinds() == [(kind, "web")]


def test_a_service_that_others_call_is_no_job(tmp_path: Path) -> None:
    made = written(tmp_path, 'services: {web: {image: n, depends_on: [db]}, db: {image: d, restart: "no"}}')
    assert made.kinds() == [("Deployment", "db"), ("Deployment", "web")]


def test_a_service_whose_end_is_awaited_is_a_job_in_a_lower_wave(tmp_path: Path) -> None:
    made = written(tmp_path, MIGRATION)
    assert made.kinds() == [("Deployment", "web"), ("Job", "migrate")]
    assert made.manifests["Job", "migrate"].wave == 0
    assert made.manifests["Deployment", "web"].wave == 1
    assert "initContainers" not in made.pod()
    assert made.verdict("T456") == {Verdict.APPROXIMATED}
    assert made.lines("Job", "migrate", "/kind") == {5}


@pytest.mark.parametrize(("word", "kind"), [("job", "Job"), ("deployment", "Deployment")])
def test_the_configuration_decides(tmp_path: Path, word: str, kind: str) -> None:
    made = written(tmp_path, MIGRATION, configuration=f"workloads: {{migrate: {word}}}")
    assert (kind, "migrate") in made.kinds()


@pytest.mark.parametrize(
    ("keys", "dialect", "policy", "tries"),
    [
        ("deploy: {mode: replicated-job}", Dialect.SWARM, "OnFailure", 6),
        ('restart: "no"', Dialect.COMPOSE, "Never", 0),
        (
            "deploy: {mode: replicated-job, restart_policy: {condition: on-failure, max_attempts: 2}}",
            Dialect.SWARM,
            "OnFailure",
            2,
        ),
    ],
)
def test_how_often_a_job_is_tried(tmp_path: Path, keys: str, dialect: Dialect, policy: str, tries: int) -> None:
    made = written(tmp_path, service(keys), dialect=dialect)
    assert made.spec("Job", "web")["backoffLimit"] == tries
    assert made.pod("web", "Job")["restartPolicy"] == policy


@pytest.mark.parametrize(("restart", "codes"), [("always", ["T456", "T460", "T461"]), ("on-failure", ["T456", "T461"])])
def test_a_job_gives_up_where_docker_would_not(tmp_path: Path, restart: str, codes: list[str]) -> None:
    made = written(tmp_path, MIGRATION + f"        restart: {restart}\n")
    assert made.pod("migrate", "Job")["restartPolicy"] == "OnFailure"
    assert made.spec("Job", "migrate")["backoffLimit"] == 6
    assert made.codes() == codes


def test_docker_does_not_restart_what_is_awaited_unless_told(tmp_path: Path) -> None:
    made = written(tmp_path, MIGRATION, dialect=Dialect.COMPOSE)
    assert made.spec("Job", "migrate")["backoffLimit"] == 0
    assert made.pod("migrate", "Job")["restartPolicy"] == "Never"


def test_replicas_of_a_job_all_have_to_succeed(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {mode: replicated-job, replicas: 4}"))
    job = made.spec("Job", "web")
    assert (job["completions"], job["parallelism"]) == (4, 4)


@pytest.mark.parametrize(
    ("written_replicas", "replicas"), [("", 1), ("deploy: {replicas: 0}", 0), ("deploy: {replicas: 7}", 7)]
)
def test_replicas_are_what_was_asked_for(tmp_path: Path, written_replicas: str, replicas: int) -> None:
    made = written(tmp_path, service(written_replicas or "tty: false"))
    assert made.spec("Deployment", "web")["replicas"] == replicas


def test_replicas_of_a_global_service_have_no_effect(tmp_path: Path) -> None:
    made = written(tmp_path, service("deploy: {mode: global, replicas: 3}"))
    assert "replicas" not in made.spec("DaemonSet", "web")
    assert made.verdict("T462") == {Verdict.IGNORED}


def test_a_global_job_is_refused_with_all_its_values(tmp_path: Path) -> None:
    made = written(tmp_path, service('deploy: {mode: global-job}\nports: ["80:80"]\nenvironment: {A: b}'))
    assert dict(made.manifests) == {}
    assert made.verdict("T452") == {Verdict.REFUSED}
    assert made.verdict("T453") == {Verdict.IGNORED}


def test_a_build_without_an_image_is_refused_with_the_commands(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {web: {build: ./src}, db: {image: postgres:16}}")
    assert made.kinds() == [("Deployment", "db")]
    (finding,) = [finding for finding in made.findings if finding.code == "T450"]
    assert finding.help.startswith("docker build -t REGISTRY/web:TAG ./src && docker push REGISTRY/web:TAG")
    assert "images: {services: {web: REGISTRY/web:TAG}}" in finding.help


def test_the_configuration_names_the_image_of_a_build(tmp_path: Path) -> None:
    made = written(
        tmp_path, "services:\n  web:\n    build: ./src\n", configuration="images: {services: {web: registry.example.com/web:3}}"
    )
    assert made.container()["image"] == "registry.example.com/web:3"
    assert made.lines("Deployment", "web", "/spec/template/spec/containers/0/image") == {1, 3}


@pytest.mark.parametrize(
    ("image", "moved"),
    [
        ("registry.example.com/team/app:1", "mirror.example.com/old/team/app:1"),
        ("registry.example.com/team/special/app", "special.example.com/app"),
        ("registry.example.community/app", "registry.example.community/app"),
        ("registry.example.com:5000/app", "mirror.example.com/old:5000/app"),
    ],
)
def test_images_move_by_the_longest_prefix_that_ends_at_a_border(tmp_path: Path, image: str, moved: str) -> None:
    configuration = """
        images:
          rewrites:
            registry.example.com: mirror.example.com/old
            registry.example.com/team/special: special.example.com
    """
    made = written(tmp_path, service("tty: true", image=image), configuration=configuration)
    assert made.container()["image"] == moved


def test_a_service_without_image_and_build_is_refused(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {web: {ports: ['80:80']}}")
    assert dict(made.manifests) == {}
    assert [finding.verdict for finding in made.findings if finding.verdict is Verdict.REFUSED]


def test_values_of_a_left_out_service_that_stand_elsewhere_have_a_verdict(tmp_path: Path) -> None:
    text = """
        x-common: &common
          environment: {A: b}
          labels: {c: d}
        services:
          web: {<<: *common, build: ., env_file: web.env}
    """
    made = written(tmp_path, text, files={"web.env": "E=f\n"})
    assert dict(made.manifests) == {}
    assert made.verdict("T453") == {Verdict.IGNORED}


def test_an_image_beside_a_build_is_taken_and_nothing_is_built(tmp_path: Path) -> None:
    made = written(tmp_path, service("build: ."))
    assert made.container()["image"] == "nginx:1.27"
    assert made.verdict("T451") == {Verdict.IGNORED}


def test_a_circle_of_dependencies_is_refused_and_all_services_are_written(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {a: {image: a, depends_on: [b]}, b: {image: b, depends_on: [a]}}")
    assert made.kinds() == [("Deployment", "a"), ("Deployment", "b")]
    assert made.verdict("T454") == {Verdict.REFUSED}
