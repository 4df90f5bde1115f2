"""Known ports: every sign counts, each port keeps all its causes, and what is not known is said."""

import pytest

from tests.render.stacks import (
    at,
    codes,
    command,
    destination,
    environment,
    expose,
    healthcheck,
    here,
    port,
    route,
    said,
    service,
    stack,
)
from translator.model.health import Healthcheck, Probe
from translator.model.origin import Located, Origin, sources
from translator.model.service import Service
from translator.render.answers import answers, spelled
from translator.render.blueprint import KnownPort
from translator.render.mentions import mentions
from translator.render.naming import names
from translator.render.ports import known_ports
from translator.render.routing import PortNames
from translator.report.collector import Collector


def known(*services: Service, fixed: PortNames | None = None) -> tuple[dict[str, tuple[KnownPort, ...]], Collector]:
    findings = Collector()
    found = stack(*services)
    spellings = spelled(found, answers(found, names(found, destination(), Collector()), Collector()))
    return dict(known_ports(found, spellings, mentions(found.services, spellings), fixed or {}, findings)), findings


def brief(ports: tuple[KnownPort, ...]) -> list[tuple[int, str, str]]:
    return [(port.number.value, port.protocol.value, port.name.value) for port in ports]


def paths(origin: Origin) -> list[tuple[str | int, ...]]:
    return [source.path for source in sources(origin)]


def test_every_sign_is_a_port() -> None:
    web = service(
        "web",
        ports=(port(80, 8080),),
        expose=(expose(9000), expose(53, "udp")),
        probe=Probe(scheme=here("http"), port=here(81, "probe")),
        routes=(route(82, "www.example.com"),),
        healthcheck=healthcheck("curl -f http://localhost:83/health"),
    )
    app = service("app", environment=environment("app", API="http://web:84/"))
    ports, findings = known(web, app)
    assert brief(ports["web"]) == [
        (80, "TCP", "tcp-80"),
        (9000, "TCP", "tcp-9000"),
        (53, "UDP", "udp-53"),
        (81, "TCP", "tcp-81"),
        (82, "TCP", "tcp-82"),
        (83, "TCP", "tcp-83"),
        (84, "TCP", "tcp-84"),
    ]
    assert ports["app"] == ()
    (answer,) = said(findings, "T422")
    assert answer.startswith("web answers inside the cluster at 80/tcp, 9000/tcp, 53/udp, 81/tcp, 82/tcp, 83/tcp, 84/tcp and")
    assert said(findings, "T423") == ["no port of app is known, so its name leads straight to its Pods, at every port"]


def test_a_probe_inside_the_container_tells_a_port() -> None:
    words = command("curl", "-u", "user:word", "http://127.0.0.1:8888/health")
    ports, _ = known(service("config", probe=Probe(command=words)))
    assert brief(ports["config"]) == [(8888, "TCP", "tcp-8888")]


def test_a_port_rests_on_all_its_signs() -> None:
    web = service("web", ports=(port(80, 8080),), expose=(expose(80),), environment=environment(SELF="web:80"))
    ports, _ = known(web)
    (found,) = ports["web"]
    assert paths(found.number.origin) == [("ports", 80), ("expose", 80), ("services", "web", "environment", "SELF")]
    assert paths(found.protocol.origin) == [("ports", 80), ("expose", 80)]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (("curl -f http://localhost:8080/health || exit 1",), [8080]),
        (("CMD-like", "wget", "-qO-", "127.0.0.1:9090/ready"), [9090]),
        (("nc", "-z", "localhost", "6379"), [6379]),
        (("curl http://localhost/",), [80]),
        (("curl -k https://localhost/health",), [443]),
        (("curl http://[::1]:8081/",), [8081]),
        (("curl http://0.0.0.0:8082/",), [8082]),
        (("redis-cli", "ping"), []),
        (("curl http://other:8080/",), []),
        (("curl http://localhost.example.com:80/",), []),
        (("curl http://127.0.0.12:80/",), []),
        (("curl localhost:0",), []),
    ],
)
def test_ports_of_a_healthcheck(words: tuple[str, ...], numbers: list[int]) -> None:
    ports, _ = known(service("web", healthcheck=healthcheck(*words)))
    assert [found.number.value for found in ports["web"]] == numbers


