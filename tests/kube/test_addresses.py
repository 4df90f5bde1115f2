"""Addresses and ranges as Go reads them."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube import addresses


@pytest.mark.parametrize(
    ("text", "version"), [("10.0.0.1", 4), ("255.255.255.255", 4), ("::1", 6), ("2001:db8::ffff", 6), ("0.0.0.0", 4)]
)
def test_addresses(text: str, version: int) -> None:
    found = addresses.ip(text)
    assert found is not None
    assert found.version == version


@pytest.mark.parametrize(
    "text",
    ["", "10.0.0.300", "10.0.0", "010.0.0.1", "db", "fe80::1%eth0", "10.0.0.1/8", " 10.0.0.1", "::ffff:10.0.0.1", "9" * 5000],
)
def test_what_is_no_address(text: str) -> None:
    assert addresses.ip(text) is None


@pytest.mark.parametrize(("text", "plain"), [("010.000.0.01", "10.0.0.1"), ("::ffff:10.0.0.1", "::ffff:a00:1"), ("::1", "::1")])
def test_addresses_as_older_servers_read_them(text: str, plain: str) -> None:
    assert addresses.loose(text) == ip_address(plain)


@pytest.mark.parametrize("text", ["10.0.0.1/8", "010.0.0.0/8", "10.0.0.0/08", "::ffff:10.0.0.0/104"])
def test_ranges_as_older_servers_read_them(text: str) -> None:
    assert addresses.network(text) is None
    assert addresses.loose_network(text) is not None


@pytest.mark.parametrize("text", ["10.0.0.0/8", "10.1.2.3/32", "0.0.0.0/0", "2001:db8::/32"])
def test_ranges(text: str) -> None:
    assert addresses.network(text) is not None


@pytest.mark.parametrize(
    "text", ["", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/255.0.0.0", "10.0.0.0/", "db/8", "10.0.0.0/" + "9" * 5000]
)
def test_what_is_no_range(text: str) -> None:
    assert addresses.network(text) is None


@pytest.mark.parametrize("text", ["0.0.0.0", "127.0.0.1", "169.254.1.1", "224.0.0.1", "::", "::1", "fe80::1", "ff02::1"])
def test_what_no_endpoint_has(text: str) -> None:
    address = addresses.ip(text)
    assert address is not None
    assert addresses.unusable(address)


@given(st.ip_addresses(v=4, network="192.0.2.0/24"))
def test_an_ordinary_address_is_usable(address: addresses.IP) -> None:
    assert addresses.unusable(address) is None
