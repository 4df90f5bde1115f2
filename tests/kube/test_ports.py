"""Ports: numbers and IANA service names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube.ports import NODE_PORTS, PORT_NAME, is_port, port_name


@pytest.mark.parametrize("text", ["http", "a", "0a", "1-a", "web-8080", "a-1-b", "fifteen-letters", "tcp-65535"])
def test_port_names(text: str) -> None:
    assert PORT_NAME.accepts(text)


@pytest.mark.parametrize(
    "text", ["", "80", "8-0", "-a", "a-", "a--b", "A", "a_b", "a.b", "sixteen-letters-", "abcdefghijklmnop"]
)
def test_no_port_names(text: str) -> None:
    assert not PORT_NAME.accepts(text)


@pytest.mark.parametrize(("number", "valid"), [(0, False), (1, True), (65535, True), (65536, False), (-1, False)])
def test_port_numbers(number: int, valid: bool) -> None:
    assert is_port(number) is valid


def test_node_ports_are_the_servers_default_range() -> None:
    assert (NODE_PORTS[0], NODE_PORTS[-1]) == (30000, 32767)


@given(st.integers(1, 65535), st.sampled_from(["tcp", "UDP", "sctp"]))
def test_the_name_of_an_unnamed_port_is_valid(number: int, protocol: str) -> None:
    assert PORT_NAME.accepts(port_name(number, protocol))
