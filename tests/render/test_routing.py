"""Routes: hosts and paths to services, shared where services share them, refused where something is missing."""

from types import MappingProxyType

import pytest

from tests.render.stacks import codes, destination, here, route, said, service, stack
from translator.kube.ports import PORT_NAME
from translator.model.service import Service
from translator.model.settings import Exposure
from translator.render.naming import names
from translator.render.routing import Ingress, Routing, routing
from translator.report.collector import Collector

OPEN = Exposure(domain=here("apps.example.com", "exposure", "domain"))


def routed(*services: Service, exposure: Exposure = OPEN) -> tuple[Routing, Collector]:
    findings = Collector()
    found = stack(*services)
    called = names(found, destination(), findings)
    taken = {name.value for name in called.services.values()}
    return routing(found, exposure, called, taken, findings), findings


def brief(ingress: Ingress) -> list[tuple[str, str, str, int]]:
    return [
        ("" if rule.host is None else rule.host.value, path.path.value, path.backend.value, path.port.value)
        for rule in ingress.rules
        for path in rule.paths
    ]


def test_one_ingress_for_all_targets_of_a_service_sorted() -> None:
    web = service(
        "web", routes=(route(80, "www.example.com"), route(81, "www.example.com", "/api"), route(80, "a.example.com", "/x"))
    )
    found, findings = routed(web)
    (ingress,) = found.ingresses
    assert (ingress.name.value, ingress.service) == ("web", "web")
    assert brief(ingress) == [
        ("a.example.com", "/x", "web", 80),
        ("www.example.com", "/", "web", 80),
        ("www.example.com", "/api", "web", 81),
    ]
    assert codes(findings) == []
    assert found.shares == ()


def test_a_prefix_is_completed_by_the_domain() -> None:
    found, _ = routed(service("web", routes=(route(80, "Shop"),)))
    (ingress,) = found.ingresses
    assert brief(ingress) == [("shop.apps.example.com", "/", "web", 80)]
    assert ingress.rules[0].host is not None
    assert "exposure" in str(ingress.rules[0].host.origin)


def test_a_prefix_without_a_domain_is_refused_and_the_rest_stands() -> None:
    found, findings = routed(service("web", routes=(route(80, "shop"), route(80, "www.example.com"))), exposure=Exposure())
    assert brief(found.ingresses[0]) == [("www.example.com", "/", "web", 80)]
    assert codes(findings) == ["T432"]
    assert "exposure: {domain: apps.example.com}" in next(iter(findings)).help


def test_a_local_host_has_no_ingress() -> None:
    found, findings = routed(service("rest_server", routes=(route(8080, "rest.local"),)))
    assert found.ingresses == ()
    assert "T432" not in codes(findings)


@pytest.mark.parametrize("host", ["a_b.example.com", "-a.example.com", "*.", "x" * 250 + ".com"])
def test_a_host_that_dns_cannot_have_is_refused(host: str) -> None:
    found, findings = routed(service("web", routes=(route(80, host),)))
    assert found.ingresses == ()
    assert codes(findings) == ["T433"]


TLS = MappingProxyType({"www.example.com": here("own"), "*.example.com": here("wild")})


def test_https_has_the_certificate_of_the_host_or_of_its_wildcard() -> None:
    web = service(
        "web",
        routes=(
            route(80, "www.example.com", scheme="https"),
            route(80, "b.example.com", scheme="https"),
            route(80, "a.example.com", scheme="https"),
            route(80, "c.example.com"),
        ),
    )
    found, findings = routed(web, exposure=Exposure(tls=TLS))
    (ingress,) = found.ingresses
    certificates = [
        (None if item.secret is None else item.secret.value, [host.value for host in item.hosts])
        for item in ingress.certificates
    ]
    assert certificates == [("own", ["www.example.com"]), ("wild", ["a.example.com", "b.example.com"])]
    assert [host for host, _, _, _ in brief(ingress)] == ["a.example.com", "b.example.com", "c.example.com", "www.example.com"]
    assert codes(findings) == []


@pytest.mark.parametrize("host", ["www.other.com", "a.b.example.com"])
def test_https_without_a_certificate_is_refused(host: str) -> None:
    found, findings = routed(service("web", routes=(route(80, host, scheme="https"),)), exposure=Exposure(tls=TLS))
    assert found.ingresses == ()
    assert codes(findings) == ["T434"]
    assert f'exposure: {{tls: {{"{host}": {host.replace(".", "-")}-tls}}}}' in next(iter(findings)).help


def test_http_and_https_of_one_host_are_one_rule_with_a_certificate() -> None:
    web = service("web", routes=(route(80, "www.example.com"), route(80, "www.example.com", scheme="https")))
    found, findings = routed(web, exposure=Exposure(tls=TLS))
    assert brief(found.ingresses[0]) == [("www.example.com", "/", "web", 80)]
    assert len(found.ingresses[0].certificates) == 1
    assert codes(findings) == []


def test_http_stands_where_the_certificate_for_https_is_missing() -> None:
    web = service("web", routes=(route(80, "www.x.com"), route(80, "www.x.com", scheme="https")))
    found, findings = routed(web)
    assert brief(found.ingresses[0]) == [("www.x.com", "/", "web", 80)]
    assert found.ingresses[0].certificates == ()
    assert codes(findings) == ["T434"]


def test_one_target_at_two_ports_of_a_service_is_refused() -> None:
    found, findings = routed(service("web", routes=(route(80, "www.example.com"), route(81, "www.example.com"))))
    assert brief(found.ingresses[0]) == [("www.example.com", "/", "web", 80)]
    assert said(findings, "T435") == ["web: www.example.com/ leads to port 80 already, and to 81 too"]


def test_services_with_one_target_share_it_by_a_port_name_where_their_ports_differ() -> None:
    """Corpus 067: three services, three ports, one host."""
    tools = [service(f"tool{number}", routes=(route(10086 + number, "tool"),)) for number in range(3)]
    found, findings = routed(*tools)
    (share,) = found.shares
    (ingress,) = found.ingresses
    assert codes(findings) == []
    assert share.services == ("tool0", "tool1", "tool2")
    assert brief(ingress) == [("tool.apps.example.com", "/", share.name.value, 80)]
    assert (ingress.service, ingress.name.value) == (None, share.name.value)
    assert isinstance(share.target.value, str)
    assert PORT_NAME.accepts(share.target.value)
    assert {key: name.value for key, name in found.port_names.items()} == {
        (f"tool{number}", 10086 + number): share.target.value for number in range(3)
    }


def test_services_with_one_target_and_one_port_need_no_name() -> None:
    found, _ = routed(*(service(name, routes=(route(8080, "tool"), route(8080, "tools", "/x"))) for name in ("blue", "green")))
    (share,) = found.shares
    assert (share.port.value, share.target.value, found.port_names) == (8080, 8080, {})
    assert len(found.ingresses) == 1
    assert len(brief(found.ingresses[0])) == 2


def test_a_port_in_two_groups_with_different_ports_is_refused() -> None:
    a = service("a", routes=(route(1, "x.example.com"), route(1, "y.example.com")))
    found, findings = routed(
        a, service("b", routes=(route(2, "x.example.com"),)), service("c", routes=(route(3, "y.example.com"),))
    )
    assert len(found.shares) == 1
    assert codes(findings) == ["T436"]


def test_a_share_never_takes_the_name_of_a_service() -> None:
    found, _ = routed(
        service("route-x-example-com"),
        *(service(name, routes=(route(80, "x.example.com"),)) for name in ("a", "b")),
    )
    assert found.shares[0].name.value.startswith("route-x-example-com-")
