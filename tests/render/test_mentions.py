"""Mentions: the ways in which stacks say where a neighbour answers, and what only looks like one."""

from pathlib import Path

import pytest

from tests.render.stacks import codes, command, environment, said, service
from tests.render.written import written
from translator.model.finding import Verdict
from translator.model.origin import sources
from translator.render.mentions import mentions, replaced, say_renamed
from translator.report.collector import Collector

NAMES = {"db", "cache", "my_app", "web-1"}

Found = list[tuple[str, int | None, str, bool]]


def found(value: str, key: str = "URL") -> Found:
    return [
        (m.name, m.port, m.protocol, m.tasks)
        for m in mentions([service("web", environment=environment(**{key: value}))], NAMES)
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("db:5432", [("db", 5432, "TCP", False)]),
        ("DB:5432", [("db", 5432, "TCP", False)]),
        ("jdbc:postgresql://db:5432/shop?x=1", [("db", 5432, "TCP", False)]),
        ("redis://user:secret@cache:6379/0", [("cache", 6379, "TCP", False)]),
        ("db:1,cache:2;web-1:3", [("db", 1, "TCP", False), ("cache", 2, "TCP", False), ("web-1", 3, "TCP", False)]),
        ("http://my_app:8080", [("my_app", 8080, "TCP", False)]),
        ("udp://db:8125", [("db", 8125, "UDP", False)]),
        ("http://db/", [("db", None, "TCP", False)]),
        ("http://u:p@db", [("db", None, "TCP", False)]),
        ("tasks.db", [("db", None, "TCP", True)]),
        ("http://tasks.db:80", [("db", 80, "TCP", True), ("db", None, "TCP", True)]),
        ("db:0", []),
        ("db:65536", []),
        ("db:99999", []),
        ("db:123456", []),
        ("db:80.5", []),
        ("db:latest", []),
        ("mydb:80", []),
        ("my-db:80", []),
        ("db.example.com:80", []),
        ("prod.db:80", []),
        ("other:80", []),
        ("a db is 12:30", []),
        ("db 5432", []),
        ("http://db.example.com/", []),
        ("tasks.other", []),
        ("multitasks.db", []),
        ("", []),
    ],
)
def test_mentions_in_a_value(value: str, expected: Found) -> None:
    assert found(value) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("sh", "-c", "until nc -z db 5432; do sleep 1; done"), [("db", 5432, "TCP")]),
        (("sh", "-c", "nc -zuv db 53"), [("db", 53, "UDP")]),
        (("bash", "-c", "exec 3<>/dev/tcp/db/5432"), [("db", 5432, "TCP")]),
        (("bash", "-c", "echo >/dev/udp/db/514"), [("db", 514, "UDP")]),
        (("./wait-for", "db:5432", "--", "run"), [("db", 5432, "TCP")]),
        (("sync", "db"), []),
    ],
)
def test_mentions_in_a_command(words: tuple[str, ...], expected: list[tuple[str, int, str]]) -> None:
    for field in ("command", "entrypoint"):
        result = mentions([service("web", **{field: command(*words)})], NAMES)
        assert [(mention.name, mention.port, mention.protocol) for mention in result] == expected


def test_an_image_is_no_mention() -> None:
    assert found("db:16", key="DB_IMAGE") == []


def test_host_and_port_in_two_variables() -> None:
    (mention,) = mentions([service("web", environment=environment(DB_HOST="Db", DB_PORT="5432", CACHE_PORT="1"))], NAMES)
    assert (mention.service, mention.name, mention.port) == ("web", "db", 5432)
    assert [source.path[-1] for source in sources(mention.origin)] == ["DB_HOST", "DB_PORT"]


@pytest.mark.parametrize("port", ["", "x", "0", "70000", "٣"])
def test_a_host_without_a_usable_port(port: str) -> None:
    (mention,) = mentions([service("web", environment=environment(DB_HOST="db", DB_PORT=port))], NAMES)
    assert mention.port is None


def test_a_word_that_is_a_name_is_no_mention_unless_it_is_a_host() -> None:
    assert found("db", key="ROLE") == []
    assert found("db", key="MYSQL_HOST") == [("db", None, "TCP", False)]


@pytest.mark.parametrize(
    "value",
    [
        "Server=my_app;Database=my_app_data;User Id=sa",
        "Data Source = tcp:my_app,1433",
        "host=my_app port=5432 dbname=shop",
        "psql -h my_app -U shop",
        "mysql --host=my_app --user=web-1",
    ],
)
def test_a_host_among_other_words(value: str) -> None:
    assert found(value, key="CONNECTION") == [("my_app", None, "TCP", False)]
    assert replaced(value, {"my_app": "my-app"}) == value.replace("my_app", "my-app", 1)


@pytest.mark.parametrize(
    "value", ["database=my_app", "Server=my_app.example.com;", "server=my_app_data", "--hostess my_app", "x-host=db"]
)
def test_what_stands_beside_another_word_is_no_host(value: str) -> None:
    assert found(value, key="CONNECTION") == []
    assert replaced(value, {"my_app": "my-app"}) == value


def test_a_list_of_hosts() -> None:
    assert [name for name, *_ in found("db, my_app;web-1", key="SEED_HOSTS")] == ["db", "my_app", "web-1"]
    assert found("db,my_app", key="TABLES") == []


def test_hosts_are_rewritten_one_by_one(tmp_path: Path) -> None:
    text = """
    services:
      web:
        image: web:1
        environment: {DB_SERVERS: "my_db,other_db", DSN: "host=my_db dbname=my_db", DB_HOST: my_db}
      my_db: {image: "postgres:17", expose: [5432]}
    """
    made = written(tmp_path, text, configuration="references: rewrite")
    assert {one["name"]: one["value"] for one in made.container()["env"]} == {
        "DB_SERVERS": "my-db,other_db",
        "DSN": "host=my-db dbname=my_db",
        "DB_HOST": "my-db",
    }


def test_a_call_by_a_name_that_is_gone_is_told() -> None:
    findings = Collector()
    users = [service("web", environment=environment(URL="http://my_app:80", OTHER="db:1"))]
    say_renamed(mentions(users, NAMES), {"my_app": "my-app"}, findings)
    assert codes(findings) == ["T404"]
    assert said(findings, "T404") == ["web calls my_app, which no cluster answers; it is my-app there"]
    finding = next(iter(findings))
    assert finding.verdict is Verdict.APPROXIMATED
    assert finding.source is not None
    assert finding.source.path[-1] == "URL"


def test_no_mention_tells_a_value() -> None:
    findings = Collector()
    called = mentions([service("web", environment=environment(URL="amqp://u:hunter2@my_app:1"))], NAMES)
    say_renamed(called, {"my_app": "my-app"}, findings)
    assert codes(findings) == ["T404"]
    assert "hunter2" not in repr(list(findings))
