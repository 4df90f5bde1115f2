"""Each rule of practice on what it tells and on what it must let pass.

`fixtures/rules/T6NN-SLUG/`: for a rule about one object, `catches.yml` and `passes.yml`, whose documents are looked at one by
one; for a rule across objects `catches-WHY.yml` and `passes-WHY.yml`, each of which is a closed set.
"""

from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml

from translator.check import practice
from translator.check.practice.subjects import ManifestSet
from translator.kube import selectors, server
from translator.kube.schema import fault as schema
from translator.kube.versions import DEFAULT
from translator.model.finding import Severity, Target
from translator.model.manifest import Manifest
from translator.model.origin import Source
from translator.report.catalogue import lookup
from translator.report.collector import Collector
from translator.report.secrecy import secret_lines

FOLDER = Path(__file__).parents[2] / "fixtures" / "rules"
FOLDERS = ("pods", "kinds", "across")
CODES = sorted(code for folder in FOLDERS for code, _ in practice.rules(folder))
ACROSS = {code for code, _ in practice.rules("across")}

Bodies = list[dict[str, Any]]


def _sets(prefix: str) -> Iterator[Any]:
    for file in sorted(FOLDER.glob(f"T6*/{prefix}*.yml")):
        code = file.parent.name[:4]
        documents = list(yaml.safe_load_all(file.read_text(encoding="utf-8")))
        for number, bodies in enumerate([documents] if code in ACROSS else [[body] for body in documents]):
            yield pytest.param(code, bodies, id=f"{file.parent.name}-{file.stem}-{number}")


CATCHES, PASSES = list(_sets("catches")), list(_sets("passes"))


def _told(bodies: Bodies, *, closed: bool = True, platform: str = "ack") -> list[tuple[str, Any]]:
    objects = ManifestSet([Manifest(body, {}) for body in bodies], platform)
    return list(practice.concerns(objects, closed=closed))


@pytest.mark.parametrize(("code", "bodies"), CATCHES)
def test_what_is_unwise_is_told(code: str, bodies: Bodies) -> None:
    assert code in {found for found, _ in _told(bodies)}


@pytest.mark.parametrize(("code", "bodies"), PASSES)
def test_what_is_wise_is_not(code: str, bodies: Bodies) -> None:
    assert code not in {found for found, _ in _told(bodies)}


@pytest.mark.parametrize(("code", "bodies"), [*CATCHES, *PASSES])
def test_the_api_server_takes_all_of_it(code: str, bodies: Bodies) -> None:
    for body in bodies:
        faults = schema.faults(body, DEFAULT)
        assert [fault for fault in faults if fault.reason is not schema.Reason.FOREIGN_KIND] == []
        assert server.faults(body, DEFAULT) == []


@pytest.mark.parametrize("code", CODES)
def test_every_rule_is_shown_from_both_sides(code: str) -> None:
    for cases in (CATCHES, PASSES):
        assert sum(case.values[0] == code for case in cases) >= 2
    row = lookup(code)
    assert (FOLDER / f"{code}-{row.slug}").is_dir()
    assert row.severity in (Severity.WARNING, Severity.NOTE)
    assert len(row.page) > 80


def test_no_rule_across_objects_runs_on_a_bare_list_of_files() -> None:
    for case in CATCHES:
        assert not {code for code, _ in _told(case.values[1], closed=False)} & ACROSS


def test_virtual_nodes_are_those_of_ack() -> None:
    bodies = next(case.values[1] for case in CATCHES if case.values[0] == "T617")
    assert "T617" not in {code for code, _ in _told(bodies, platform="kubernetes")}


def _holed(value: Any) -> Iterator[Any]:
    """The value with each part in turn replaced by something of another type."""
    yield from (None, "x", 3, [], {}, [None, "x"], {"x": 1})
    if isinstance(value, dict):
        for key, item in value.items():
            for changed in _holed(item):
                yield {**value, key: changed}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for changed in _holed(item):
                yield [*value[:index], changed, *value[index + 1 :]]


