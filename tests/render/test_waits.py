"""Init containers that wait for what a service depends on."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

STACK = """
    services:
      web: {{image: nginx, depends_on: {{db: {{condition: {condition}}}}}}}
      db: {{image: postgres, expose: {ports}}}
"""
LOOP = "until nc -z -w 2 db 5432; do sleep 2; done"


def waits(made: Written, name: str = "web") -> list[dict[str, Any]]:
    """The init containers."""
    found: list[dict[str, Any]] = made.pod(name).get("initContainers", [])
    return found


def test_a_healthy_service_is_awaited_as_long_as_it_takes(tmp_path: Path) -> None:
    made = written(tmp_path, STACK.format(condition="service_healthy", ports="['5432']"))
    assert waits(made) == [{"name": "wait-for-db", "image": "busybox:1.36", "command": ["sh", "-c", LOOP]}]
    assert made.lines("Deployment", "web", "/spec/template/spec/initContainers/0/command/2") >= {3, 4}


def test_a_started_service_is_awaited_for_a_minute(tmp_path: Path) -> None:
    made = written(tmp_path, STACK.format(condition="service_started", ports="['5432']"))
    assert waits(made)[0]["command"] == ["sh", "-c", f"timeout 60 sh -c '{LOOP}' || true"]
    assert made.codes() == []


@pytest.mark.parametrize("ports", ["[]", "['5432/udp']"])
def test_without_a_tcp_port_only_the_wave_holds(tmp_path: Path, ports: str) -> None:
    made = written(tmp_path, STACK.format(condition="service_healthy", ports=ports))
    assert waits(made) == []
    assert made.manifests["Deployment", "web"].wave == 1
    assert made.verdict("T455") == {Verdict.APPROXIMATED}


def test_the_image_comes_from_the_configuration(tmp_path: Path) -> None:
    text = STACK.format(condition="service_healthy", ports="['5432']")
    made = written(tmp_path, text, configuration="images: {helper: 'registry.example.com/busybox:1'}")
    assert waits(made)[0]["image"] == "registry.example.com/busybox:1"


def test_the_default_image_moves_with_the_others(tmp_path: Path) -> None:
    text = STACK.format(condition="service_healthy", ports="['5432']")
    made = written(tmp_path, text, configuration="images: {rewrites: {busybox: mirror.example.com/busybox}}")
    assert waits(made)[0]["image"] == "mirror.example.com/busybox:1.36"


def test_the_stronger_of_two_conditions_counts(tmp_path: Path) -> None:
    text = """
        services:
          web:
            image: nginx
            depends_on: {db: {condition: service_healthy}}
            links: [db]
          db: {image: postgres, expose: ['5432']}
    """
    made = written(tmp_path, text, dialect=Dialect.COMPOSE)
    assert [wait["command"][2] for wait in waits(made)] == [LOOP]


def test_several_are_awaited_by_name(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: nginx, depends_on: [db, cache]}
          db: {image: postgres, expose: ['5432']}
          cache: {image: redis, expose: ['6379']}
    """
    assert [wait["name"] for wait in waits(written(tmp_path, text))] == ["wait-for-cache", "wait-for-db"]


def test_a_changed_name_is_followed(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: nginx, depends_on: {my_db: {condition: service_healthy}}}
          my_db: {image: postgres, expose: ['5432']}
    """
    (wait,) = waits(written(tmp_path, text))
    assert wait["name"] == "wait-for-my-db"
    assert "nc -z -w 2 my-db 5432" in wait["command"][2]


def test_restart_of_a_dependency_is_said(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: nginx, depends_on: {db: {condition: service_started, restart: true, required: true}}}
          db: {image: postgres, expose: ['5432']}
    """
    made = written(tmp_path, text)
    assert made.verdict("T458") == {Verdict.APPROXIMATED}
    assert len(waits(made)) == 1


def test_a_dependency_on_a_service_that_is_left_out(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {web: {image: nginx, depends_on: [db]}, db: {build: .}}")
    assert waits(made) == []
    assert made.verdict("T459") == {Verdict.APPROXIMATED}


def test_a_dependency_that_says_what_holds_anyway_needs_no_finding(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: nginx, depends_on: {db: {condition: service_healthy, restart: false, required: true}}}
          db: {image: postgres, expose: ['5432']}
    """
    assert written(tmp_path, text).codes() == []


def test_containers_of_a_pod_have_different_names(tmp_path: Path) -> None:
    text = """
        services:
          wait-for-db: {image: waiter, depends_on: [db]}
          db: {image: postgres, expose: ['5432']}
    """
    made = written(tmp_path, text)
    assert [wait["name"] for wait in waits(made, "wait-for-db")] == ["wait-for-db-port"]


@pytest.mark.parametrize("condition", ["service_healthy", "service_started"])
def test_the_script_goes_on_when_the_port_answers(tmp_path: Path, condition: str) -> None:
    netcat = tmp_path / "nc"
    netcat.write_text('#!/bin/sh\necho "$*" >"$0.asked"\n')
    netcat.chmod(0o755)
    made = written(tmp_path, STACK.format(condition=condition, ports="['5432']"))
    command = waits(made)[0]["command"]
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert subprocess.run(command, env={"PATH": path}, timeout=120, check=False).returncode == 0
    assert (tmp_path / "nc.asked").read_text() == "-z -w 2 db 5432\n"
