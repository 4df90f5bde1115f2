"""The schema check: what each generation takes, what is refused where, and what stays of the tree."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.written import codes, data, tree
from translator.model.finding import Finding, Verdict
from translator.model.node import STR, Mapping, Scalar
from translator.model.origin import Derived, Source
from translator.model.project import Version
from translator.parse.compose_schema import check
from translator.report.collector import Collector

V1, V2, V3, SPEC = Version.V1, Version.V2, Version.V3, Version.SPECIFICATION


def run(text: str, version: Version) -> tuple[Any, list[Finding]]:
    findings = Collector()
    return data(check(tree(text), version, findings)), list(findings)


def service(text: str, version: Version = SPEC) -> tuple[Any, list[Finding]]:
    """Checks a service `web`; gives what stays of it."""
    root, findings = run(f"services: {{web: {text}}}\n", version)
    return root["services"].get("web"), findings


_TEXT_OR_PAIRS = "a mapping, or a list of NAME=value"
_CONDITIONS = "one of service_started, service_healthy, service_completed_successfully"
_MOUNTS = "one of bind, volume, tmpfs, image, cluster, npipe"


@pytest.mark.parametrize(
    ("text", "left", "path", "code", "message"),
    [
        ("{image: [a], tty: true}", {"tty": "true"}, "image", "T182", "must be a text, not a list"),
        ("{image: , tty: true}", {"tty": "true"}, "image", "T182", "must be a text, not nothing"),
        ("{ports: '80:80'}", {}, "ports", "T182", "must be a list of ports, not a text"),
        (
            "{ports: [80, [81]]}",
            {"ports": ["80"]},
            "ports.1",
            "T182",
            "must be a port, HOST:CONTAINER, or a mapping with target",
        ),
        ("{environment: 5}", {}, "environment", "T182", f"must be {_TEXT_OR_PAIRS}, not a number"),
        ("{labels: {A: [1], B: 2}}", {"labels": {"B": "2"}}, "labels.A", "T182", "must be a single value, not a list"),
        ("{deploy: {replicas: a}}", {"deploy": {}}, "deploy.replicas", "T183", 'must be an integer from 0, not "a"'),
        ("{deploy: {replicas: -1}}", {"deploy": {}}, "deploy.replicas", "T183", 'must be an integer from 0, not "-1"'),
        ("{deploy: {replicas: 1.5}}", {"deploy": {}}, "deploy.replicas", "T182", "must be an integer from 0, not a number"),
        ("{tty: maybe}", {}, "tty", "T183", 'must be true or false, not "maybe"'),
        ("{tty: 2}", {}, "tty", "T182", "must be true or false, not a number"),
        ("{depends_on: {db: {condition: up}}}", {"depends_on": {"db": {}}}, "depends_on.db.condition", "T183", _CONDITIONS),
        ("{depends_on: {db: {restart: true}}}", {"depends_on": {}}, "depends_on.db", "T184", "has no condition"),
        ("{volumes: [{target: /a}]}", {"volumes": []}, "volumes.0", "T184", "has no type"),
        ("{volumes: [{type: nfs}]}", {"volumes": [{}]}, "volumes.0.type", "T183", f'must be {_MOUNTS}, not "nfs"'),
    ],
)
def test_what_breaks_the_schema_leaves_the_tree_with_a_finding(
    text: str, left: Any, path: str, code: str, message: str
) -> None:
    found, findings = service(text)
    assert found == left
    (finding,) = findings
    assert (finding.code, finding.verdict) == (code, Verdict.REFUSED)
    assert finding.message.startswith(f"services.web.{path} ")
    assert message in finding.message
    assert finding.source is not None
    assert ".".join(map(str, finding.source.path)) == f"services.web.{path}"
    assert finding.help


def test_a_key_that_nobody_knows() -> None:
    found, findings = service("{image: a, imgae: b}")
    assert found == {"image": "a"}
    (finding,) = findings
    assert (finding.code, finding.verdict, finding.message) == ("T180", Verdict.REFUSED, "services.web knows no key imgae")
    assert finding.source == Source("stack.yml", 1, 28, ("services", "web", "imgae"))


@pytest.mark.parametrize(
    ("text", "left", "home"),
    [
        ("services: {'a b': {}, c: {}}", {"services": {"c": {}}}, "services"),
        ("services: {a: {networks: {'b c': }}}", {"services": {"a": {"networks": {}}}}, "services.a.networks"),
        ("volumes: {a/b: , c: }", {"volumes": {"c": None}}, "volumes"),
    ],
)
def test_names_that_docker_refuses(text: str, left: Any, home: str) -> None:
    root, findings = run(text + "\n", SPEC)
    assert root == left
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T185", Verdict.REFUSED)
    assert f"is no name for one of {home}:" in finding.message


def test_a_service_that_is_none() -> None:
    root, findings = run("services:\n  web:\n  db: postgres\n  ok: {image: a}\n", V3)
    assert root == {"services": {"ok": {"image": "a"}}}
    assert [(finding.code, str(finding.source)) for finding in findings] == [
        ("T182", "stack.yml:2:3"),
        ("T182", "stack.yml:3:7"),
    ]


def test_sections_of_the_wrong_type() -> None:
    root, findings = run("services: [a]\nvolumes: b\n", V3)
    assert root == {}
    assert codes(findings) == ["T182", "T182"]


def test_all_faults_are_told_together() -> None:
    root, findings = run(
        "services: {a: {image: [1], ports: x, bogus: 1}, b: {deploy: {replicas: x, mode: [1]}}}\nbogus: 1\n", V3
    )
    assert root == {"services": {"a": {}, "b": {"deploy": {}}}}
    assert sorted(codes(findings)) == ["T180", "T180", "T182", "T182", "T182", "T183"]


def test_the_services_of_version_1_stand_at_the_top() -> None:
    _, findings = run("services: {web: {image: [a], bogus: 1}}\n", V1)
    assert sorted(finding.message for finding in findings) == ["web knows no key bogus", "web.image must be a text, not a list"]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("{imgae: a}", "write image"),
        ("{restart-policy: a}", "move it below deploy, where restart_policy belongs; look at the indentation"),
        ("{read-only: a}", "write read_only"),
        ("{Environment: {}}", "write environment"),
        ("{replicas: 2}", "move it below deploy, where replicas belongs; look at the indentation"),
        ("{start_period: 2s}", "move it below healthcheck, where start_period belongs; look at the indentation"),
        ("{zzz: a}", "remove it; keys of your own begin with x-"),
    ],
)
def test_an_unknown_key_has_advice(text: str, help: str) -> None:
    (finding,) = service(text)[1]
    assert (finding.code, finding.help) == ("T180", help)


def test_a_key_at_the_top_that_belongs_below_a_service() -> None:
    (finding,) = run("services: {}\nimage: a\n", V3)[1]
    assert (finding.message, finding.help) == (
        "the top level knows no key image",
        "move it below a service, where image belongs; look at the indentation",
    )


@pytest.mark.parametrize(
    ("version", "text", "note"),
    [
        (V2, "{deploy: {replicas: 2}}", "deploy is no key of version 2 here, but of the current Compose Specification"),
        (V3, "{mem_limit: 64M}", "mem_limit is no key of version 3 here, but of the current Compose Specification"),
        (V3, "{log_opt: {a: b}}", "log_opt is no key of version 3 here, but of version 1"),
        (V1, "{logging: {driver: syslog}}", "logging is no key of version 1 here, but of the current Compose Specification"),
        (V3, "{depends_on: {db: {condition: service_healthy}}}", "depends_on has a form that version 3 does not know"),
        (V2, "{env_file: [{path: a, required: false}]}", "env_file has a form that version 2 does not know"),
        (SPEC, "{log_driver: syslog}", "log_driver is no key of the current Compose Specification here, but of version 1"),
        (
            SPEC,
            "{cgroupns_mode: private}",
            "cgroupns_mode is no key of the current Compose Specification here, but of version 3",
        ),
    ],
)
def test_a_key_of_another_generation_is_taken_with_a_note(version: Version, text: str, note: str) -> None:
    root = tree(f"services: {{web: {text}}}\n")
    findings = Collector()
    result = check(root, version, findings)
    assert data(result) == data(root)
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T181", None)
    assert finding.message.startswith(note)


def test_its_value_is_checked_by_that_generation() -> None:
    found, findings = service("{deploy: {replicas: x, mode: global, bogus: 1}}", V2)
    assert found == {"deploy": {"mode": "global"}}
    assert sorted(codes(findings)) == ["T180", "T181", "T183"]
    assert {str(finding.source) for finding in findings} == {"stack.yml:1:18", "stack.yml:1:37", "stack.yml:1:54"}


def test_a_key_of_another_generation_deep_in_a_service() -> None:
    found, findings = service("{volumes: [{type: bind, source: a, target: b, bind: {create_host_path: true}}]}", V3)
    assert found["volumes"][0]["bind"] == {"create_host_path": "true"}
    assert codes(findings) == ["T181"]


def test_findings_point_at_the_first_cause_of_an_interpolated_value() -> None:
    line, cause = Source("stack.yml", 4, 2, ("services", "web", "tty")), Source(".env", 1, 1, ("TTY",))
    value = Scalar("maybe", STR, Derived("interpolation", (line, cause)))
    root = tree("services: {web: {tty: x}}\n")
    services = root.entries["services"]
    assert isinstance(services, Mapping)
    web = services.entries["web"]
    assert isinstance(web, Mapping)
    changed = Mapping({"tty": value}, web.keys, web.origin)
    findings = Collector()
    check(
        Mapping({"services": Mapping({"web": changed}, services.keys, services.origin)}, root.keys, root.origin), SPEC, findings
    )
    (finding,) = findings
    assert finding.source == line
    assert finding.message == "services.web.tty must be true or false, not what its variable gives"


def test_keys_that_are_the_same_number_are_told_apart() -> None:
    root, findings = run("services: {'1': {tty: true}, '01': {image: [a]}, '001': 5}\n", SPEC)
    assert root == {"services": {"1": {"tty": "true"}, "01": {}}}
    assert codes(findings) == ["T182", "T182"]


@pytest.mark.parametrize(
    "number", ["0x1F", "0777", "1_000", "-0x10", "9" * 400, "-" + "9" * 400, "1.0e+400", ".inf", "-.inf", ".nan"]
)
def test_numbers_in_any_notation(number: str) -> None:
    found, findings = service(f"{{mem_limit: {number}, cpu_shares: {number}, labels: [{number}]}}")
    assert found["labels"] == [number]
    assert not findings


_KEYS = st.sampled_from(
    [
        *(
            "services",
            "volumes",
            "networks",
            "web",
            "image",
            "ports",
            "deploy",
            "replicas",
            "resources",
            "limits",
            "environment",
        ),
        *("depends_on", "condition", "type", "target", "external", "mem_limit", "net", "healthcheck", "x-a", "bogus"),
        *("", "01", "a b"),
    ]
)
_LEAVES = st.none() | st.booleans() | st.integers(-2, 99) | st.floats(-1, 1) | st.sampled_from(["a", "80", "no", "bind", "64M"])
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=25
)
_SERVICES = st.dictionaries(_KEYS, st.dictionaries(_KEYS, _VALUES, max_size=5), max_size=3)


@given(st.dictionaries(_KEYS, _VALUES, max_size=4), _SERVICES, st.sampled_from(Version))
def test_no_tree_crashes_and_what_stays_keeps_the_schema(top: Any, services: Any, version: Version) -> None:
    findings = Collector()
    left = check(tree(json.dumps({**top, "services": services})), version, findings)
    again = Collector()
    check(left, version, again)
    # a value that must be there may have gone; the rest of its mapping has a finding of its own then
    assert set(codes(again)) <= {"T181", "T184"}
    if not list(findings):
        assert not list(again)
