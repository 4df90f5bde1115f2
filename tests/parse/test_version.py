"""Generations and dialects, told apart as docker-compose 1.29 (compose/config/config.py) and `parse.dialect` say."""

from pathlib import Path

import pytest

from tests.parse.stacks import accounted, project, reading, said, services
from translator.model.origin import Default, Derived
from translator.model.project import Version
from translator.model.stack import Dialect

F = ("stack.yml",)


@pytest.mark.parametrize(
    ("text", "version", "written"),
    [
        ("web: {image: a}\n", Version.V1, None),
        ("version: '1'\nweb: {image: a}\n", Version.V1, "1"),
        ("version: 1\nservices: {web: {image: a}}\n", Version.V1, "1"),
        ("version: '2'\nservices: {web: {image: a}}\n", Version.V2, "2"),
        ("version: 2\nservices: {web: {image: a}}\n", Version.V2, "2"),
        ("version: 2.4\nservices: {web: {image: a}}\n", Version.V2, "2.4"),
        ("version: 3.8\nservices: {web: {image: a}}\n", Version.V3, "3.8"),
        ("version: '3.10'\nservices: {web: {image: a}}\n", Version.V3, "3.10"),
        ("version: 3.10\nservices: {web: {image: a}}\n", Version.V3, "3.10"),
        ("services: {web: {image: a}}\n", Version.SPECIFICATION, None),
        ("version:\nservices: {web: {image: a}}\n", Version.SPECIFICATION, None),
        ("version: ''\nservices: {web: {image: a}}\n", Version.SPECIFICATION, None),
        ("name: x\nx-a: 1\nservices: {web: {image: a}}\n", Version.SPECIFICATION, None),
        ("version: {image: v}\nweb: {image: a}\n", Version.V1, None),
    ],
)
def test_generations(tmp_path: Path, text: str, version: Version, written: str | None) -> None:
    found, findings = project(tmp_path, {"stack.yml": text}, files=F)
    assert found.version is version
    assert (found.written.value if found.written else None) == written
    assert services(found)["web"] == {"image": "a"}
    assert set(found.root.entries) == {"services"}
    assert said(findings) == []
    assert accounted(found, findings) == []


def test_a_version_that_is_a_mapping_is_a_service_of_that_name(tmp_path: Path) -> None:
    found, _ = project(tmp_path, {"stack.yml": "version: {image: v}\nweb: {image: a}\n"}, files=F)
    assert services(found) == {"version": {"image": "v"}, "web": {"image": "a"}}


def test_places_of_version_1_are_as_written(tmp_path: Path) -> None:
    found, _ = project(tmp_path, {"stack.yml": "web:\n  image: a\n"}, files=F)
    assert [(str(leaf), leaf.path) for leaf in found.files[0].leaves] == [("stack.yml:2:10", ("web", "image"))]


@pytest.mark.parametrize("version", ["4", "'2.x'", "latest", "[3]", "0", "3.8.1", "true"])
def test_other_versions_are_refused_and_the_file_is_read_by_the_specification(tmp_path: Path, version: str) -> None:
    found, findings = project(tmp_path, {"stack.yml": f"version: {version}\nservices: {{web: {{image: a}}}}\n"}, files=F)
    assert said(findings) == [("T120", "stack.yml:1:10")]
    assert found.version is Version.SPECIFICATION
    assert accounted(found, findings) == []


def test_version_1_and_later_ones_do_not_mix(tmp_path: Path) -> None:
    files = {
        "a.yml": "services: {web: {image: a}}",
        "b.yml": "web: {image: b}\n",
        "c.yml": "version: '2'\nservices: {c: {image: c}}",
    }
    found, findings = project(tmp_path, files, files=("a.yml", "b.yml", "c.yml"))
    assert said(findings) == [("T121", "b.yml:1:1")]
    assert services(found) == {"web": {"image": "a"}, "c": {"image": "c"}}
    assert accounted(found, findings) == []
    assert findings.fatal


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "T110", "stack.yml:1:1"),
        ("# nothing\n", "T110", "stack.yml:1:1"),
        ("- a\n", "T111", "stack.yml:1:1"),
        ("just text\n", "T111", "stack.yml:1:1"),
        ("services: [a]\n", "T111", "stack.yml:1:1"),
        ("services:\n", "T138", "stack.yml:1:1"),
        ("version: '3'\nservices: {}\n", "T138", "stack.yml:1:1"),
        ("volumes: {a: }\n", "T138", "stack.yml:1:1"),
    ],
)
def test_files_without_a_stack(tmp_path: Path, text: str, code: str, where: str) -> None:
    found, findings = reading(tmp_path, {"stack.yml": text}, files=F)
    assert said(findings) == [(code, where)]
    assert found is not None
    assert accounted(found, findings) == []


