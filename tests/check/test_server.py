"""What the API server's own rules say, as findings at the lines that caused it."""

from typing import Any

import pytest

from tests.check.objects import DEPLOYMENT, SECRET, SERVICE, Body, changed
from translator import check
from translator.kube.versions import SUPPORTED
from translator.model.finding import Finding, Target
from translator.model.manifest import Manifest
from translator.model.origin import Origin, Source
from translator.report.collector import Collector

POD = "/spec/template/spec"
CONTAINER = f"{POD}/containers/0"


def _findings(body: Body, *versions: str, origins: dict[str, Origin] | None = None) -> list[Finding]:
    findings = Collector()
    check.manifests([Manifest(body, origins or {})], versions or ("1.35",), findings)
    return list(findings)


@pytest.mark.parametrize(
    ("body", "pointer", "value", "code", "message", "help"),
    [
        (
            DEPLOYMENT,
            "/spec/replicas",
            -3,
            "T556",
            "Deployment/web: spec.replicas must be at least 0, not -3",
            "correct replicas; translator explain T556 tells the rule",
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/imagePullPolicy",
            "always",
            "T571",
            "Deployment/web: spec.template.spec.containers[0].imagePullPolicy must be Always, IfNotPresent or Never, "
            'not "always"',
            "write Always",
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/volumeMounts/0/name",
            "date",
            "T577",
            "Deployment/web: spec.template.spec.containers[0].volumeMounts[0].name must be the name of a volume of the Pod, "
            'not "date"',
            "declare it, or correct the name; translator explain T577 tells the rule",
        ),
        (
            DEPLOYMENT,
            f"{CONTAINER}/resources/limits/cpu",
            "-1",
            "T574",
            'Deployment/web: spec.template.spec.containers[0].resources.limits[cpu] must be at least 0, not "-1"',
            "correct cpu; translator explain T574 tells the rule",
        ),
        (
            SERVICE,
            "/spec/ports",
            [],
            "T582",
            "Service/web: spec.ports must have at least one port unless the Service is headless",
            "add ports; translator explain T582 tells the rule",
        ),
        (
            SERVICE,
            "/metadata/labels",
            {"app": "has space"},
            "T551",
            'Service/web: metadata.labels has the value "has space", which must be letters, digits, "-", "_" and ".", '
            "with a letter or digit at both ends, or empty",
            "correct labels; translator explain T551 tells the rule",
        ),
    ],
)
def test_what_is_said(body: Body, pointer: str, value: Any, code: str, message: str, help: str) -> None:
    (finding,) = _findings(changed(body, pointer, value))
    assert (finding.code, finding.message, finding.help) == (code, message, help)
    assert finding.target == Target(body["kind"], "web", pointer)


def test_the_line_is_that_of_the_label_and_the_field_that_of_the_server() -> None:
    label = Source("stack.yml", 7, 9, ("services", "web", "labels", "app"))
    body = changed(SERVICE, "/metadata/labels", {"app": "a b", "tier": "x"})
    origins: dict[str, Origin] = {"/metadata/labels/app": label, "/metadata/labels/tier": Source("stack.yml", 8, 9)}
    (finding,) = _findings(body, origins=origins)
    assert finding.source == label
    assert finding.target == Target("Service", "web", "/metadata/labels")


def test_thirteen_faults_that_a_schema_does_not_see() -> None:
    body = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "Web_App"},
        "spec": {
            "replicas": -3,
            "selector": {"matchLabels": {"app": "web"}},
            "template": {
                "metadata": {"labels": {"app": "api"}},
                "spec": {
                    "restartPolicy": "Never",
                    "containers": [
                        {
                            "name": "web",
                            "image": "web:1",
                            "imagePullPolicy": "Sometimes",
                            "ports": [{"containerPort": 99999}],
                            "volumeMounts": [{"name": "gone", "mountPath": "/d"}],
                        }
                    ],
                },
            },
        },
    }
    assert {finding.code for finding in _findings(body)} == {"T550", "T555", "T556", "T558", "T571", "T572", "T577"}


@pytest.mark.parametrize(
    ("pointer", "value", "codes"),
    [
        ("/spec/paused", "yes", ["T505", "T556"]),
        ("/spec/strategie", {}, ["T503", "T556"]),
        (f"{CONTAINER}/resources", {"limits": {"cpu": "banana"}}, ["T506", "T556"]),
        (f"{CONTAINER}/livenessProbe", {"tcpSocket": 80}, ["T505", "T556"]),
        (f"{CONTAINER}/ports", [{"containerPort": "80"}], ["T505", "T556"]),
        ("/spec/selector", None, ["T505"]),
        ("/spec/template/spec/containers", "web", ["T505", "T556"]),
        ("/spec/template/spec/volumes", [{"name": 1, "emptyDir": {}}], ["T505", "T556"]),
        (f"{CONTAINER}/args", [1, "b"], ["T505"]),
        (f"{CONTAINER}/args", ["b", 1], ["T505", "T556"]),
    ],
)
def test_what_does_not_fit_its_type_hides_only_what_may_come_of_it(pointer: str, value: object, codes: list[str]) -> None:
    body = changed(changed(DEPLOYMENT, "/spec/replicas", -1), pointer, value)
    assert sorted(finding.code for finding in _findings(body)) == codes


def test_what_is_referred_to_may_be_what_does_not_fit() -> None:
    body = changed(DEPLOYMENT, "/spec/template/spec/volumes", {"data": {}})
    body = changed(body, f"{CONTAINER}/volumeMounts", [{"name": "data", "mountPath": "/data"}])
    assert [finding.code for finding in _findings(body)] == ["T505"]


def test_a_number_that_is_cut_off_does_not() -> None:
    body = changed(DEPLOYMENT, "/spec/replicas", 2147483648)
    assert {finding.code for finding in _findings(body)} == {"T507", "T556"}


def test_the_versions_are_named_where_not_all_refuse() -> None:
    body = changed(SERVICE, "/metadata/name", "1web")
    (finding,) = _findings(body, "1.34", "1.35", "1.36", "1.37")
    assert finding.message.endswith(' not "1web" in Kubernetes 1.34 to 1.35')
    assert _findings(body, "1.36") == []


def test_a_fault_of_all_versions_is_told_once() -> None:
    (finding,) = _findings(changed(DEPLOYMENT, "/spec/replicas", -3), *SUPPORTED)
    assert "Kubernetes" not in finding.message


def test_a_secret_shows_nowhere() -> None:
    for pointer, value in (("/data/.bad..key!", "aHVudGVyMg=="), ("/type", "kubernetes.io/dockerconfigjson")):
        body = changed(changed(SECRET, "/data/.dockerconfigjson", "aHVudGVyMg=="), pointer, value)
        said = repr(_findings(body))
        assert "hunter2" not in said
        assert "aHVudGVyMg" not in said


def test_a_kind_of_the_cluster_has_a_name_too() -> None:
    body = {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "My_Widget"}}
    assert {finding.code for finding in _findings(body)} == {"T502", "T550"}
