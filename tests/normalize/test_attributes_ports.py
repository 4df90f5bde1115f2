"""`ports` and `expose` in all their forms."""

import pytest

from tests.normalize.trees import codes, refusals, service
from translator.model.connection import Port
from translator.model.finding import Verdict


def shown(port: Port) -> tuple[int, int | None, str, str | None, str]:
    return (
        port.target.value,
        port.published.value if port.published else None,
        port.protocol.value,
        port.host_ip.value if port.host_ip else None,
        port.mode.value,
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("ports: ['8080:80']", [(80, 8080, "tcp", None, "ingress")]),
        ("ports: [80]", [(80, None, "tcp", None, "ingress")]),
        ("ports: [22:22]", [(22, 22, "tcp", None, "ingress")]),
        ("ports: ['53:53/udp', '53:53']", [(53, 53, "udp", None, "ingress"), (53, 53, "tcp", None, "ingress")]),
        ("ports: ['127.0.0.1:8080:80']", [(80, 8080, "tcp", "127.0.0.1", "ingress")]),
        ("ports: ['[::1]:8080:80']", [(80, 8080, "tcp", "::1", "ingress")]),
        ("ports: ['8000-8001:80-81']", [(80, 8000, "tcp", None, "ingress"), (81, 8001, "tcp", None, "ingress")]),
        ("ports: ['80:80', '8080:80']", [(80, 80, "tcp", None, "ingress"), (80, 8080, "tcp", None, "ingress")]),
        ("ports: [{target: 80}]", [(80, None, "tcp", None, "ingress")]),
        ("ports: [{target: '80', published: '8080', protocol: udp, mode: host}]", [(80, 8080, "udp", None, "host")]),
        ("ports: [{target: 80, published: 8080, host_ip: '::1'}]", [(80, 8080, "tcp", "::1", "ingress")]),
    ],
)
def test_ports(body: str, expected: list[tuple[int, int | None, str, str | None, str]]) -> None:
    web, findings = service(body)
    assert [shown(port) for port in web.ports] == expected
    assert findings == []


def test_names_of_the_long_form() -> None:
    web, _ = service("ports: [{target: 80, name: web, app_protocol: http}]")
    (port,) = web.ports
    assert port.name is not None
    assert port.app_protocol is not None
    assert (port.name.value, port.app_protocol.value) == ("web", "http")


def test_every_part_of_the_long_form_keeps_its_line() -> None:
    web, _ = service("ports:\n- target: 80\n  published: 8080\n  protocol: udp\n  mode: host")
    (port,) = web.ports
    assert port.published is not None
    places = [part.origin for part in (port.target, port.published, port.protocol, port.mode)]
    assert [getattr(place, "line", 0) for place in places] == [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("ports: ['80/icmp']", ["T263"]),
        ("ports: ['70000:80']", ["T263"]),
        ("ports: ['80-82:80-81']", ["T263"]),
        ("ports: [{published: 80}]", ["T263"]),
        ("ports: [{target: 80, protocol: icmp}]", ["T253", "T291"]),
        ("ports: [{target: 80, mode: sideways}]", ["T253", "T291"]),
        ("ports: [{target: 80, published: 99999}]", ["T263", "T291"]),
        ("ports: [{target: 80, host_ip: nobody}]", ["T287", "T291"]),
        ("ports: ['1-2000:1-2000']", ["T266"]),
        ("ports: ['80:80', '80:81']", ["T265"]),
        ("ports: [[80]]", ["T263"]),
        ("ports: 80", ["T250"]),
        ("expose: ['80:80']", ["T263"]),
        ("expose: ['1-2000']", ["T266"]),
    ],
)
def test_refused(body: str, refused: list[str]) -> None:
    _, findings = service(body)
    assert refusals(findings) == refused


def test_one_of_two_that_share_a_published_port_stays() -> None:
    web, _ = service("ports: ['80:80', '80:81']")
    assert [shown(port)[:2] for port in web.ports] == [(80, 80)]


def test_addresses_tell_published_ports_apart() -> None:
    web, findings = service("ports: ['127.0.0.1:80:80', '10.0.0.1:80:81']")
    assert len(web.ports) == 2
    assert findings == []


def test_the_same_port_twice_is_one() -> None:
    web, findings = service("ports: ['80:80', {target: 80, published: 80}]")
    assert len(web.ports) == 1
    assert codes(findings) == ["T262"]


def test_a_choice_of_published_ports_is_approximated() -> None:
    web, findings = service("ports: ['8000-8010:80', {target: 81, published: 9000-9010}]")
    assert [shown(port)[:2] for port in web.ports] == [(80, 8000), (81, 9000)]
    assert [(finding.code, finding.verdict) for finding in findings] == [("T264", Verdict.APPROXIMATED)] * 2


def test_a_published_zero_is_docker_s_choice() -> None:
    web, findings = service("ports: [{target: 80, published: 0}]")
    assert [shown(port)[:2] for port in web.ports] == [(80, None)]
    assert codes(findings) == ["T202"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("expose: ['3000', 8000]", [(3000, "tcp"), (8000, "tcp")]),
        ("expose: [22/tcp, 53/udp]", [(22, "tcp"), (53, "udp")]),
        ("expose: ['80-82']", [(80, "tcp"), (81, "tcp"), (82, "tcp")]),
    ],
)
def test_expose(body: str, expected: list[tuple[int, str]]) -> None:
    web, findings = service(body)
    assert [(port.port.value, port.protocol.value) for port in web.expose] == expected
    assert findings == []


def test_expose_once_each() -> None:
    web, findings = service("expose: ['80', '80-81', '80/tcp']")
    assert [port.port.value for port in web.expose] == [80, 81]
    assert codes(findings) == ["T262"]