def test_a_disabled_healthcheck_says_nothing() -> None:
    check = Healthcheck(at("healthcheck"), disabled=here(True), test=command("curl localhost:80"), shell=True)
    assert known(service("web", healthcheck=check))[0]["web"] == ()


def test_a_mention_by_an_alias_counts_for_the_service() -> None:
    from tests.render.stacks import link

    ports, _ = known(service("db"), service("web", links=(link("db", "mysql"),), environment=environment(DB="mysql:3306")))
    assert brief(ports["db"]) == [(3306, "TCP", "tcp-3306")]


def test_a_mention_has_the_protocol_that_the_service_gives_the_port() -> None:
    statsd = service("statsd", ports=(port(8125, None, protocol="udp"),))
    ports, _ = known(statsd, service("web", environment=environment(STATSD="statsd:8125")))
    assert brief(ports["statsd"]) == [(8125, "UDP", "udp-8125")]


def test_one_number_by_two_protocols_is_two_ports() -> None:
    ports, _ = known(service("dns", ports=(port(53, 53, "ports", 0), port(53, 53, "ports", 1, protocol="udp"))))
    assert brief(ports["dns"]) == [(53, "TCP", "tcp-53"), (53, "UDP", "udp-53")]


@pytest.mark.parametrize(
    ("written", "name", "found"),
    [
        ("web", "web", []),
        ("http-2", "http-2", []),
        ("My Port", "tcp-80", ["T421"]),
        ("x" * 16, "tcp-80", ["T421"]),
        ("80", "tcp-80", ["T421"]),
    ],
)
def test_names_of_ports(written: str, name: str, found: list[str]) -> None:
    ports, findings = known(service("web", ports=(port(80, 80, name=written),)))
    assert brief(ports["web"]) == [(80, "TCP", name)]
    assert [code for code in codes(findings) if code == "T421"] == found


def test_two_ports_cannot_have_one_name() -> None:
    ports, findings = known(service("web", ports=(port(80, 80, name="http"), port(81, 81, name="http"))))
    assert brief(ports["web"]) == [(80, "TCP", "http"), (81, "TCP", "tcp-81")]
    assert said(findings, "T421") == [
        "port 81 of web cannot be named http: a port name must be its own, and another port has it"
    ]


def test_a_name_never_takes_that_of_a_port_without_one() -> None:
    ports, findings = known(service("web", ports=(port(80, 80, name="tcp-81"), port(81, 81), port(82, 82, name="tcp-82"))))
    assert brief(ports["web"]) == [(80, "TCP", "tcp-80"), (81, "TCP", "tcp-81"), (82, "TCP", "tcp-82")]
    assert [code for code in codes(findings) if code == "T421"] == ["T421"]


def test_every_name_of_a_port_that_is_listed_twice_reaches_the_output() -> None:
    ports, _ = known(service("web", ports=(port(80, 80, "ports", 0, name="a"), port(80, 81, "ports", 1, name="b"))))
    (found,) = ports["web"]
    assert found.name.value == "a"
    assert paths(found.name.origin) == [("ports", 0, "name"), ("ports", 1, "name")]


def test_thousands_of_ports_are_told_in_few_words() -> None:
    web = service("web", ports=tuple(port(number, number) for number in range(1, 3_001)))
    ports, findings = known(web)
    assert len(ports["web"]) == 3_000
    assert said(findings, "T422")[0].endswith("8/tcp and 2992 more and at no other port")


def test_a_name_that_is_needed_wins() -> None:
    ports, _ = known(
        service("web", ports=(port(80, 80, name="http"),)), fixed={("web", 80): Located("route-12345678", at("route"))}
    )
    assert brief(ports["web"]) == [(80, "TCP", "route-12345678")]


@pytest.mark.parametrize(
    ("written", "application"), [("http", "http"), ("kubernetes.io/ws", "kubernetes.io/ws"), ("a b", None)]
)
def test_application_protocol(written: str, application: str | None) -> None:
    ports, findings = known(service("web", ports=(port(80, 80, app_protocol=written),)))
    (found,) = ports["web"]
    assert (found.application.value if found.application else None) == application
    assert ("T421" in codes(findings)) is (application is None)


def test_dnsrr_answers_at_every_port_so_nothing_is_said() -> None:
    _, findings = known(service("web", ports=(port(80),), endpoint_mode=here("dnsrr")))
    assert codes(findings) == []
