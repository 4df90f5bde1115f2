"""The short form of ports, by the grammar of docker/go-connections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.normalize.grammar import port


@pytest.mark.parametrize(
    ("text", "pairs", "protocol", "host_ip"),
    [
        ("80", [(80, None)], None, None),
        ("8080:80", [(80, 8080)], None, None),
        ("53:53/udp", [(53, 53)], "udp", None),
        ("53/UDP", [(53, None)], "udp", None),
        ("127.0.0.1:8080:80", [(80, 8080)], None, "127.0.0.1"),
        ("127.0.0.1::80", [(80, None)], None, "127.0.0.1"),
        ("[::1]:8080:80", [(80, 8080)], None, "::1"),
        ("::1:8080:80", [(80, 8080)], None, "::1"),
        ("0:80", [(80, None)], None, None),
        ("3000-3002", [(3000, None), (3001, None), (3002, None)], None, None),
        ("9090-9091:80-81", [(80, 9090), (81, 9091)], None, None),
        ("22:22", [(22, 22)], None, None),
        ("1:65535/sctp", [(65535, 1)], "sctp", None),
    ],
)
def test_ports(text: str, pairs: list[tuple[int, int | None]], protocol: str | None, host_ip: str | None) -> None:
    read = port.parse(text)
    assert read is not None
    assert not read.unequal
    assert (list(read.pairs()), read.protocol, read.host_ip) == (pairs, protocol, host_ip)


NO_PORTS = (
    "8080: 80/ 80/icmp 80/tcp/udp 65536 0 x 80- -80 82-80 db:8080:80 1.2.3.4:80 999.0.0.1:1:1 1:2:3:4 80-81-82 : \u0668\u0660"
)


@pytest.mark.parametrize("text", ["", "80 ", *NO_PORTS.split()])
def test_no_ports(text: str) -> None:
    assert port.parse(text) is None


def test_one_of_a_range_is_docker_s_choice() -> None:
    read = port.parse("8000-8010:80")
    assert read is not None
    assert read.choice
    assert list(read.pairs()) == [(80, 8000)]


def test_ranges_of_different_lengths_are_told() -> None:
    read = port.parse("8000-8010:80-81")
    assert read is not None
    assert read.unequal


@given(st.integers(1, 65000), st.integers(0, 100), st.integers(1, 65000))
def test_ranges_go_side_by_side(target: int, more: int, published: int) -> None:
    read = port.parse(f"{published}-{published + more}:{target}-{target + more}")
    assert read is not None
    assert list(read.pairs()) == [(target + step, published + step) for step in range(more + 1)]


@given(st.text(alphabet="0123456789:-/.[]tcpudx", max_size=20))
def test_every_text_is_ports_or_none(text: str) -> None:
    read = port.parse(text)
    if read is not None:
        assert all(1 <= number <= port.LAST for number in read.target)
