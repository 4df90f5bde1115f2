"""The card of the room: manifests in, findings at the lines of their sources out."""

import random
from typing import Any

import pytest

from tests.check.objects import DEPLOYMENT, SECRET, SERVICE, VALID, Body, changed
from translator import check
from translator.model.finding import Finding, Target
from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Origin, Source
from translator.report.collector import Collector

NAME = Source("stack.yml", 2, 3, ("services", "web"))
IMAGE = Source("stack.yml", 3, 12, ("services", "web", "image"))
COUNT = Source("stack.yml", 9, 17, ("services", "web", "deploy", "replicas"))
ORIGINS: dict[str, Origin] = {
    "/apiVersion": Default("the template"),
    "/kind": Default("the template"),
    "/metadata/name": NAME,
    "/spec/replicas": Derived("rounded", (Default("nothing"), COUNT)),
    "/spec/strategy/type": Default("Swarm stops first"),
    "/spec/template/spec/containers/0/image": IMAGE,
}


def _findings(body: Body, *versions: str, origins: dict[str, Origin] | None = None) -> list[Finding]:
    findings = Collector()
    check.manifests([Manifest(body, ORIGINS if origins is None else origins)], versions or ("1.35",), findings)
    return list(findings)


def test_a_value_that_nobody_knows_may_have_any_type() -> None:
    body, findings = changed(DEPLOYMENT, "/spec/replicas", ""), Collector()
    check.manifests([Manifest(body, ORIGINS, veiled=frozenset(("/spec/replicas",)))], ("1.35",), findings)
    assert list(findings) == []


def test_beside_a_value_that_nobody_knows_the_rest_is_checked() -> None:
    body = changed(changed(DEPLOYMENT, "/spec/replicas", ""), "/metadata/name", "Web")
    findings = Collector()
    check.manifests([Manifest(body, ORIGINS, veiled=frozenset(("/spec/replicas",)))], ("1.35",), findings)
    assert [finding.code for finding in findings] == ["T550"]


def test_valid_manifests_give_no_finding_in_any_version() -> None:
    findings = Collector()
    check.manifests([Manifest(body, {}) for body in VALID], [f"1.{minor}" for minor in range(25, 38)], findings)
    assert list(findings) == []


@pytest.mark.parametrize(
    ("pointer", "value", "source"),
    [
        ("/spec/replicas", "x", COUNT),  # its own origin
        ("/spec/template/spec/containers/0/imag", "x", IMAGE),  # a neighbour
        ("/spec/template/spec/containers", {}, IMAGE),  # what was below
        ("/spec/strategy", 3, COUNT),  # a default leads nowhere: the first neighbour that leads to a line
        ("/apiVersion", "apps/v9", NAME),
    ],
)
def test_a_finding_points_at_the_line_nearest_to_the_field(pointer: str, value: Any, source: Source) -> None:
    (finding,) = _findings(changed(DEPLOYMENT, pointer, value))
    assert finding.source == source
    assert finding.verdict is None


def test_an_object_without_lines_gives_a_finding_without_place() -> None:
    (finding,) = _findings(changed(SERVICE, "/spec/zone", 1), origins={"/kind": Default("x")})
    assert finding.source is None


def test_the_target_is_the_field() -> None:
    (finding,) = _findings(changed(DEPLOYMENT, "/metadata/labels/a.b~1c", 5))
    assert finding.target == Target("Deployment", "web", "/metadata/labels/a.b~1c")


def test_one_finding_for_all_versions() -> None:
    (finding,) = _findings(changed(DEPLOYMENT, "/spec/replica", 3), "1.25", "1.26", "1.37")
    assert finding.message == "Deployment/web: spec.replica is not a field of DeploymentSpec in Kubernetes 1.25 to 1.26, 1.37"


def test_only_the_versions_that_refuse_are_named() -> None:
    body = changed(DEPLOYMENT, "/spec/template/spec/containers/0/restartPolicyRules", [])
    (finding,) = _findings(body, "1.33", "1.34", "1.35")
    assert finding.message.endswith("is not a field of Container in Kubernetes 1.33")
    assert _findings(body, "1.34", "1.35") == []


def test_a_kind_that_one_version_lacks_is_an_error_there_only() -> None:
    body = {"apiVersion": "autoscaling/v2beta2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}}
    (finding,) = _findings(body, "1.25", "1.26", origins={})
    assert finding.code == "T510"
    assert finding.message == "HorizontalPodAutoscaler/web: autoscaling/v2beta2 was removed in Kubernetes 1.26"


def test_a_secret_shows_nowhere() -> None:
    (finding,) = _findings(changed(SECRET, "/data/a", "hunter2!"), origins={"/data/a": NAME})
    assert "hunter2" not in repr(finding)


def test_the_order_of_keys_changes_nothing() -> None:
    wrong = changed(changed(DEPLOYMENT, "/spec/replicas", "x"), "/spec/template/spec/containers/0/zone", 1)
    assert _findings(_shuffled(wrong)) == _findings(wrong)


def _shuffled(value: Any) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        random.Random(7).shuffle(keys)
        return {key: _shuffled(value[key]) for key in keys}
    return [_shuffled(item) for item in value] if isinstance(value, list) else value
