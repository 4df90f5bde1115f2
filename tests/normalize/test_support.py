"""The support table has a row for every key of every version, and every mapped row has something that reads the key."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.normalize.trees import normalized, project, service
from translator import assets
from translator.model.finding import Verdict
from translator.model.origin import Derived, Source
from translator.normalize import services
from translator.normalize.extent import whole
from translator.normalize.support import SERVICE, STACK, Row, rows
from translator.report.catalogue import lookup

GENERATIONS = ("v1", "v2", "v3", "specification")
DEFINITIONS = ("volumes", "networks", "configs", "secrets")

READ_BY_PARSING = {"env_file", "extends", "label_file", "profiles"}
READ = (Verdict.MAPPED, Verdict.APPROXIMATED)

FORMS = {
    "build",
    "configs",
    "depends_on",
    "deploy",
    "deploy.placement",
    "deploy.placement.preferences",
    "deploy.resources",
    "deploy.resources.limits",
    "deploy.resources.reservations",
    "deploy.restart_policy",
    "deploy.update_config",
    "external",
    "healthcheck",
    "networks",
    "ports",
    "secrets",
    "volumes",
    "volumes.bind",
    "volumes.image",
    "volumes.tmpfs",
    "volumes.volume",
}
"""Keys of a service whose own keys have rows; what stands below another key shares its verdict."""


@cache
def document(generation: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((assets.schemas() / "compose" / f"{generation}.json").read_text())
    return loaded


def properties(schema: Any, generation: str) -> Iterator[tuple[str, Any]]:
    """The named keys of a schema, wherever its alternatives, items and references lead."""
    if isinstance(schema, list):
        for part in schema:
            yield from properties(part, generation)
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", {}).items()
    yield from schema.get("x-platform", {}).items()
    if "$ref" in schema:
        yield from properties(document(generation)["$defs"][schema["$ref"].rpartition("/")[2]], generation)
    for word in ("oneOf", "anyOf", "allOf", "items", "additionalProperties", "patternProperties"):
        below = schema.get(word)
        yield from properties(list(below.values()) if word == "patternProperties" and below else below, generation)


def service_keys(generation: str) -> Iterator[str]:
    pending = [("", document(generation)["$defs"]["service"])]
    while pending:
        prefix, schema = pending.pop()
        for name, below in properties(schema, generation):
            key = f"{prefix}{name}"
            yield key
            if key in FORMS:
                pending.append((f"{key}.", below))


def stack_keys(generation: str) -> Iterator[str]:
    for name in ("services", *document(generation)["properties"], *document(generation).get("x-platform", {})):
        yield name
    for section in DEFINITIONS:
        definition = document(generation)["$defs"].get(section.removesuffix("s"))
        for name, _ in properties(definition, generation):
            yield f"{section}.{name}"


def test_every_key_of_a_service_has_a_row() -> None:
    assert {key for generation in GENERATIONS for key in service_keys(generation)} == set(rows(SERVICE))


def test_every_key_of_the_top_has_a_row() -> None:
    names = {f"{section}.external.name" for section in DEFINITIONS}
    assert {key for generation in GENERATIONS for key in stack_keys(generation)} | names == set(rows(STACK))


def test_mapped_keys_are_those_that_have_a_file() -> None:
    top = {key for key, row in rows(SERVICE).items() if "." not in key and row.verdict is Verdict.MAPPED}
    files = {key for key in rows(SERVICE) if services.attribute(key) is not None}
    assert top <= files | READ_BY_PARSING | {"deploy"}
    assert all(rows(SERVICE)[key].verdict in READ for key in files)
    assert {key.replace(".", "_") for key in files} == services.keys()


ALL = [(scope, key, row) for scope in (SERVICE, STACK) for key, row in rows(scope).items()]


@pytest.mark.parametrize(("scope", "key", "row"), ALL, ids=lambda value: value if isinstance(value, str) else "")
def test_a_row_says_what_it_must(scope: str, key: str, row: Row) -> None:
    assert row.reason
    assert not row.reason.endswith(".")
    if row.verdict is not Verdict.MAPPED:
        assert lookup(row.code).code == row.code
    assert bool(row.remedy) >= (row.verdict is Verdict.REFUSED)


VALUES = {"deploy.rollback_config": "{parallelism: 1}", "init": "true", "oom_kill_disable": "true", "use_api_socket": "true"}


@pytest.mark.parametrize(
    ("key", "row"),
    [
        (key, row)
        for key, row in rows(SERVICE).items()
        if "." not in key and row.verdict is not Verdict.MAPPED and services.attribute(key) is None
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_key_without_a_meaning_gets_the_verdict_of_its_row(key: str, row: Row) -> None:
    _, findings = service(f"{key}: {VALUES.get(key, 'something')}")
    assert [(finding.code, finding.verdict) for finding in findings] == [(row.code, row.verdict)]
    assert findings[0].message.startswith(f"{key} ")


@pytest.mark.parametrize(
    "body",
    [
        "memswap_limit: 0",
        "shm_size: 0",
        "memswap_reservation: 0",
        "kernel_memory: 0",
        "oom-kill-disable: false",
        "init: false",
        "pids_limit: -1",
        "network_mode: bridge",
        "stop_signal: SIGTERM",
        "ipc: private",
        "devices: []",
        "sysctls: {}",
        "logging:",
    ],
)
def test_values_that_mean_not_set(body: str) -> None:
    _, findings = service(body)
    assert [(finding.code, finding.verdict) for finding in findings] == [("T202", Verdict.IGNORED)]


def test_a_key_that_nobody_knows_is_refused() -> None:
    _, findings = service("unheard_of: 1")
    assert [(finding.code, finding.verdict) for finding in findings] == [("T201", Verdict.REFUSED)]


def test_a_verdict_names_every_place_that_a_merge_brought_together() -> None:
    one = project("services: {web: {develop: {watch: syslog, other: {a: b}}}}")
    node = one.root.entries["services"].entries["web"].entries["develop"]  # type: ignore[union-attr]  # maps, as written above
    other = Source("override.yml", 9, 9, ("services", "web", "develop", "watch"))
    object.__setattr__(node.entries["watch"], "origin", other)  # type: ignore[union-attr]  # as a merge would leave it
    assert whole(node) == Derived("the parts of one value", (node.origin, other))
    _, findings = normalized(one)
    (ignored,) = [finding for finding in findings if finding.code == "T205"]
    assert ignored.also == (other,)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("privileged: true, device_cgroup_rules: ['c 1:3 mr']", ("T462", Verdict.IGNORED)),
        ("privileged: false, device_cgroup_rules: ['c 1:3 mr']", ("T212", Verdict.REFUSED)),
        ("privileged: true, cgroup: host", ("T462", Verdict.IGNORED)),
        ("privileged: true, cgroupns_mode: host", ("T462", Verdict.IGNORED)),
        ("privileged: true, cgroup: private", ("T202", Verdict.IGNORED)),
        ("mem_limit: 1g, memswap_limit: 1024m", ("T462", Verdict.IGNORED)),
        ("deploy: {resources: {limits: {memory: 1g}}}, memswap_limit: 1g", ("T462", Verdict.IGNORED)),
        ("deploy: {resources: {limits: {memory: 2g}}}, mem_limit: 1g, memswap_limit: 1g", ("T231", Verdict.APPROXIMATED)),
        ("mem_limit: 1g, memswap_limit: 2g", ("T231", Verdict.APPROXIMATED)),
        ("mem_limit: 0, memswap_limit: 0", ("T202", Verdict.IGNORED)),
    ],
)
def test_what_another_key_makes_needless(body: str, expected: tuple[str, Verdict]) -> None:
    _, findings = normalized(project(f"services: {{web: {{{body}}}}}"))
    assert expected in [(finding.code, finding.verdict) for finding in findings]
    assert not any(finding.verdict is Verdict.REFUSED for finding in findings if expected[1] is not Verdict.REFUSED)
