"""What a service says of others: dependencies, links, networks, configs and secrets."""

import pytest

from tests.normalize.trees import codes, refusals, service
from translator.model.finding import Verdict
from translator.model.service import Service


def dependencies(web: Service) -> list[tuple[str, str]]:
    return [(one.service.value, one.condition.value) for one in web.depends_on]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("depends_on: [db, cache]", [("db", "service_started"), ("cache", "service_started")]),
        (
            "depends_on: {db: {condition: service_healthy}, cache: {condition: service_completed_successfully}}",
            [("cache", "service_completed_successfully"), ("db", "service_healthy")],
        ),
        ("depends_on: {db: , cache: {}}", [("cache", "service_started"), ("db", "service_started")]),
        ("links: [db, 'cache:c']", [("db", "service_started"), ("cache", "service_started")]),
        (
            "depends_on: {db: {condition: service_healthy}}\nlinks: [db, cache]",
            [("db", "service_healthy"), ("cache", "service_started")],
        ),
    ],
)
def test_dependencies(body: str, expected: list[tuple[str, str]]) -> None:
    web, findings = service(body)
    assert dependencies(web) == expected
    assert findings == []


def test_options_of_a_dependency() -> None:
    web, _ = service("depends_on: {db: {condition: service_started, required: false, restart: true}}")
    (one,) = web.depends_on
    assert one.required is not None
    assert one.restart is not None
    assert (one.required.value, one.restart.value) == (False, True)


def test_a_missing_service_that_is_not_required_is_ignored() -> None:
    web, findings = service("depends_on: {nobody: {condition: service_started, required: false}}")
    assert web.depends_on == ()
    assert [(finding.code, finding.verdict) for finding in findings] == [("T279", Verdict.IGNORED)]


@pytest.mark.parametrize(
    ("body", "links"),
    [("links: [db]", [("db", "db")]), ("links: ['db:mysql', 'db:sql']", [("db", "mysql"), ("db", "sql")])],
)
def test_links(body: str, links: list[tuple[str, str]]) -> None:
    web, findings = service(body)
    assert [(link.service.value, link.alias.value) for link in web.links] == links
    assert dependencies(web) == [("db", "service_started")]
    assert findings == []


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("depends_on: [nobody]", ["T279"]),
        ("depends_on: [web]", ["T284"]),
        ("depends_on: {db: {condition: service_happy}}", ["T253", "T291"]),
        ("depends_on: {db: started}", ["T250"]),
        ("links: [nobody]", ["T279"]),
        ("links: [web]", ["T284"]),
        ("links: ['db:a:b']", ["T284"]),
        ("links: ['db:']", ["T284"]),
        ("networks: [nobody]", ["T282"]),
        ("networks: {nobody: {aliases: [a]}}", ["T282"]),
        ("networks: {front: {ipv4_address: 10.0.0.1}}", ["T219"]),
        ("configs: [nobody]", ["T283"]),
        ("secrets: [site]", ["T283"]),
        ("configs: [{target: /x}]", ["T283"]),
        ("secrets: [{source: key, mode: 0888}]", ["T275"]),
        ("secrets: [{source: key, mode: 01777}]", ["T275"]),
    ],
)
def test_refused(body: str, refused: list[str]) -> None:
    _, findings = service(body)
    assert refusals(findings) == refused


def test_a_near_name_is_offered() -> None:
    _, findings = service("depends_on: [cashe]")
    assert "write cache" in findings[0].help


@pytest.mark.parametrize("body", ["depends_on: [db, db]", "links: [db, db]"])
def test_the_same_reference_twice_is_one(body: str) -> None:
    web, findings = service(body)
    assert dependencies(web) == [("db", "service_started")]
    assert codes(findings) == ["T262"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("networks: [front, back]", [("front", []), ("back", [])]),
        ("networks: {front: {aliases: [b, a]}, back: }", [("back", []), ("front", ["b", "a"])]),
        ("networks: [default]", [("default", [])]),
        ("image: nginx", [("default", [])]),
        ("networks: []", [("default", [])]),
    ],
)
def test_networks(body: str, expected: list[tuple[str, list[str]]]) -> None:
    web, findings = service(body)
    assert [(one.network.value, [alias.value for alias in one.aliases]) for one in web.networks] == expected
    assert refusals(findings) == []


def test_joining_a_network_has_a_verdict_and_an_alias_a_use() -> None:
    _, findings = service("networks: {front: {aliases: [a, a]}, back: }")
    assert codes(findings) == ["T262", "T297"]


@pytest.mark.parametrize("section", ["configs", "secrets"])
def test_grants(section: str) -> None:
    name = {"configs": "site", "secrets": "key"}[section]
    web, findings = service(
        f"{section}:\n- {name}\n- {{source: {name}, target: /x, uid: '1', gid: '2', mode: 0440}}\n"
        f"- {{source: {name}, target: /y, mode: '0400'}}"
    )
    short, long, quoted = getattr(web, section)
    assert (short.source.value, short.target, short.mode) == (name, None, None)
    assert [long.target.value, long.uid.value, long.gid.value, long.mode.value] == ["/x", "1", "2", 0o440]
    assert quoted.mode.value == 0o400
    assert findings == []


@pytest.mark.parametrize(("mode", "bits", "said"), [("292", 0o444, False), ("444", 0o674, True), ("0444", 0o444, False)])
def test_an_unquoted_mode_is_yaml_s_number(mode: str, bits: int, said: bool) -> None:
    web, findings = service(f"secrets: [{{source: key, mode: {mode}}}]")
    assert web.secrets[0].mode is not None
    assert web.secrets[0].mode.value == bits
    assert codes(findings) == (["T276"] if said else [])


def test_two_grants_at_one_place() -> None:
    _, findings = service("configs: [site, site, {source: site, target: /x}]")
    assert codes(findings) == ["T262"]