@pytest.mark.parametrize("code", CODES)
def test_no_rule_stumbles_over_wrong_types(code: str) -> None:
    bodies: Bodies = next(case.values[1] for case in CATCHES if case.values[0] == code)
    for index, body in enumerate(bodies):
        for changed in _holed(body):
            if isinstance(changed, dict):
                for found, concern in _told([*bodies[:index], changed, *bodies[index + 1 :]]):
                    assert found in CODES
                    assert concern.message


def test_a_finding_stands_at_its_line_and_shows_no_secret() -> None:
    body: dict[str, Any] = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "web"},
        "spec": {"containers": [{"name": "web", "env": [{"name": "DB_PASSWORD", "value": "correct-horse"}]}]},
    }
    at = "/spec/containers/0/env/0/value"
    line = Source("pod.yml", 9, 14)
    findings = Collector()
    practice.findings([Manifest(body, {at: line})], findings, closed=False, named=bool)
    (found,) = [finding for finding in findings if finding.code == "T612"]
    assert (found.source, found.target) == (line, Target("Pod", "web", at))
    assert found.message == "Pod/web: container web has the secret DB_PASSWORD in clear"
    assert "correct-horse" not in repr(list(findings))


@pytest.mark.parametrize(("name", "lines"), [("DB_PASSWORD", {("pod.json", 9)}), ("LOG_LEVEL", set())])
def test_the_line_of_such_a_variable_is_not_quoted(name: str, lines: set[tuple[str, int]]) -> None:
    body = {"kind": "Pod", "spec": {"containers": [{"env": [{"name": name, "value": "correct-horse"}]}]}}
    line = Source("pod.json", 9, 14, ("spec", "containers", 0, "env", 0, "value"))
    assert secret_lines([Manifest(body, {"/spec/containers/0/env/0/value": line})]) == lines


@pytest.mark.parametrize("text", ["a" * 200_000, "_" * 200_000, "://" * 60_000, "'\"" * 80_000, "a&" * 80_000, "a.:" * 60_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    container = {"name": "a", "image": text, "command": ["sh", "-c", text], "env": [{"name": text, "value": text}]}
    body = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [container]}}
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"selector": {"a": "b"}}}
    start = process_time()
    _told([body, service])
    assert process_time() - start < 2


def test_all_that_is_shared_with_the_node_is_one_finding() -> None:
    body = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "agent"},
        "spec": {
            "hostPID": True,
            "containers": [
                {"name": "a", "securityContext": {"privileged": True}},
                {"name": "b", "ports": [{"containerPort": 80, "hostPort": 80}]},
            ],
        },
    }
    (message,) = [concern.message for code, concern in _told([body]) if code == "T610"]
    assert message == "shares with its node: hostPID, privileged container a, hostPort 80"


def test_the_answer_does_not_rest_on_the_order_of_the_keys() -> None:
    for case in CATCHES:
        code, bodies = case.values
        turned = [dict(reversed(body.items())) for body in bodies]
        assert code in {found for found, _ in _told(turned)}


def test_objects_that_are_all_alike_are_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set may have ten thousand objects, and all of them one label."""
    asked, matches = [], selectors.matches

    def counted(selector: dict[str, Any], labels: dict[str, str]) -> bool:
        asked.append(selector)
        return matches(selector, labels)

    monkeypatch.setattr(selectors, "matches", counted)
    label = {"app": "web"}
    template = {"metadata": {"labels": label}, "spec": {"containers": [{"name": "web", "image": "web:1"}]}}
    many = range(100)
    bodies: Bodies = [
        {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": f"web-{number}"},
            "spec": {"selector": {"matchLabels": label}, "template": template},
        }
        for number in many
    ]
    port = {"port": 80, "targetPort": "http"}
    bodies += [
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": f"web-{number}"},
            "spec": {"selector": label, "ports": [port]},
        }
        for number in many
    ]
    told = [code for code, _ in _told(bodies)]
    assert told.count("T629") == len(many)
    assert told.count("T630") == len(many)
    assert len(asked) <= 5 * len(bodies)
