"""`translator.yaml`: every key reaches the settings with its line, and every fault has a place and the nearest key."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from translator import assets
from translator.model.finding import Finding
from translator.model.origin import Located, Source
from translator.model.settings import Acceptance, ClusterTarget, Settings, Storage, VolumePolicy
from translator.parse.settings import settings
from translator.report.collector import Collector


def run(folder: Path, text: str | bytes) -> tuple[Settings, list[Finding]]:
    path = folder / "translator.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Collector()
    found, files = settings(path, findings)
    assert [(file.name, file.leaves) for file in files] == [("translator.yaml", ())]
    return found, list(findings)


def value(located: Located[Any] | None) -> Any:
    return None if located is None else located.value


def texts(mapping: Any) -> dict[str, str]:
    return {name: located.value for name, located in mapping.items()}


WHOLE = """
target: {kubernetes: 1.30, platform: ack, namespace: shop}
variables: {TAG: 1.0, DEBUG: true, NAME: web}
images:
  rewrites: {registry.example.com: b, registry.example.com/old: a}
  services: {web: app/web:1}
  pull_secrets: [regcred]
  helper: busybox:1.36
exposure:
  published: none
  services: {web: load-balancer}
  ingress_class: nginx
  domain: apps.example.com
  tls: {"*.example.com": example-tls, shop.example.com: shop-tls}
  address_type: internet
load_balancers: {web-slb: lb-1}
storage: {driver: csi, classes: {read-write-many: nas}, size: 20Gi}
volumes:
  data: per-replica
  logs: {mode: host, path: /var/log, fill: image, size: 1.5Gi, storage_class: fast}
workloads: {batch: job}
nodes:
  index: {1: {kubernetes.io/hostname: node-a}}
  labels: {group: example.com/group}
  hostnames: {swarm-1: node-a}
logs: {form: resource}
resources: {cpu_request: 100m, cpu_limit: 2, memory_request: 64Mi, memory_limit: 1Gi, request_ratio: 0.5}
secrets: {environment: ["*_PASSWORD", TOKEN]}
accepted:
  - {code: T150, path: services.*.image, reason: we know}
  - {code: any, path: "stack.yml:*", reason: all of it}
