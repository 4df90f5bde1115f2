"""The schema check: what each generation takes, what is refused where, and what stays of the tree."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.parse.written import codes, data, tree
from translator import assets
from translator.model.finding import Finding, Verdict
from translator.model.node import STR, Mapping, Scalar
from translator.model.origin import Derived, Source
from translator.model.project import Version
from translator.parse.compose_schema import check
from translator.parse.yaml import compose
from translator.report.collector import Collector

V1, V2, V3, SPEC = Version.V1, Version.V2, Version.V3, Version.SPECIFICATION
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def run(text: str, version: Version) -> tuple[Any, list[Finding]]:
    findings = Collector()
    return data(check(tree(text), version, findings)), list(findings)


def service(text: str, version: Version = SPEC) -> tuple[Any, list[Finding]]:
    """Checks a service `web`; gives what stays of it."""
    root, findings = run(f"services: {{web: {text}}}\n", version)
    return root["services"].get("web"), findings


@pytest.mark.parametrize(
    ("version", "text"),
    [
        (V1, "{image: a, net: host, log_driver: syslog, log_opt: {a: 1}, volumes: ['/a'], mem_limit: 64M, dockerfile: x, build: .}"),
        (V2, "{build: {context: ., args: [A=1]}, depends_on: {db: {condition: service_healthy}}, networks: {a: , b: {aliases: [c]}}}"),
        (V2, "{logging: {driver: syslog, options: {a: 1}}, mem_limit: 512m, cpus: 0.5, ulimits: {nproc: 65535, nofile: {soft: 1, hard: 2}}}"),
        (V2, "{platform: linux, volumes: [a:/b, {type: bind, source: a, target: b}], ports: [80, '8080:80', 22:22, 5000-5010:5000-5010/udp]}"),
        (V3, "{deploy: {mode: replicated, replicas: 2, resources: {limits: {cpus: '0.5', memory: 64M}}, update_config: {order: start-first}}}"),
        (V3, "{configs: [a, {source: b, target: /c, uid: '0', gid: 0, mode: 0444}], secrets: [a], ports: [{target: 80, published: 8080}]}"),
        (V3, "{deploy: , init: true, credential_spec: {file: a}, cgroupns_mode: private, healthcheck: {test: [CMD, a], retries: 3}}"),
        (SPEC, "{image: a, platform: linux/amd64, gpus: all, post_start: [{command: a}], pre_stop: [{command: [a]}], use_api_socket: true}"),
        (SPEC, "{image: a, develop: {watch: [{path: a, action: sync}]}, provider: {type: a, options: {b: [c]}}, models: {a: , b: {model_var: c}}}"),
        (SPEC, "{volumes: [{type: image, source: a, target: b}, {type: tmpfs, target: a, tmpfs: {size: 1g, mode: 01777}}], label_file: a}"),
        (SPEC, "{gpus: [{capabilities: [gpu], count: all}], healthcheck: {start_interval: 1s}, annotations: [a=b], x-mine: [1, {a: b}]}"),
        (SPEC, "{extra_hosts: [a:1.2.3.4, 'b=::1'], sysctls: {net.core.somaxconn: 1024}, blkio_config: {weight: 300}, tmpfs: /a, pid: host}"),
        (SPEC, "{command: , entrypoint: [], env_file: [a, {path: b, required: false, format: raw}], extends: {service: a, file: b}}"),
        # the keys that Alibaba Cloud's platform added
        (V1, "{external: {host: a.b, ports: [3306]}, dns_options: [use-vc], oom-kill-disable: true, memswap_reservation: 0, Hostname: a}"),
        (V2, "{kernel_memory: 0, name: a, net: host, network: host, detach: true, oom_kill_disable: false, oom-kill-disable: 'true'}"),
    ],
)
def test_real_forms_pass(version: Version, text: str) -> None:
    findings = Collector()
    root = tree(f"services: {{web: {text}}}\n")
    assert check(root, version, findings) is root
    assert not list(findings)


@pytest.mark.parametrize(
    "text",
    [
        # any single value is a text, since Docker takes its text
        "{image: 5, user: 1000, hostname: true, restart: no, command: [1, 2.5, true, a], labels: {a: 1, b: true, c: 1.0, d: }}",
        "{environment: {A: 1, B: true, C: , D: 1.0}, expose: [80, '90', 3000-3005], environment: [A=1, 2]}".replace(", environment: [A=1, 2]", ""),
        "{stop_grace_period: 10, cap_add: [ALL], volumes: [2024-01-01], dns: 8.8.8.8, shm_size: 64M, mem_limit: 1.5g}",
        # numbers and booleans may be texts, since Docker casts what variables give
        "{tty: 'true', privileged: 'no', deploy: {replicas: '3', resources: {limits: {cpus: 0.5, pids: '10'}}}, scale: '2'}",
        "{ports: [{target: '80', published: '8080-8090'}], healthcheck: {retries: '5', disable: 'FALSE'}, init: 'on', mem_limit: '1024'}",
    ],
)
def test_the_check_is_lenient_where_docker_casts(text: str) -> None:
    assert service(text)[1] == []


@pytest.mark.parametrize(
    ("version", "text"),
    [
        (V2, "version: '2'\nservices: {}\nnetworks: {a: {driver: overlay, ipam: {config: [{subnet: 10.0.0.0/8}]}}}\nvolumes: {b: , c: {external: true}}\n"),
        (V2, "version: 2\nlabels: {aliyun.project_type: batch}\nservices: {a: {image: b}}\n"),
        (V3, "version: 3.8\nservices:\nnetworks:\nvolumes:\nconfigs: {a: {file: b}}\nsecrets: {c: {external: {name: d}}}\nx-a: 1\n"),
        (SPEC, "name: a\ninclude: [a, {path: [b, c], env_file: d}]\nservices: {}\nmodels: {a: {model: b, context_size: 5}}\n"),
        (SPEC, "configs: {a: {content: b}, c: {environment: D}}\nsecrets: {e: {environment: F}}\nvolumes: {g: {name: h, driver_opts: {i: 1}}}\n"),
    ],
)
def test_whole_files_pass(version: Version, text: str) -> None:
    assert run(text, version)[1] == []


@pytest.mark.parametrize(
    ("text", "left", "code", "path", "message"),
    [
        ("{image: [a], tty: true}", {"tty": "true"}, "T182", ("image",), "services.web.image must be a text, not a list"),
        ("{ports: '80:80'}", {}, "T182", ("ports",), "services.web.ports must be a list of ports, not a text"),
        ("{ports: [80, [81], 82]}", {"ports": ["80", "82"]}, "T182", ("ports", 1), "services.web.ports.1 must be a port, HOST:CONTAINER, or a mapping with target, not a list"),
        ("{image: , tty: true}", {"tty": "true"}, "T182", ("image",), "services.web.image must be a text, not nothing"),
        ("{environment: 5}", {}, "T182", ("environment",), "services.web.environment must be a mapping, or a list of NAME=value, not a number"),
        ("{environment: {A: [1], B: 2}}", {"environment": {"B": "2"}}, "T182", ("environment", "A"), "services.web.environment.A must be a single value, not a list"),
        ("{deploy: {replicas: three}}", {"deploy": {}}, "T183", ("deploy", "replicas"), 'services.web.deploy.replicas must be an integer from 0, not "three"'),
        ("{deploy: {replicas: -1}}", {"deploy": {}}, "T183", ("deploy", "replicas"), 'services.web.deploy.replicas must be an integer from 0, not "-1"'),
        ("{deploy: {replicas: 1.5}}", {"deploy": {}}, "T182", ("deploy", "replicas"), "services.web.deploy.replicas must be an integer from 0, not a number"),
        ("{tty: maybe}", {}, "T183", ("tty",), 'services.web.tty must be true or false, not "maybe"'),
        ("{tty: 2}", {}, "T182", ("tty",), "services.web.tty must be true or false, not a number"),
        ("{depends_on: {db: {condition: ready}}}", {"depends_on": {"db": {}}}, "T183", ("depends_on", "db", "condition"), 'services.web.depends_on.db.condition must be one of service_started, service_healthy, service_completed_successfully, not "ready"'),
        ("{depends_on: {db: {restart: true}}}", {"depends_on": {}}, "T184", ("depends_on", "db"), "services.web.depends_on.db has no condition"),
        ("{volumes: [{target: /a}]}", {"volumes": []}, "T184", ("volumes", 0), "services.web.volumes.0 has no type"),
        ("{volumes: [{type: nfs, target: /a}]}", {"volumes": [{"target": "/a"}]}, "T183", ("volumes", 0, "type"), 'services.web.volumes.0.type must be one of bind, volume, tmpfs, image, cluster, npipe, not "nfs"'),
        ("{image: a, imgae: b}", {"image": "a"}, "T180", ("imgae",), "services.web knows no key imgae"),
        ("{networks: {'a b': }}", {"networks": {}}, "T185", ("networks", "a b"), '"a b" is no name for one of services.web.networks: letters, digits and . _ - are allowed'),
    ],
)  # fmt: skip
def test_what_breaks_the_schema_leaves_the_tree_with_a_finding(
    text: str, left: Any, code: str, path: tuple[str | int, ...], message: str
) -> None:
    found, findings = service(text)
    assert found == left
    (finding,) = findings
    assert (finding.code, finding.verdict, finding.message) == (code, Verdict.REFUSED, message)
    assert finding.source is not None
    assert finding.source.path == ("services", "web", *path)
    assert finding.help


def test_a_service_that_is_none() -> None:
    root, findings = run("services:\n  web:\n  db: postgres\n  ok: {image: a}\n", V3)
    assert root == {"services": {"ok": {"image": "a"}}}
    assert [(finding.code, str(finding.source)) for finding in findings] == [("T182", "stack.yml:2:3"), ("T182", "stack.yml:3:7")]


def test_sections_of_the_wrong_type() -> None:
    root, findings = run("services: [a]\nvolumes: b\n", V3)
    assert root == {}
    assert codes(findings) == ["T182", "T182"]


def test_all_faults_are_told_together() -> None:
    root, findings = run("services: {a: {image: [1], ports: x, bogus: 1}, b: {deploy: {replicas: x, mode: [1]}}}\nbogus: 1\n", V3)
    assert root == {"services": {"a": {}, "b": {"deploy": {}}}}
    assert sorted(codes(findings)) == ["T180", "T180", "T182", "T182", "T182", "T183"]


def test_the_services_of_version_1_stand_at_the_top() -> None:
    _, findings = run("services: {web: {image: [a], bogus: 1}}\n", V1)
    assert sorted(finding.message for finding in findings) == ["web knows no key bogus", "web.image must be a text, not a list"]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("{imgae: a}", "write image"),
        ("{restart-policy: a}", "write restart"),
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
        (V3, "{net: host}", ""),
        (V1, "{logging: {driver: syslog}}", "logging is no key of version 1 here, but of the current Compose Specification"),
        (V3, "{depends_on: {db: {condition: service_healthy}}}", None),
        (SPEC, "{log_driver: syslog}", "log_driver is no key of the current Compose Specification here, but of version 1"),
        (SPEC, "{cgroupns_mode: private}", "cgroupns_mode is no key of the current Compose Specification here, but of version 3"),
    ],
)
def test_a_key_of_another_generation_is_taken_with_a_note(version: Version, text: str, note: str | None) -> None:
    root = tree(f"services: {{web: {text}}}\n")
    findings = Collector()
    result = check(root, version, findings)
    assert data(result) == data(root)
    if note:
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
    check(Mapping({"services": Mapping({"web": changed}, services.keys, services.origin)}, root.keys, root.origin), SPEC, findings)
    assert [finding.source for finding in findings] == [line]


@pytest.mark.parametrize("number", ["0x1F", "0o17", "0777", "1_000", "-0x10", "9" * 400, "-" + "9" * 400, "1e400", ".inf", "-.inf", ".nan"])
def test_numbers_in_any_notation(number: str) -> None:
    found, findings = service(f"{{mem_limit: {number}, cpu_shares: {number}, labels: [{number}]}}")
    assert found["labels"] == [number]
    assert not findings


def test_schemas_hold_keys_and_types_and_nothing_else() -> None:
    allowed = {
        "$schema", "$ref", "$defs", "type", "expects", "since", "x-platform", "properties", "patternProperties",
        "additionalProperties", "items", "required", "enum", "pattern", "minimum",
    }  # fmt: skip

    def keywords(part: Any) -> set[str]:
        found: set[str] = set()
        if isinstance(part, dict):
            found |= set(part)
            for key, value in part.items():
                if key in ("properties", "patternProperties", "$defs", "x-platform"):
                    for inner in value.values():
                        found |= keywords(inner)
                elif key in ("additionalProperties", "items"):
                    found |= keywords(value)
        return found

    for name in ("v1", "v2", "v3", "specification"):
        document = json.loads((assets.schemas() / "compose" / f"{name}.json").read_text())
        assert keywords(document) <= allowed


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real stack files lies beside the checkout")
def test_real_files_have_no_unknown_keys_and_no_wrong_types() -> None:
    for path in sorted(CORPUS.glob("*.yml")):
        findings = Collector()
        root = compose(path.read_bytes(), path.name, findings)
        assert isinstance(root, Mapping)
        written = root.get("version")
        if isinstance(written, Scalar):
            version = {"2": V2, "3": V3}[written.text[0]]
        else:
            version = SPEC if "services" in root.entries else V1
        if version is V1:
            root = Mapping({"services": root}, {"services": Scalar("services", STR, root.origin)}, root.origin)
        check(root, version, findings)
        expected = {"T180", "T182"} if path.name.startswith("088") else set()
        assert set(codes(findings)) == expected, path.name
