"""Names inside values and commands that no cluster answers: told with their line, rewritten where the configuration says so."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

STACK = """\
services:
  web:
    image: nginx:1.27
    expose: [80]
    command: ["./wait-for", "my_db:5432", "--", "run", "my_db"]
    environment:
      URL: postgres://u:p@my_db:5432/my_db
      DB_HOST: my_db
      CACHE: shop_cache:6379
      OLD: shop_cache_1:6379
      ROLE: my_db
      DB_IMAGE: my_db:5432
  my_db:
    image: postgres:16
  cache:
    image: redis:7
"""


def environment(made: Written) -> dict[str, Any]:
    return {entry["name"]: entry["value"] for entry in made.container()["env"]}


def test_calls_by_names_that_are_gone_are_told_with_their_lines(tmp_path: Path) -> None:
    made = written(tmp_path, STACK)
    told = sorted((f.source.line, f.message) for f in made.findings if f.code == "T404" and f.source is not None)
    assert told == [
        (5, "web calls my_db, which no cluster answers; it is my-db there"),
        (7, "web calls my_db, which no cluster answers; it is my-db there"),
        (8, "web calls my_db, which no cluster answers; it is my-db there"),
        (9, "web calls shop_cache, which no cluster answers; it is cache there"),
        (10, "web calls shop_cache_1, which no cluster answers; it is cache there"),
    ]
    assert made.verdict("T404") == {Verdict.APPROXIMATED}
    assert environment(made)["URL"] == "postgres://u:p@my_db:5432/my_db"


def test_the_port_of_such_a_call_is_known(tmp_path: Path) -> None:
    made = written(tmp_path, STACK)
    assert [port["port"] for port in made.spec("Service", "cache")["ports"]] == [6379]
    assert [port["port"] for port in made.spec("Service", "my-db")["ports"]] == [5432]


def test_they_are_rewritten_on_request(tmp_path: Path) -> None:
    made = written(tmp_path, STACK, configuration="references: rewrite")
    assert environment(made) == {
        "URL": "postgres://u:p@my-db:5432/my_db",  # the name of the database is no host
        "DB_HOST": "my-db",
        "CACHE": "cache:6379",
        "OLD": "cache:6379",
        "ROLE": "my_db",
        "DB_IMAGE": "my_db:5432",
    }
    assert made.container()["args"] == ["./wait-for", "my-db:5432", "--", "run", "my_db"]
    assert made.verdict("T404") == set()
    assert made.verdict("T200") == {None}


def test_tasks_of_a_made_up_name(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        "services: {web: {image: nginx, expose: [80], environment: {PEERS: 'tasks.shop_web:80'}}}",
        configuration="references: rewrite",
    )
    assert made.spec("Service", "tasks-web")["clusterIP"] == "None"
    assert made.verdict("T404") == {Verdict.APPROXIMATED}


DOTTED = """\
services:
  web:
    image: nginx:1.27
    command: ["run", "-z", "ZK1.cloud,zk2.cloud", "zk2.cloud.example.com"]
    environment: {SERVERS: "server.2=zk2.cloud:2888:3888", FILE: /etc/zk1.cloud.conf}
  one: {image: "zookeeper:3.9", container_name: zk1.cloud}
  two: {image: "zookeeper:3.9", container_name: zk2.cloud}
"""


def test_container_names_with_a_dot_are_found_wherever_they_stand(tmp_path: Path) -> None:
    made = written(tmp_path, DOTTED)
    told = sorted(
        (f.source.line, f.message.partition(",")[0]) for f in made.findings if f.code == "T404" and f.source is not None
    )
    assert told == [(4, "web calls zk1.cloud"), (4, "web calls zk2.cloud"), (5, "web calls zk2.cloud")]
    # Other ports than the one beside the name may be called, so the name leads to the Pod at every port.
    assert made.spec("Service", "two")["clusterIP"] == "None"


def test_container_names_with_a_dot_are_rewritten_on_request(tmp_path: Path) -> None:
    made = written(tmp_path, DOTTED, configuration="references: rewrite")
    assert made.container()["args"] == ["run", "-z", "one,two", "zk2.cloud.example.com"]
    assert environment(made) == {"SERVERS": "server.2=two:2888:3888", "FILE": "/etc/zk1.cloud.conf"}


HOSTS = """
    services:
      web:
        image: nginx:1.27
        environment: {PMA_HOST: db_server, URL: "http://db_server:3306/", NOTE: "the db_server"}
        labels: {aliyun.scale: 1}
      db: {image: "mysql:8", KEY: db_server}
"""


@pytest.mark.parametrize(
    ("key", "dialect", "told"),
    [
        ("container_name", Dialect.ALIYUN, 2),
        ("container_name", Dialect.SWARM, 2),
        ("hostname", Dialect.ALIYUN, 2),
        ("hostname", Dialect.SWARM, 0),  # which Swarm never looked up
    ],
)
def test_names_with_an_underscore_are_none_in_a_cluster(tmp_path: Path, key: str, dialect: Dialect, told: int) -> None:
    made = written(tmp_path, HOSTS.replace("KEY", key), dialect=dialect)
    assert made.said("T404") == ["web calls db_server, which no cluster answers; it is db there"] * told


def test_names_with_an_underscore_are_rewritten_on_request(tmp_path: Path) -> None:
    made = written(
        tmp_path, HOSTS.replace("KEY", "hostname"), dialect=Dialect.ALIYUN, platform="ack", configuration="references: rewrite"
    )
    assert environment(made) == {"PMA_HOST": "db", "URL": "http://db:3306/", "NOTE": "the db_server"}
    assert [port["port"] for port in made.spec("Service", "db")["ports"]] == [3306]


def test_a_container_name_that_a_route_answers_stays(tmp_path: Path) -> None:
    text = """
        services:
          web: {image: "nginx:1.27", container_name: web.local, labels: {aliyun.routing.port_80: web.local}}
          client: {image: "curl:8", command: ["curl", "http://web.local/"]}
    """
    configuration = "target: {namespace: shop}\\nreferences: rewrite"
    made = written(tmp_path, text, configuration=configuration, dialect=Dialect.ALIYUN, platform="ack")
    assert made.container("client")["args"] == ["curl", "http://web.local/"]
    assert made.said("T404") == []