@pytest.mark.parametrize(
    ("text", "dialect", "reason"),
    [
        ("services: {web: {image: a}}", Dialect.COMPOSE, "no key of Swarm mode or of Alibaba Cloud occurs"),
        ("version: '3'\nservices: {web: {image: a}}", Dialect.COMPOSE, "no key of Swarm mode or of Alibaba Cloud occurs"),
        ("version: '3'\nservices: {web: {image: a, deploy: {replicas: 2}}}", Dialect.SWARM, "version 3 with deploy"),
        (
            "services: {web: {image: a, deploy: {replicas: 2}}}",
            Dialect.COMPOSE,
            "no key of Swarm mode or of Alibaba Cloud occurs",
        ),
        ("web: {image: a, labels: {aliyun.scale: 2}}", Dialect.ALIYUN, "the label aliyun.scale"),
        ("web: {image: a, labels: [aliyun.scale=2]}", Dialect.ALIYUN, "the label aliyun.scale"),
        (
            "version: '3'\nservices: {web: {image: a, deploy: {labels: [aliyun.scale=2]}}}",
            Dialect.ALIYUN,
            "the label aliyun.scale",
        ),
        (
            "version: '2'\nlabels: {aliyun.project_type: batch}\nservices: {web: {image: a}}",
            Dialect.ALIYUN,
            "the label aliyun.project_type",
        ),
        ("labels: {aliyun.schedule: '0 0 * * * *'}\nweb: {image: a}", Dialect.ALIYUN, "the label aliyun.schedule"),
        ("labels: [aliyun.project_type=batch]\nweb: {image: a}", Dialect.ALIYUN, "the label aliyun.project_type"),
        ("web: {image: a, environment: ['constraint:x==1']}", Dialect.ALIYUN, "the entry constraint:x of environment"),
        (
            "web: {image: a, environment: {'affinity:service': '!=web'}}",
            Dialect.ALIYUN,
            "the entry affinity:service of environment",
        ),
        ("web: {image: a, external: {host: h}}", Dialect.ALIYUN, "the key external"),
    ],
)
def test_dialects(tmp_path: Path, text: str, dialect: Dialect, reason: str) -> None:
    found, _ = project(tmp_path, {"stack.yml": text}, files=F)
    assert found.dialect.value is dialect
    origin = found.dialect.origin
    assert (origin.rule if isinstance(origin, Derived) else origin.reason if isinstance(origin, Default) else "") == reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("labels: {aliyun.project_type: batch}\nweb: {image: a}", ["web"]),
        ("labels: [aliyun.project_type=batch]\nweb: {image: a}", ["web"]),
        ("labels: {image: b}\nweb: {image: a}", ["labels", "web"]),
        ("labels: {image: b, labels: {aliyun.scale: 2}}\nweb: {image: a}", ["labels", "web"]),
    ],
)
def test_labels_of_an_application_of_version_1_are_no_service(tmp_path: Path, text: str, names: list[str]) -> None:
    found, findings = project(tmp_path, {"stack.yml": text}, files=F)
    assert sorted(services(found)) == names
    assert said(findings) == []


def test_the_command_line_decides_the_dialect(tmp_path: Path) -> None:
    text = {"stack.yml": "web: {image: a, labels: {aliyun.scale: 2}}"}
    found, _ = project(tmp_path, text, files=F, dialect=Dialect.COMPOSE)
    assert (found.dialect.value, found.dialect.origin) == (Dialect.COMPOSE, Default("--dialect"))


def test_variables_in_keys_belong_to_the_aliyun_dialect(tmp_path: Path) -> None:
    text = "${NAME}:\n  image: a\n  labels: {aliyun.scale: 2}\n"
    found, findings = project(tmp_path, {"stack.yml": text}, files=F, environment={"NAME": "web"})
    assert list(services(found)) == ["web"]
    assert said(findings) == []
    _, findings = project(tmp_path, {"stack.yml": text}, files=F, environment={"NAME": "web"}, dialect=Dialect.SWARM)
    assert ("T154", "stack.yml:1:1") in said(findings)
