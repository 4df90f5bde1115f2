"""Rules of ALB, which are asked one after the other: narrow ones first, within an Ingress and across Ingresses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.stacks import destination, here, route, service, stack
from tests.render.written import Written, written
from translator.model.settings import Exposure
from translator.model.stack import Dialect
from translator.render.naming import names
from translator.render.routing import Ingress, routing
from translator.report.collector import Collector

ORDER = "alb.ingress.kubernetes.io/order"
ALB = "exposure: {ingress_class: alb, certificates: {www.example.com: 1-cn-hangzhou}}"


def routed(tmp_path: Path, services: dict[str, dict[str, str]], *, configuration: str = ALB) -> Written:
    """Services with one label each or more, behind ALB."""
    lines = ["services:"]
    for name, labels in services.items():
        lines += [
            f"  {name}:",
            f"    image: {name}:1",
            "    expose: ['80']",
            "    labels:",
            *(f"      {key}: '{value}'" for key, value in labels.items()),
        ]
    return written(tmp_path, "\n".join(lines), dialect=Dialect.ALIYUN, platform="ack", configuration=configuration)


def asked(made: Written) -> list[tuple[str, str, str]]:
    """Host, path and back end of each rule, in the order in which ALB asks them."""
    ingresses = [manifest.body for (kind, _), manifest in made.manifests.items() if kind == "Ingress"]
    ingresses.sort(key=lambda one: (int(one["metadata"].get("annotations", {}).get(ORDER, "10")), one["metadata"]["name"]))
    return [
        (rule.get("host", ""), path["path"], path["backend"]["service"]["name"])
        for one in ingresses
        for rule in one["spec"]["rules"]
        for path in rule["http"]["paths"]
    ]


def orders(made: Written) -> dict[str, str]:
    bodies = [manifest.body["metadata"] for (kind, _), manifest in made.manifests.items() if kind == "Ingress"]
    return {body["name"]: body["annotations"][ORDER] for body in bodies if ORDER in body.get("annotations", {})}


def test_rules_of_one_ingress_stand_narrow_before_wide(tmp_path: Path) -> None:
    made = routed(
        tmp_path, {"web": {"aliyun.routing.port_80": "a.com;a.com/api;b.com", "aliyun.routing.port_81": "a.com/api/v1"}}
    )
    assert [(host, path) for host, path, _ in asked(made)] == [
        ("a.com", "/api/v1"),
        ("a.com", "/api"),
        ("a.com", "/"),
        ("b.com", "/"),
    ]
    assert orders(made) == {}
    assert made.verdict("T356") == set()


def test_nginx_sorts_by_itself(tmp_path: Path) -> None:
    labels = {"web": {"aliyun.routing.port_80": "a.com;a.com/api"}, "x": {"aliyun.routing.port_80": "a.com/api/x"}}
    made = routed(tmp_path, labels, configuration="exposure: {ingress_class: nginx}")
    assert asked(made) == [("a.com", "/", "web"), ("a.com", "/api", "web"), ("a.com", "/api/x", "x")]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("a.com/api", "a.com", {}),  # as the names have it
        ("a.com", "a.com/api", {"second": "1", "first": "2"}),
        ("a.com/api", "a.com/apis", {}),  # no request fits both
        ("a.com", "b.com/x", {}),
    ],
)
def test_ingresses_have_numbers_where_their_names_would_ask_a_wide_rule_first(
    tmp_path: Path, first: str, second: str, numbers: dict[str, str]
) -> None:
    made = routed(tmp_path, {"first": {"aliyun.routing.port_80": first}, "second": {"aliyun.routing.port_80": second}})
    assert orders(made) == numbers
    assert made.verdict("T356") == ({None} if numbers else set())


def test_exact_hosts_come_before_wildcards_and_these_before_every_host(tmp_path: Path) -> None:
    made = routed(
        tmp_path,
        {
            "a": {"aliyun.proxy.required": "true"},
            "b": {"aliyun.proxy.VIRTUAL_HOST": "*.example.com"},
            "c": {"aliyun.proxy.VIRTUAL_HOST": "*.shop.example.com/x/*"},
            "d": {"aliyun.proxy.VIRTUAL_HOST": "www.shop.example.com"},
        },
    )
    assert [backend for _, _, backend in asked(made)] == ["d", "c", "b", "a"]
    assert orders(made) == {"d": "1", "c": "2", "b": "3", "a": "4"}


def test_a_service_on_both_sides_of_another_has_an_ingress_for_each(tmp_path: Path) -> None:
    made = routed(tmp_path, {"web": {"aliyun.routing.port_80": "a.com;a.com/b/c"}, "x": {"aliyun.routing.port_80": "a.com/b"}})
    assert asked(made) == [("a.com", "/b/c", "web"), ("a.com", "/b", "x"), ("a.com", "/", "web")]
    assert orders(made) == {"web-2": "1", "x": "2", "web": "3"}


def test_weights_of_the_custom_proxy_come_first(tmp_path: Path) -> None:
    made = routed(
        tmp_path,
        {
            "all": {"aliyun.proxy.VIRTUAL_HOST": "a.com", "aliyun.proxy.VIRTUAL_HOST_WEIGHT": "7"},
            "part": {"aliyun.proxy.VIRTUAL_HOST": "a.com/x"},
            "far": {"aliyun.proxy.VIRTUAL_HOST": "b.com", "aliyun.proxy.VIRTUAL_HOST_WEIGHT": "9"},
        },
    )
    assert orders(made) == {"far": "1", "all": "2", "part": "3"}


def test_the_parts_with_and_without_https_are_ordered_too(tmp_path: Path) -> None:
    target = "https://www.example.com;http://www.example.com;http://www.example.com/plain"
    made = routed(tmp_path, {"web": {"aliyun.routing.port_80": target}, "web-https": {"aliyun.routing.port_80": "b.com"}})
    assert ("Ingress", "web-https-https") in made.manifests
    assert asked(made) == [("www.example.com", "/plain", "web"), ("b.com", "/", "web-https"), ("www.example.com", "/", "web")]


@pytest.mark.parametrize("certificates", ["{a.com: 2-cn, b.com: 1-cn, c.com: 2-cn}"])
def test_one_certificate_of_the_listener_is_the_default(tmp_path: Path, certificates: str) -> None:
    configuration = f"exposure: {{alb: {{name: front, vswitches: [vsw-a, vsw-b]}}, certificates: {certificates}}}"
    made = routed(
        tmp_path, {"web": {"aliyun.routing.port_80": "https://a.com;https://b.com;https://c.com"}}, configuration=configuration
    )
    assert made.spec("AlbConfig", "front")["listeners"][1]["certificates"] == [
        {"CertificateId": "1-cn", "IsDefault": True},
        {"CertificateId": "2-cn"},
    ]


HOSTS = ("a.com", "x.a.com", "b.com")
PATHS = ("/", "/a", "/a/b", "/a/b/c", "/ab")
Targets = dict[tuple[str, str], str]


@given(st.dictionaries(st.tuples(st.sampled_from(HOSTS), st.sampled_from(PATHS)), st.sampled_from("stuvw"), min_size=1))
def test_the_first_rule_that_fits_is_the_narrowest(wanted: Targets) -> None:
    services = [
        service(name, routes=tuple(route(80, host, path) for (host, path), owner in sorted(wanted.items()) if owner == name))
        for name in sorted(set(wanted.values()))
    ]
    found = stack(*services)
    names_of = names(found, destination(), Collector())
    exposure = Exposure(ingress_class=here("alb", "exposure", "ingress_class"))
    made = routing(found, exposure, names_of, {name.value for name in names_of.services.values()}, Collector())
    rules = [
        (rule.host.value if rule.host else "", path.path.value, path.backend.value)
        for ingress in sorted(made.ingresses, key=_place)
        for rule in ingress.rules
        for path in rule.paths
    ]
    assert len({one.name.value for one in made.ingresses}) == len(made.ingresses)
    for (host, path), owner in wanted.items():
        fitting = [backend for at, prefix, backend in rules if at == host and f"{path}/".startswith(prefix.rstrip("/") + "/")]
        assert fitting[0] == owner


def _place(ingress: Ingress) -> tuple[int, str]:
    numbers = [int(value.value) for key, value in ingress.annotations if key.value == ORDER]
    return (numbers[0] if numbers else 10), ingress.name.value


MIXED = "https://www.example.com;http://www.example.com/plain;http://other.example.com"


def redirects(made: Written) -> dict[str, str | None]:
    bodies = [manifest.body["metadata"] for (kind, _), manifest in made.manifests.items() if kind == "Ingress"]
    return {body["name"]: body.get("annotations", {}).get("nginx.ingress.kubernetes.io/ssl-redirect") for body in bodies}


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ({"web": MIXED}, {"web": None, "web-http": "false"}),
        ({"web": "https://www.example.com", "api": "http://www.example.com/api"}, {"web": None, "api": "false"}),
        ({"web": "https://www.example.com;http://www.example.com"}, {"web": "true"}),  # redirected, since both are asked for
        ({"web": "https://www.example.com;http://other.example.com"}, {"web": None}),
        ({"web": "http://www.example.com"}, {"web": None}),
    ],
)
def test_http_stays_http_beside_https_of_the_same_host(
    tmp_path: Path, services: dict[str, str], expected: dict[str, str | None]
) -> None:
    """ingress-nginx redirects all of a host that has a certificate, unless an Ingress says otherwise for its rules."""
    labels = {name: {"aliyun.routing.port_80": target} for name, target in services.items()}
    configuration = "exposure: {ingress_class: nginx, tls: {www.example.com: www-tls}}"
    assert redirects(routed(tmp_path, labels, configuration=configuration)) == expected
