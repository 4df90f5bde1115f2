"""Names: what Kubernetes cannot have is changed and told, what collides is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.stacks import at, codes, destination, here, said, service, stack
from translator.kube.names import DNS_1035_LABEL, LABEL_VALUE
from translator.model.finding import Verdict
from translator.model.origin import Default, Derived
from translator.model.stack import Volume
from translator.render.naming import free, names
from translator.report.collector import Collector


def volume(key: str, name: str | None = None) -> Volume:
    explicit = None if name is None else here(name, "volumes", key, "name")
    return Volume(here(key, "volumes", key), at("v"), name=explicit)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("web", "web"),
        ("Web", "web"),
        ("my_app", "my-app"),
        ("my.app", "my-app"),
        ("_x_", "x"),
        ("2048", "svc-2048"),
        ("a-1", "a-1"),
    ],
)
def test_service_names(written: str, name: str) -> None:
    findings = Collector()
    called = names(stack(service(written)), destination(), findings)
    assert called.services[written].value == name
    assert codes(findings) == ([] if written == name else ["T401"])
    if written != name:
        assert called.services[written].origin == Derived("name rule", (at("services", written),))


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=90))
def test_any_name_becomes_one_that_kubernetes_takes(written: str) -> None:
    called = names(stack(service(written), name=written), destination(), Collector())
    assert DNS_1035_LABEL.accepts(called.services[written].value)
    assert LABEL_VALUE.accepts(called.stack.value)


def test_a_name_that_needs_no_change_is_kept_against_one_that_does() -> None:
    findings = Collector()
    called = names(stack(service("My_App"), service("my-app"), service("my.app")), destination(), findings)
    assert {key: name.value for key, name in called.services.items()} == {"my-app": "my-app"}
    refused = [finding for finding in findings if finding.code == "T402"]
    assert [finding.source for finding in refused] == [at("services", "My_App"), at("services", "my.app")]
    assert all(finding.verdict is Verdict.REFUSED and "stack.yml:1:1" in finding.message for finding in refused)


def test_volumes_have_their_explicit_name() -> None:
    findings = Collector()
    found = stack(service("web"), volumes=(volume("data", "Shop_Data"), volume("logs")))
    called = names(found, destination(), findings)
    assert {key: name.value for key, name in called.volumes.items()} == {"data": "shop-data", "logs": "logs"}
    assert said(findings, "T401")[0].startswith("the volume Shop_Data is named shop-data")


def test_a_service_and_a_volume_may_have_one_name() -> None:
    findings = Collector()
    names(stack(service("db"), volumes=(volume("db"),)), destination(), findings)
    assert codes(findings) == []


def test_labels_and_selectors() -> None:
    called = names(stack(service("web")), destination(), Collector())
    plain = [(key.value, value.value) for key, value in called.selectors["web"]]
    assert plain == [("app.kubernetes.io/name", "web"), ("app.kubernetes.io/part-of", "shop")]
    labels = [(key.value, value.value) for key, value in called.labels("web")]
    assert labels == [*plain, ("app.kubernetes.io/managed-by", "translator")]
    assert [(key.value, value.value) for key, value in called.labels(None)] == labels[1:]
    assert called.selectors["web"][0][1].origin == at("services", "web")
    assert called.selectors["web"][1][1].origin == at("name")
    assert all(isinstance(key.origin, Default) for key, _ in called.labels("web"))


def test_the_namespace_is_that_of_the_destination() -> None:
    assert names(stack(), destination(), Collector()).namespace is None
    asked = names(stack(), destination(namespace="prod"), Collector()).namespace
    assert asked is not None
    assert asked.value == "prod"


def test_free_gives_each_name_once() -> None:
    taken = {"web-published"}
    first = free("web-published", taken)
    assert first != "web-published"
    assert DNS_1035_LABEL.accepts(first)
    assert free("x" * 80, taken) != free("x" * 80, taken)
