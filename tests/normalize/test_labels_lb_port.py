"""Listeners of load balancers: `aliyun.lb.port_PORT` and the ports that they go through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import label, read, source, unaccounted
from translator.model.connection import Port
from translator.model.finding import Verdict
from translator.model.origin import Default, Located


def port(target: int, published: int | None = None, protocol: str = "tcp") -> Port:
    place = source("ports", target)
    outside = None if published is None else Located(published, place)
    mode = Located("ingress", Default("Swarm"))
    return Port(Located(target, place), outside, Located(protocol, place), None, mode, place)


def listeners(value: str, *ports: Port, key: str = "aliyun.lb.port_80") -> Any:
    return read({key: value}, ports=ports or (port(80, 7777),))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("http://slb_example:8080", [("http", "slb_example", 8080)]),
        ("tcp://lb-2ze0e2wlvf9l1hfv9m1lv:5000", [("tcp", "lb-2ze0e2wlvf9l1hfv9m1lv", 5000)]),
        ("https://14a7ba06d3b-cn-hangzhou-dg-a01:80", [("https", "14a7ba06d3b-cn-hangzhou-dg-a01", 80)]),
        (" HTTP://my/slb.1:1 ", [("http", "my/slb.1", 1)]),
        ("tcp://a:1;http://b:65535;", [("tcp", "a", 1), ("http", "b", 65535)]),
    ],
)
def test_right_values(value: str, expected: list[tuple[str, str, int]]) -> None:
    reading = listeners(value)
    found = reading.fields["listeners"]
    assert [(one.scheme.value, one.balancer.value, one.front.value) for one in found] == expected
    assert {(one.port.value, one.published.value) for one in found} == {(80, 7777)}
    assert reading.codes == []


def test_udp_goes_through_a_udp_port() -> None:
    reading = listeners("udp://dns:53", port(53), port(53, 5353, "udp"), key="aliyun.lb.port_53")
    (one,) = reading.fields["listeners"]
    assert one.published.value == 5353


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("slb:80", "the scheme"),
        ("ftp://slb:80", "the scheme"),
        ("http://:80", "the instance"),
        ("http://s l b:80", "the instance"),
        (f"http://{'x' * 81}:80", "the instance"),
        ("http://slb", "the front port"),
        ("http://slb:0", "the front port"),
        ("http://slb:65536", "the front port"),
        ("http://slb:http", "the front port"),
        ("http://a:1,http://b:2", ""),
        ("", "aliyun.lb.port_80"),
    ],
)
def test_wrong_values(value: str, part: str) -> None:
    reading = listeners(value)
    assert reading.fields.get("listeners", ()) == ()
    assert reading.codes == ["T302"]
    assert reading.findings[0].message.startswith(part)
    assert "aliyun.lb.port_80" in reading.findings[0].help


@pytest.mark.parametrize("key", ["aliyun.lb.port_", "aliyun.lb.port_http", "aliyun.lb.port_0"])
def test_wrong_ports(key: str) -> None:
    reading = listeners("http://slb:80", key=key)
    assert reading.codes == ["T303"]


def test_a_front_port_leads_to_one_container_port() -> None:
    reading = read({"aliyun.lb.port_80": "http://slb:80", "aliyun.lb.port_81": "tcp://slb:80"}, ports=(port(80), port(81)))
    assert [(one.port.value) for one in reading.fields["listeners"]] == [80]
    assert reading.codes == ["T342"]


def test_the_container_port_must_be_mapped() -> None:
    reading = listeners("http://slb:8080", port(81, 81), port(80, 80, "udp"))
    assert reading.fields["listeners"] == ()
    assert [(f.code, f.verdict) for f in reading.findings] == [("T340", Verdict.REFUSED)]
    assert '"8080:80"' in reading.findings[0].help


def test_a_random_port_of_the_host_is_a_port() -> None:
    (one,) = listeners("http://slb:8080", port(80)).fields["listeners"]
    assert one.published is None


@pytest.mark.parametrize("reserved", [9080, 2376, 3376])
def test_ports_of_the_old_cluster_are_refused(reserved: int) -> None:
    reading = listeners("http://slb:8080", port(80, reserved))
    assert reading.fields["listeners"] == ()
    assert reading.codes == ["T341"]


@given(value=st.text(max_size=40) | st.from_regex(r"[a-z]{2,5}://[a-z0-9_/.]{0,9}:[0-9]{0,6}(;.{0,9})?", fullmatch=True))
def test_whatever_the_value_it_is_mapped_or_told(value: str) -> None:
    one = label("aliyun.lb.port_80", value)
    reading = read(more=(one,), ports=(port(80),))
    assert unaccounted(reading, one) == []
    assert all("aliyun.lb.port_80" in finding.message for finding in reading.findings)
