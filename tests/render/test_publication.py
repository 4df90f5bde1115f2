"""Published ports: on the nodes unless told otherwise, and never what was not open to the world."""

from pathlib import Path
from types import MappingProxyType

import pytest

from tests.render.stacks import codes, here, port, service
from tests.render.written import written
from translator.model.connection import Port
from translator.model.finding import Verdict
from translator.model.settings import Exposure
from translator.model.stack import Dialect
from translator.render.publication import Publication, publication
from translator.report.collector import Collector


def published(*ports: Port, exposure: Exposure | None = None) -> tuple[Publication | None, Collector]:
    findings = Collector()
    return publication(service("web", ports=ports), exposure or Exposure(), findings), findings


def brief(found: Publication) -> list[tuple[str, int, int, str]]:
    return [(port.name.value, port.number.value, port.target.value, port.protocol.value) for port in found.ports]


def test_ports_keep_their_number_and_lead_to_the_container() -> None:
    found, findings = published(port(80, 8080), port(53, 53, protocol="udp"))
    assert found is not None
    assert found.type.value == "NodePort"
    assert brief(found) == [("tcp-8080", 8080, 80, "TCP"), ("udp-53", 53, 53, "UDP")]
    assert [(finding.code, finding.verdict) for finding in findings] == [("T427", Verdict.APPROXIMATED)] * 2
    assert ["8080" in finding.message for finding in findings] == [True, False]


def test_one_container_port_may_be_published_twice() -> None:
    found, _ = published(port(80, 8080, "ports", 0, name="http"), port(80, 8081, "ports", 1, name="http"))
    assert found is not None
    assert brief(found) == [("http", 8080, 80, "TCP"), ("tcp-8081", 8081, 80, "TCP")]


def test_one_number_at_two_addresses_is_refused() -> None:
    found, findings = published(port(80, 8080, "ports", 0, host_ip="10.0.0.1"), port(81, 8080, "ports", 1, host_ip="10.0.0.2"))
    assert found is not None
    assert brief(found) == [("tcp-8080", 8080, 80, "TCP")]
    assert [finding.source.path for finding in findings if finding.code == "T430" and finding.source] == [("ports", 1)]


def test_names_of_published_ports_are_distinct() -> None:
    found, _ = published(port(80, 80, name="tcp-81"), port(81, 81), port(82, 82, name="My Port", app_protocol="a b"))
    assert found is not None
    assert [item.name.value for item in found.ports] == ["tcp-80", "tcp-81", "tcp-82"]
    assert found.ports[2].application is None


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (Exposure(published=here("load-balancer")), "LoadBalancer"),
        (Exposure(published=here("none"), services=MappingProxyType({"web": here("load-balancer")})), "LoadBalancer"),
        (Exposure(published=here("load-balancer"), services=MappingProxyType({"web": here("node-port")})), "NodePort"),
        (Exposure(services=MappingProxyType({"other": here("load-balancer")})), "NodePort"),
    ],
)
def test_the_configuration_decides(ways: Exposure, expected: str) -> None:
    found, findings = published(port(80, 80), exposure=ways)
    assert found is not None
    assert found.type.value == expected
    assert codes(findings) == (["T427"] if expected == "NodePort" else [])


def test_none_publishes_nothing_and_says_so() -> None:
    found, findings = published(port(80, 8080), port(81, 8081), exposure=Exposure(published=here("none")))
    assert found is None
    assert [(finding.code, finding.verdict) for finding in findings] == [("T426", Verdict.IGNORED)] * 2


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"])
def test_the_loopback_address_is_not_published(address: str) -> None:
    found, findings = published(port(80, 8080, "ports", 0, host_ip=address))
    assert found is None
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T425", Verdict.IGNORED)
    covered = {finding.source.path if finding.source else (), *(source.path for source in finding.also)}
    assert covered == {("ports", 0), ("ports", 0, "host_ip")}


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "[::]"])
def test_the_address_of_every_interface_is_none(address: str) -> None:
    found, findings = published(port(80, 8080, host_ip=address))
    assert found is not None
    assert codes(findings) == ["T427"]
    assert "host_ip" in str(found.ports[0].number.origin)


def test_another_address_is_approximated() -> None:
    found, findings = published(port(80, 8080, host_ip="10.0.0.5"))
    assert found is not None
    assert codes(findings) == ["T428", "T427"]


def test_a_port_of_the_container_alone_is_not_published() -> None:
    found, findings = published(port(80))
    assert found is None
    assert [(finding.code, finding.verdict) for finding in findings] == [("T424", None)]


def test_a_port_of_the_host_is_none_of_the_service() -> None:
    found, findings = published(port(80, 8080, mode="host"))
    assert found is None
    assert codes(findings) == []


def test_a_written_mode_reaches_the_output() -> None:
    found, _ = published(port(80, 8080, mode="ingress"))
    assert found is not None
    assert "mode" in str(found.ports[0].number.origin)


def test_a_published_port_that_nodes_can_open_stays_itself() -> None:
    found, findings = published(
        port(80, 30080), port(81, 32767), port(82, 29999), port(83, 32768), port(53, 30053, protocol="udp")
    )
    assert found is not None
    assert [item.node.value if item.node else None for item in found.ports] == [30080, 32767, None, None, 30053]
    assert codes(findings) == ["T427", "T427"]


def test_a_load_balancer_opens_no_port_of_the_nodes() -> None:
    found, _ = published(port(80, 30080), exposure=Exposure(published=here("load-balancer")))
    assert found is not None
    assert found.ports[0].node is None


def test_only_one_service_opens_a_port_of_the_nodes() -> None:
    findings, opened = Collector(), set[tuple[int, str]]()
    made = [publication(service(name, ports=(port(80, 30080),)), Exposure(), findings, None, opened) for name in ("a", "b")]
    assert [one.ports[0].node is not None for one in made if one is not None] == [True, False]
    assert codes(findings) == ["T427"]


@pytest.mark.parametrize(("dialect", "refused"), [(Dialect.ALIYUN, {Verdict.REFUSED}), (Dialect.SWARM, set())])
def test_container_service_published_nothing_at_ports_of_its_own(
    tmp_path: Path, dialect: Dialect, refused: set[Verdict]
) -> None:
    """Container Service user guide, ports: the host port cannot be 9080, 2376 or 3376."""
    text = 'services: {web: {image: nginx, ports: ["9080:80", "2376:81", "3376:82", "2376:83/udp", "8080:84"]}}'
    made = written(tmp_path, text, dialect=dialect)
    ports = {port["port"] for port in made.spec("Service", "web-published")["ports"]}
    assert ports == ({2376, 8080} if refused else {9080, 2376, 3376, 8080})
    assert made.verdict("T341") == refused
    assert len(made.said("T341")) == (3 if refused else 0)