"""


def test_every_key(tmp_path: Path) -> None:
    found, findings = run(tmp_path, WHOLE)
    assert not findings

    def here(line: int, column: int, *path: str | int) -> Source:
        return Source("translator.yaml", line, column, path)

    assert found.target == ClusterTarget(
        Located("1.30", here(2, 22, "target", "kubernetes")),
        Located("ack", here(2, 38, "target", "platform")),
        Located("shop", here(2, 54, "target", "namespace")),
    )
    assert texts(found.variables) == {"TAG": "1.0", "DEBUG": "true", "NAME": "web"}
    assert [(old, new.value) for old, new in found.images.rewrites] == [
        ("registry.example.com/old", "a"),
        ("registry.example.com", "b"),
    ]
    assert texts(found.images.services) == {"web": "app/web:1"}
    assert [secret.value for secret in found.images.pull_secrets] == ["regcred"]
    assert value(found.images.helper) == "busybox:1.36"
    assert value(found.exposure.published) == "none"
    assert texts(found.exposure.services) == {"web": "load-balancer"}
    assert value(found.exposure.ingress_class) == "nginx"
    assert value(found.exposure.domain) == "apps.example.com"
    assert texts(found.exposure.tls) == {"*.example.com": "example-tls", "shop.example.com": "shop-tls"}
    assert value(found.exposure.address_type) == "internet"
    assert {name: one.id.value for name, one in found.load_balancers.items()} == {"web-slb": "lb-1"}
    assert value(found.storage.driver) == "csi"
    assert texts(found.storage.classes) == {"read-write-many": "nas"}
    assert value(found.storage.size) == "20Gi"
    assert found.volumes["data"] == VolumePolicy(mode=Located("per-replica", here(19, 9, "volumes", "data")))
    logs = found.volumes["logs"]
    assert [value(part) for part in (logs.mode, logs.path, logs.fill, logs.size, logs.storage_class)] == [
        "host",
        "/var/log",
        "image",
        "1.5Gi",
        "fast",
    ]
    assert texts(found.workloads) == {"batch": "job"}
    assert {number: (label, node.value) for number, (label, node) in found.nodes.index.items()} == {
        "1": ("kubernetes.io/hostname", "node-a")
    }
    assert texts(found.nodes.labels) == {"group": "example.com/group"}
    assert texts(found.nodes.hostnames) == {"swarm-1": "node-a"}
    assert value(found.logs) == "resource"
    resources = found.resources
    quantities = (resources.cpu_request, resources.cpu_limit, resources.memory_request, resources.memory_limit)
    assert [value(part) for part in quantities] == ["100m", "2", "64Mi", "1Gi"]
    assert value(resources.request_ratio) == 0.5
    assert [pattern.value for pattern in found.secrets] == ["*_PASSWORD", "TOKEN"]
    assert found.accepted == (
        Acceptance("T150", "services.*.image", "we know", here(30, 5, "accepted", 0)),
        Acceptance("any", "stack.yml:*", "all of it", here(31, 5, "accepted", 1)),
    )


def test_no_file_and_an_empty_file_are_the_defaults(tmp_path: Path) -> None:
    assert settings(None, Collector()) == (Settings(), ())
    for text in ("", "# nothing\n", "{}\n"):
        assert run(tmp_path, text)[0] == Settings()


def test_the_order_of_keys_does_not_show(tmp_path: Path) -> None:
    one, _ = run(tmp_path, "variables: {B: 1, A: 2}\nvolumes: {b: claim, a: host}\n")
    assert list(one.variables) == ["A", "B"]
    assert list(one.volumes) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "code", "place", "words", "help"),
    [
        ("stroage: {}", "T171", "1:1", "the configuration has no key stroage", "write storage"),
        ("target: {platfrom: ack}", "T171", "1:10", "target has no key platfrom", "write platform"),
        ("exposure: {ingress-class: a}", "T171", "1:12", "exposure has no key ingress-class", "write ingress_class"),
        ("storage: {zzz: 1}", "T171", "1:11", "storage has no key zzz", "the keys here are bindings, classes, driver, size"),
        ("target: {platform: eks}", "T172", "1:20", 'must be one of kubernetes, ack, not "eks"', ""),
        ("target: {kubernetes: 5}", "T172", "1:22", 'must be a version such as "1.35"', ""),
        ("target: {kubernetes: 1.28...1.30}", "T172", "1:22", "or a range such as", ""),
        ("target: {namespace: My_Shop}", "T172", "1:21", "lower-case", ""),
        ("target: [a]", "T172", "1:9", "target must be a mapping, not a list", ""),
        ("logs:", "T172", "1:1", "logs must be a mapping, not nothing", ""),
        ("images: {pull_secrets: regcred}", "T172", "1:24", 'must be a list of names, not "regcred"', ""),
        ("exposure: {published: nodeport}", "T172", "1:23", "one of node-port, load-balancer, none", ""),
        ("exposure: {tls: {'a b': c}}", "T172", "1:18", "cannot have the key a b: it must be a host", ""),
        ("variables: {1A: b}", "T172", "1:13", "variables cannot have the key 1A", ""),
        ("variables: {A: [b]}", "T172", "1:16", "must be a single value, not a list", ""),
        ("volumes: {data: replica}", "T172", "1:17", "must be claim, shared, per-replica, host, or a mapping", ""),
        ("volumes: {data: {path: var}}", "T172", "1:24", "must be an absolute path", ""),
        ("volumes: {data: {size: ten}}", "T172", "1:24", "a quantity such as 500m or 10Gi", ""),
        ("workloads: {a: cronjob}", "T172", "1:16", "one of job, deployment", ""),
        ("nodes: {index: {one: {a: b}}}", "T172", "1:17", "must be a number", ""),
        ("nodes: {index: {1: {a: b, c: d}}}", "T172", "1:20", "one label to its value, not a mapping of 2", ""),
        ("nodes: {labels: {a: 'b c'}}", "T172", "1:21", "a label such as", ""),
        ("resources: {request_ratio: 1.5}", "T172", "1:28", "a number above 0 and up to 1", ""),
        ("resources: {request_ratio: 0}", "T172", "1:28", "a number above 0 and up to 1", ""),
        ("resources: {cpu_limit: -1}", "T172", "1:24", "a quantity", ""),
        ("accepted: [{code: T150, path: a}]", "T173", "1:12", "accepted.0 has no reason", "add reason"),
        ("accepted: [{code: T001, path: a, reason: b}]", "T172", "1:19", "a code such as T206", ""),
        ("accepted: [{code: T195, path: a, reason: b}]", "T174", "1:19", "there is no code T195", ""),
        ("accepted: [5]", "T172", "1:12", "must be a mapping", ""),
        ("[a]", "T172", "1:1", "must be a mapping, not a list", ""),
    ],
)
def test_faults(tmp_path: Path, text: str, code: str, place: str, words: str, help: str) -> None:
    _, findings = run(tmp_path, text + "\n")
    (finding,) = findings
    assert (finding.code, str(finding.source), finding.verdict) == (code, f"translator.yaml:{place}", None)
    assert words in finding.message
    assert finding.help == help if help else finding.help


def test_a_fault_leaves_the_rest(tmp_path: Path) -> None:
    found, findings = run(tmp_path, "storage: {size: ten, driver: csi}\nbogus: 1\nworkloads: {a: job, b: what}\n")
    assert len(findings) == 3
    assert found.storage == Storage(driver=found.storage.driver)
    assert value(found.storage.driver) == "csi"
    assert texts(found.workloads) == {"a": "job"}


@pytest.mark.parametrize("text", ["a: [\n", "a: 1\na: 2\n", "\t- x\n"])
def test_broken_yaml_is_a_finding(tmp_path: Path, text: str) -> None:
    _, findings = run(tmp_path, text)
    assert findings


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (1 << 21))
    for path in (tmp_path / "nope.yaml", tmp_path, large):
        findings = Collector()
        assert settings(path, findings) == (Settings(), ())
        assert [finding.code for finding in findings] == ["T170"]
        assert str(tmp_path) not in next(iter(findings)).message


def test_a_relative_name_is_shown_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/translator.yaml").write_text("a: 1\n")
    monkeypatch.chdir(tmp_path)
    findings = Collector()
    settings(Path("etc/translator.yaml"), findings)
    assert [str(finding.source) for finding in findings] == ["etc/translator.yaml:1:1"]


def _schema() -> Any:
    return json.loads((assets.schemas() / "translator.schema.json").read_text())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(_schema())


def test_every_key_has_a_title_and_nothing_else_is_allowed() -> None:
    def visit(part: dict[str, Any], path: str) -> None:
        if "properties" in part:
            assert part["additionalProperties"] is False, path
            for name, inner in part["properties"].items():
                assert "$ref" in inner or "title" in inner, f"{path}.{name}"
                visit(inner, f"{path}.{name}")
        for key in ("items", "additionalProperties"):
            if isinstance(part.get(key), dict):
                visit(part[key], f"{path}.{key}")

    visit(_schema(), "translator.yaml")


_LEAF = st.none() | st.booleans() | st.integers() | st.text("abc-10Gi.%/", max_size=6)
_TREE = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc1", max_size=3), inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from(sorted(_schema()["properties"])), _TREE, max_size=4))
def test_no_configuration_crashes(tmp_path_factory: pytest.TempPathFactory, tree: dict[str, Any]) -> None:
    run(tmp_path_factory.getbasetemp(), json.dumps(tree))


def test_networks_references_and_files(tmp_path: Path) -> None:
    text = "networks: {policies: true}\nreferences: rewrite\nfiles: {tls: {object: web, key: server.key}}\n"
    found, findings = run(tmp_path, text)
    assert findings == []
    assert (value(found.networks.policies), value(found.references)) == ("true", "rewrite")
    assert (value(found.files["tls"].object), value(found.files["tls"].key)) == ("web", "server.key")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("networks: {policies: maybe}", 'networks.policies must be true or false, not "maybe"'),
        ("references: never", 'references must be one of report, rewrite, not "never"'),
        ("files: {tls: {key: a/b}}", 'files.tls.key must be letters, digits, - _ and ., not "a/b"'),
    ],
)
def test_wishes_that_nobody_can_fulfil(tmp_path: Path, text: str, message: str) -> None:
    _, findings = run(tmp_path, text)
    assert [(finding.code, finding.message) for finding in findings] == [("T172", message)]
