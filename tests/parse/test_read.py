"""The room as a whole: what a Project holds, and that no leaf of any file is lost on the way."""

import random
from pathlib import Path

import pytest

from tests.parse.stacks import accounted, codes, plain, project, reading, said, services
from translator.model.request import Request
from translator.model.settings import Settings
from translator.parse import read
from translator.report.collector import Collector

CORPUS = sorted(
    path for path in (Path(__file__).parents[2].parent / "shared" / "corpus").glob("*.yml") if "expected" not in path.name
)
F = ("stack.yml",)

WHOLE = """
name: shop
version: "3.8"
x-common: &common
  restart: always
  x-why: shared
x-unused: {a: 1}
services:
  web:
    <<: *common
    image: web:${TAG}
    env_file: [web.env]
    environment: {B: own}
    labels: {x-label: kept}
    deploy: {replicas: 2, x-team: shop}
    networks: {x-net: {aliases: [w]}}
    configs: [{source: conf, target: /c, x-note: hi}]
  debug:
    <<: *common
    image: d
    profiles: [debug]
networks:
  x-net:
volumes: {}
configs:
  conf: {content: hello}
"""


def test_a_project_with_everything(tmp_path: Path) -> None:
    files = {"stack.yml": WHOLE, ".env": "TAG=1\nSPARE=2\n", "web.env": "A=1\nB=2\n"}
    found, findings = project(tmp_path, files, files=F, environment={"HOME": "/h"})
    assert plain(found.root) == {
        "services": {
            "web": {
                "restart": "always",
                "image": "web:1",
                "environment": {"A": "1", "B": "own"},
                "labels": {"x-label": "kept"},
                "deploy": {"replicas": "2"},
                "networks": {"x-net": {"aliases": ["w"]}},
                "configs": [{"source": "conf", "target": "/c"}],
            }
        },
        "networks": {"x-net": None},
        "configs": {"conf": {"content": "hello"}},
    }
    assert found.name.value == "shop"
    assert found.environment["TAG"].value == "1"
    assert found.environment["HOME"].value == "/h"
    assert [(file.name, file.text is None) for file in found.files] == [("stack.yml", False), ("web.env", True), (".env", True)]
    assert accounted(found, findings) == []


def test_variables_of_what_has_no_part_in_the_stack_are_told(tmp_path: Path) -> None:
    files = {
        "a.yml": "services: {web: {image: 'x:${OLD}', command: '${BOTH}'}, dev: {image: '${DEV}', profiles: [p]}}",
        "b.yml": "services: {web: {image: 'x:${NEW}', tty: true}}",
        ".env": "OLD=1\nNEW=2\nDEV=3\nBOTH=4\nNONE=5\n",
    }
    found, findings = project(tmp_path, files, files=("a.yml", "b.yml"))
    assert [place for code, place in said(findings) if code == "T143"] == [".env:1:1", ".env:3:1"]
    assert [place for code, place in said(findings) if code == "T157"] == [".env:5:1"]
    assert accounted(found, findings) == []


def test_an_env_file_that_is_the_dotenv_file_too_is_one_file(tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"stack.yml": "services: {web: {image: a, env_file: .env}}", ".env": "A=1\n"}, files=F)
    assert [file.name for file in found.files] == ["stack.yml", ".env"]
    assert services(found)["web"]["environment"] == {"A": "1"}
    assert accounted(found, findings) == []


def test_the_swarm_dialect_reads_env_files_as_they_are(tmp_path: Path) -> None:
    """docker stack deploy takes the lines of an env file literally."""
    text = "version: '3'\nservices: {web: {image: a, env_file: w.env, deploy: {replicas: 1}}}"
    found, _ = project(tmp_path, {"stack.yml": text, "w.env": 'A="quoted"\n'}, files=F)
    assert services(found)["web"]["environment"] == {"A": '"quoted"'}


def test_empty_sections_and_steering_keys_have_a_verdict(tmp_path: Path) -> None:
    text = "version: ''\nname: ''\nvolumes:\nnetworks: {}\nconfigs: ''\ninclude: []\nservices: {web: {image: a}}\n"
    found, findings = project(tmp_path / "shop", {"stack.yml": text}, files=F)
    assert plain(found.root) == {"services": {"web": {"image": "a"}}}
    assert codes(findings) == {"T137"}
    assert accounted(found, findings) == []


def test_secrets_of_the_environment_are_in_no_finding_and_no_repr(tmp_path: Path) -> None:
    text = "services: {web: {image: 'a:${PASSWORD}', environment: {K: '${PASSWORD}', B: '${PASSWORD'}}}"
    found, findings = project(tmp_path, {"stack.yml": text}, files=F, environment={"PASSWORD": "hunter2"})
    assert "hunter2" not in repr(list(findings))
    assert "hunter2" not in repr(found.environment)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_leaf_of_a_real_file_is_accounted_for(path: Path) -> None:
    findings = Collector()
    found = read(Request(path.parent, (path.name,)), Settings(), findings)
    assert found is not None
    assert accounted(found, findings) == []
    assert all(finding.source is not None for finding in findings)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_mutilated_files_end_in_findings_and_never_in_a_traceback(path: Path, tmp_path: Path) -> None:
    """Real files with a few characters changed: seeded, so that a failure can be repeated."""
    chance = random.Random(path.name)
    original = path.read_bytes()
    for number in range(12):
        content = bytearray(original)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 3)] = chance.choice(
                [b"", b"\t", b": ", b"- ", b"[", b"{", b'"', b"*x", b"\xff", b"\n  ", b"${", b"!"]
            )
        (tmp_path / "stack.yml").write_bytes(bytes(content))
        found, findings = reading(tmp_path, {}, files=F)
        assert found is not None
        if not findings.fatal:
            assert accounted(found, findings) == [], number
