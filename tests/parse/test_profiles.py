"""Profiles: which services exist, and what a missing one means for those that need it (Compose Specification, `profiles`)."""

from pathlib import Path

import pytest

from tests.parse.stacks import accounted, codes, project, said, services

F = ("stack.yml",)
TEXT = """
services:
  web: {image: w}
  dev: {image: d, profiles: [debug, dev]}
  ops: {image: o, profiles: [ops]}
  text: {image: t, profiles: solo}
"""


@pytest.mark.parametrize(
    ("profiles", "environment", "expected"),
    [
        ((), {}, ["web"]),
        (("dev",), {}, ["web", "dev"]),
        (("debug", "ops"), {}, ["web", "dev", "ops"]),
        ((), {"COMPOSE_PROFILES": "ops, dev"}, ["web", "dev", "ops"]),
        (("ops",), {"COMPOSE_PROFILES": "dev"}, ["web", "ops"]),
        (("*",), {}, ["web", "dev", "ops"]),
        (("other",), {}, ["web"]),
    ],
)
def test_active_profiles(tmp_path: Path, profiles: tuple[str, ...], environment: dict[str, str], expected: list[str]) -> None:
    text = TEXT.replace("  text: {image: t, profiles: solo}\n", "")
    found, findings = project(tmp_path, {"stack.yml": text}, files=F, profiles=profiles, environment=environment)
    assert list(services(found)) == expected
    assert all("profiles" not in service for service in services(found).values())
    assert codes(findings) <= {"T134", "T137"}
    assert accounted(found, findings) == []


def test_profiles_of_a_dotenv_file(tmp_path: Path) -> None:
    files = {"stack.yml": TEXT.replace("  text: {image: t, profiles: solo}\n", ""), ".env": "COMPOSE_PROFILES=ops\n"}
    found, findings = project(tmp_path, files, files=F)
    assert list(services(found)) == ["web", "ops"]
    assert accounted(found, findings) == []


def test_a_service_left_out_says_so_at_its_name(tmp_path: Path) -> None:
    _, findings = project(
        tmp_path, {"stack.yml": "services:\n  web: {image: w}\n  dev:\n    image: d\n    profiles: [x]\n"}, files=F
    )
    (first,) = [finding for finding in findings if finding.code == "T134"]
    assert (str(first.source), first.message) == ("stack.yml:3:3", "dev belongs to a profile that is not active: x")


@pytest.mark.parametrize(
    ("web", "code", "where", "left"),
    [
        ("{image: w, depends_on: [dev, db]}", "T135", "stack.yml:2:32", {"image": "w", "depends_on": ["db"]}),
        ("{image: w, depends_on: [dev]}", "T135", "stack.yml:2:32", {"image": "w"}),
        ("{image: w, depends_on: {dev: {condition: service_started}}}", "T135", "stack.yml:2:32", {"image": "w"}),
        ("{image: w, links: ['dev:alias']}", "T135", "stack.yml:2:27", {"image": "w"}),
        ("{image: w, volumes_from: ['dev:ro']}", "T135", "stack.yml:2:34", {"image": "w"}),
        ("{image: w, network_mode: 'service:dev'}", "T135", "stack.yml:2:33", {"image": "w"}),
        (
            "{image: w, depends_on: {dev: {condition: service_started, required: false}, db: {condition: service_started}}}",
            "T134",
            "stack.yml:2:32",
            {"image": "w", "depends_on": {"db": {"condition": "service_started"}}},
        ),
    ],
)
def test_who_needs_a_service_that_is_left_out(tmp_path: Path, web: str, code: str, where: str, left: object) -> None:
    text = f"services:\n  web: {web}\n  db: {{image: b}}\n  dev: {{image: d, profiles: [x]}}\n"
    found, findings = project(tmp_path, {"stack.yml": text}, files=F)
    assert services(found)["web"] == left
    assert (code, where) in said(findings)
    assert accounted(found, findings) == []


def test_a_service_that_is_left_out_may_still_be_extended(tmp_path: Path) -> None:
    text = "services:\n  base: {image: b, profiles: [never]}\n  web: {extends: base, profiles: !override [on], tty: true}\n"
    found, findings = project(tmp_path, {"stack.yml": text}, files=F, profiles=("on",))
    assert services(found) == {"web": {"image": "b", "tty": "true"}}
    assert accounted(found, findings) == []


def test_a_stack_of_which_nothing_is_left_is_a_fault(tmp_path: Path) -> None:
    text = "services:\n  dev: {image: d, profiles: [x]}\n"
    _, findings = project(tmp_path, {"stack.yml": text}, files=F)
    assert ("T138", "stack.yml:1:1") in said(findings)
    assert findings.fatal
