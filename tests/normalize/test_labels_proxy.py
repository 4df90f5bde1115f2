"""The custom proxy: its labels, and how its addresses become routes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.normalize.labelled import Reading, label, read, source, unaccounted
from translator.model.connection import ExposedPort
from translator.model.origin import Located

PEM = (
    "-----BEGIN PRIVATE KEY-----\\nc2VjcmV0\\n-----END PRIVATE KEY-----\\n"
    "-----BEGIN CERTIFICATE-----\\ncHVibGlj\\n-----END CERTIFICATE-----"
)


def exposed(*ports: int) -> tuple[ExposedPort, ...]:
    return tuple(ExposedPort(Located(one, source("expose", one)), Located("tcp", source("expose", one))) for one in ports)


def proxied(labels: dict[str, str], *ports: int) -> Reading:
    return read({f"aliyun.proxy.{key}": value for key, value in labels.items()}, expose=exposed(*(ports or (80,))))


def routes(reading: Reading) -> list[tuple[Any, ...]]:
    return [
        (one.scheme.value, one.host.value, None if one.path is None else one.path.value, one.exact, one.port.value)
        for one in reading.fields.get("routes", ())
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("http://shop.example.com", ("http", "shop.example.com", None, False, 80)),
        ("Shop.example.com", ("http", "shop.example.com", None, False, 80)),
        ("wss://shop.example.com:443/", ("https", "shop.example.com", None, False, 80)),
        ("*.example.com", ("http", "*.example.com", None, False, 80)),
        ("*", ("http", "*", None, False, 80)),
        ("*/path", ("http", "*", "/path", True, 80)),
        ("*/path/*", ("http", "*", "/path", False, 80)),
        ("https://example.com/api/v1/*", ("https", "example.com", "/api/v1", False, 80)),
        ("example.com/*", ("http", "example.com", None, False, 80)),
    ],
)
def test_addresses(value: str, expected: tuple[Any, ...]) -> None:
    reading = proxied({"VIRTUAL_HOST": value})
    assert routes(reading) == [expected]
    assert reading.codes == []


@pytest.mark.parametrize(
    "value",
    [
        "example.com//a/*",
        "example.com/a/../b",
        "example.com/%2Fx",
        "example.com:90",
        "www.e*e.com",
        "www.example.*",
        "*example.com",
        "*/*.js",
        "tcp://a.com",
        "a b.com",
        "",
    ],
)
def test_what_a_router_of_a_cluster_cannot_match(value: str) -> None:
    reading = proxied({"VIRTUAL_HOST": value})
    assert routes(reading) == []
    assert reading.codes == ["T302"]


def test_several_addresses_stand_for_themselves() -> None:
    reading = proxied({"VIRTUAL_HOST": "a.example.com, www.e*e.com,b.example.com"})
    assert [one[1] for one in routes(reading)] == ["a.example.com", "b.example.com"]
    assert reading.codes == ["T302"]


def test_excluded_and_tcp_ports_are_not_meant() -> None:
    reading = proxied({"VIRTUAL_HOST": "a.com", "EXCLUDE_PORTS": "443", "TCP_PORTS": "2222"}, 443, 2222, 8080)
    assert [one[-1] for one in routes(reading)] == [8080]
    assert reading.codes == []


def test_a_tcp_port_with_tls_is_refused_alone() -> None:
    reading = proxied({"TCP_PORTS": "9000, 2222/ssl"})
    assert [port.value for port in reading.fields["proxy"].tcp_ports] == [9000]
    assert reading.codes == ["T347"]
    assert "2222/ssl" in reading.findings[0].message


@pytest.mark.parametrize(("ports", "chosen"), [((443, 80), 80), ((9000, 8080), 8080)])
def test_one_of_several_ports_is_chosen_and_said(ports: tuple[int, ...], chosen: int) -> None:
    reading = proxied({"VIRTUAL_HOST": "a.com"}, *ports)
    assert [one[-1] for one in routes(reading)] == [chosen]
    assert reading.codes == ["T345"]


def test_a_service_without_ports_is_refused() -> None:
    reading = read({"aliyun.proxy.VIRTUAL_HOST": "a.com", "aliyun.proxy.VIRTUAL_HOST_WEIGHT": "3"})
    assert reading.codes == ["T344", "T343"]


def test_a_required_service_takes_every_host() -> None:
    assert routes(proxied({"required": "true"}, 8000)) == [("http", "*", None, False, 8000)]
    reading = proxied({"required": "true", "TCP_PORTS": "6379"}, 6379)
    assert (routes(reading), reading.codes) == ([], ["T305"])


@pytest.mark.parametrize(("value", "codes"), [("true", []), ("1", []), ("always", []), ("false", ["T393"]), ("No", ["T393"])])
def test_any_value_redirects_to_https(value: str, codes: list[str]) -> None:
    reading = proxied({"VIRTUAL_HOST": "https://a.com", "FORCE_SSL": value})
    assert reading.fields["proxy"].force_ssl.value is True
    assert reading.codes == codes


def test_an_empty_value_redirects_nobody() -> None:
    reading = proxied({"VIRTUAL_HOST": "https://a.com", "FORCE_SSL": " "})
    assert reading.fields["proxy"].force_ssl is None
    assert reading.codes == ["T304"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("VIRTUAL_HOST_WEIGHT", "-1"),
        ("VIRTUAL_HOST_WEIGHT", "heavy"),
        ("required", "perhaps"),
        ("TCP_PORTS", "2222/tls"),
        ("TCP_PORTS", "0"),
        ("EXCLUDE_PORTS", "all"),
        ("BALANCE", "random"),
        ("GZIP_COMPRESSION_TYPE", "text/html; }"),
        ("COOKIE", "a;b"),
        ("APPSESSION", ""),
        ("SSL_CERT", "hunter2"),
        ("DEFAULT_SSL_CERT", PEM.partition("-----BEGIN CERT")[0]),
    ],
)
def test_wrong_values(key: str, value: str) -> None:
    reading = proxied({key: value})
    assert reading.codes == ["T302"]
    assert f"aliyun.proxy.{key}" in reading.findings[0].message
    assert f"aliyun.proxy.{key}" in reading.findings[0].help
    assert "hunter2" not in reading.said
    assert "c2VjcmV0" not in reading.said


def test_settings() -> None:
    reading = proxied(
        {
            "VIRTUAL_HOST": "a.com",
            "VIRTUAL_HOST_WEIGHT": "7",
            "FORCE_SSL": "true",
            "BALANCE": "leastconn",
            "GZIP_COMPRESSION_TYPE": "text/html  text/css",
            "COOKIE": "CONTAINERID insert indirect",
            "SSL_CERT": PEM,
        }
    )
    proxy, kept = reading.fields["proxy"], reading.fields["stickiness"]
    assert (proxy.weight.value, proxy.force_ssl.value, proxy.balance.value) == (7, True, "leastconn")
    assert proxy.compression.value == "text/html text/css"
    assert proxy.certificate.value.count("\n") == 5
    assert "c2VjcmV0" not in repr(proxy)
    assert (kept.on.value, kept.cookie.value, kept.foreign) == (True, "CONTAINERID", False)
    assert reading.codes == []


def test_the_cookie_of_the_proxy_wins_over_that_of_the_application() -> None:
    reading = proxied({"VIRTUAL_HOST": "a.com", "APPSESSION": "JSESSIONID len 52 timeout 3h", "COOKIE": "C"})
    assert reading.fields["stickiness"].cookie.value == "C"
    assert reading.codes == []


def test_the_cookie_of_the_application_asks_for_one_of_the_router() -> None:
    """Routers cannot learn a cookie that a program sets: they keep clients by one of their own."""
    kept = proxied({"VIRTUAL_HOST": "a.com", "APPSESSION": "JSESSIONID len 52 timeout 3h"}).fields["stickiness"]
    assert (kept.on.value, kept.cookie, kept.foreign) == (True, None, True)
    assert kept.on.origin.rule == "aliyun.proxy.APPSESSION"


def test_the_certificate_of_the_service_wins_over_the_default_one() -> None:
    reading = proxied({"VIRTUAL_HOST": "a.com", "SSL_CERT": PEM, "DEFAULT_SSL_CERT": PEM})
    assert reading.codes == ["T305"]
    assert reading.findings[0].message.startswith("aliyun.proxy.DEFAULT_SSL_CERT has no effect")


@pytest.mark.parametrize("key", ["aliyun.addon", "aliyun.custom_addon"])
def test_an_addon_is_the_proxy_or_refused(key: str) -> None:
    assert read({key: "Proxy"}).value("addon") == "proxy"
    reading = read({key: "serverless"})
    assert (reading.value("addon"), reading.codes) == (None, ["T326"])


def test_stickiness_needs_a_route_and_false_is_what_holds_without() -> None:
    key = "aliyun.routing.session_sticky"
    kept = read({key: "true", "aliyun.routing.port_80": "shop"})
    assert (kept.fields["stickiness"].on.value, kept.codes) == (True, [])
    assert (read({key: "true"}).fields["stickiness"], read({key: "true"}).codes) == (None, ["T343"])
    assert read({key: "false", "aliyun.routing.port_80": "shop"}).codes == ["T304"]
    assert read({key: "maybe"}).codes == ["T302"]


LABELS = (
    *("VIRTUAL_HOST", "VIRTUAL_HOST_WEIGHT", "required", "TCP_PORTS", "EXCLUDE_PORTS", "BALANCE", "FORCE_SSL"),
    *("GZIP_COMPRESSION_TYPE", "SSL_CERT", "DEFAULT_SSL_CERT", "COOKIE", "APPSESSION"),
)


@given(
    values=st.dictionaries(
        st.sampled_from(LABELS),
        st.sampled_from(["true", "80", "*", "a.com", "a.com/x/*", "source", "text/css", PEM]) | st.text(),
    ),
    ports=st.lists(st.sampled_from([80, 443, 8080]), unique=True),
)
def test_whatever_the_values_they_are_mapped_or_told(values: dict[str, str], ports: list[int]) -> None:
    labels = tuple(label(f"aliyun.proxy.{key}", value) for key, value in values.items())
    reading = read(more=labels, expose=exposed(*ports))
    assert unaccounted(reading, *labels) == []


@pytest.mark.parametrize("key", ["required", "BALANCE", "VIRTUAL_HOST_WEIGHT", "GZIP_COMPRESSION_TYPE", "TCP_PORTS"])
def test_a_key_that_was_pasted_into_another_label_is_not_shown(key: str) -> None:
    reading = proxied({key: PEM})
    assert reading.codes == ["T302"]
    assert "c2VjcmV0" not in reading.said
