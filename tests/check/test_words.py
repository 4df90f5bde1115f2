"""What a person reads about a fault."""

from typing import Any

import pytest

from tests.check.objects import CONFIG_MAP, DEPLOYMENT, REMOVED, SECRET, SERVICE, Body, changed
from translator.check.schema.words import Occurrence, Said, dotted, say, shown, spans
from translator.kube.schema.fault import faults
from translator.kube.versions import SUPPORTED
from translator.report.catalogue import lookup

CONTAINER = "/spec/template/spec/containers/0"


def _said(body: Body, version: str = "1.35") -> Said:
    (fault,) = faults(body, version)
    kind = (body["apiVersion"], body["kind"])
    return say(Occurrence(fault, kind, body["metadata"]["name"], (version,), (version,)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            {**DEPLOYMENT, "kind": "Deploymnet"},
            Said(
                "T501",
                'Deploymnet/web: Kubernetes 1.35 has no kind "Deploymnet" in "apps/v1"',
                "write apiVersion: apps/v1, kind: Deployment",
            ),
        ),
        (
            {"apiVersion": "extensions/v1beta1", "kind": "Ingress", "metadata": {"name": "web"}},
            Said(
                "T510",
                "Ingress/web: extensions/v1beta1 was removed in Kubernetes 1.22",
                "write apiVersion: networking.k8s.io/v1",
            ),
        ),
        (
            {"apiVersion": "autoscaling/v2beta2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}},
            Said(
                "T510",
                "HorizontalPodAutoscaler/web: autoscaling/v2beta2 was removed in Kubernetes 1.26",
                "write apiVersion: autoscaling/v2",
            ),
        ),
        (
            {"apiVersion": "v1beta1", "kind": "Service", "metadata": {"name": "web"}},
            Said(
                "T512",
                "Service/web: v1beta1 is from before Kubernetes 1.0",
                "write apiVersion: v1, and what `translator explain T512` tells for v1beta1",
            ),
        ),
        (
            {"apiVersion": "v1", "kind": "Qwrtzp", "metadata": {"name": "web"}},
            Said(
                "T501",
                'Qwrtzp/web: Kubernetes 1.35 has no kind "Qwrtzp" in "v1"',
                "correct apiVersion and kind, or leave the object out",
            ),
        ),
        (
            {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "web"}},
            Said(
                "T502",
                "ServiceMonitor/web: monitoring.coreos.com/v1 is no API of Kubernetes itself, so only the metadata was checked",
                "make sure that the cluster has a CustomResourceDefinition of this kind",
            ),
        ),
        (
            changed(DEPLOYMENT, "/spec/replica", 3),
            Said("T503", "Deployment/web: spec.replica is not a field of DeploymentSpec in Kubernetes 1.35", "write replicas"),
        ),
        (
            changed(DEPLOYMENT, "/spec/zzz", 3),
            Said(
                "T503",
                "Deployment/web: spec.zzz is not a field of DeploymentSpec in Kubernetes 1.35",
                "remove it, or move it to the object that it belongs to",
            ),
        ),
        (
            changed(DEPLOYMENT, "/spec/selector", REMOVED),
            Said("T504", "Deployment/web: spec.selector is missing", "add selector; the API server requires it"),
        ),
        (
            changed(DEPLOYMENT, "/spec/replicas", "three"),
            Said("T505", 'Deployment/web: spec.replicas must be a whole number, not "three"', "write a whole number"),
        ),
        (
            changed(DEPLOYMENT, "/spec/template", None),
            Said(
                "T505",
                "Deployment/web: spec.template must be a mapping, not null",
                "give a value; null means that there is none",
            ),
        ),
        (
            changed(DEPLOYMENT, "/metadata/labels/app.example.com~1v", 5),
            Said(
                "T505",
                'Deployment/web: metadata.labels["app.example.com/v"] must be text, not a number',
                "write the value in quotes",
            ),
        ),
        (
            changed(DEPLOYMENT, f"{CONTAINER}/resources/limits/cpu", "banana"),
            Said(
                "T506",
                "Deployment/web: spec.template.spec.containers[0].resources.limits.cpu must be a quantity such as 250m, 1.5 or "
                '64Mi, not "banana"',
                "write a quantity such as 250m, 1.5 or 64Mi",
            ),
        ),
        (
            changed(SECRET, "/data/a", "hunter2!"),
            Said("T506", "Secret/web: data.a must be base64", "encode the value with base64, or use stringData in a Secret"),
        ),
        (
            changed(SERVICE, "/spec/ports/0/targetPort", 1 << 31),
            Said(
                "T506",
                "Service/web: spec.ports[0].targetPort must be from -2147483648 to 2147483647, not 2147483648",
                "write a number in this range",
            ),
        ),
        (
            changed(DEPLOYMENT, "/spec/replicas", 1 << 31),
            Said(
                "T507",
                "Deployment/web: spec.replicas must be from -2147483648 to 2147483647, not 2147483648",
                "write a number in this range; the API server takes this one and keeps another",
            ),
        ),
        (
            changed(SERVICE, "/spec/ports/1", {"name": "again", "port": 80, "protocol": "TCP"}),
            Said(
                "T508",
                'Service/web: spec.ports[1] repeats spec.ports[0] (port 80, protocol "TCP")',
                "remove one of the two, or give it another port or protocol",
            ),
        ),
        (
            changed(CONFIG_MAP, "/metadata/finalizers", ["a.b/c", "a.b/c"]),
            Said(
                "T508",
                'ConfigMap/web: metadata.finalizers[1] repeats metadata.finalizers[0] ("a.b/c")',
                "remove one of the two, or give it another value",
            ),
        ),
        (
            changed(CONFIG_MAP, "/data/a", b"x"),
            Said("T509", "ConfigMap/web: data.a has a value that JSON cannot hold (bytes)", "write it in quotes, as text"),
        ),
    ],
)
def test_says_what_was_read_and_what_to_do(body: Body, expected: Said) -> None:
    assert _said(body) == expected
    assert lookup(expected.code).code == expected.code


def test_a_field_of_another_version_is_told_as_such() -> None:
    said = _said(changed(DEPLOYMENT, f"{CONTAINER}/restartPolicyRules", []), "1.30")
    assert said == Said(
        "T503",
        "Deployment/web: spec.template.spec.containers[0].restartPolicyRules is not a field of Container in Kubernetes 1.30",
        "Kubernetes has it in 1.34 to 1.37: choose one of these with --kubernetes, or remove the field",
    )


def test_a_kind_of_another_version_is_told_as_such() -> None:
    body = {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy", "metadata": {"name": "p"}}
    assert _said(body, "1.29").help.startswith("write apiVersion: admissionregistration.k8s.io/v1")
    assert _said(body, "1.25") == Said(
        "T501",
        'ValidatingAdmissionPolicy/p: Kubernetes 1.25 has no kind "ValidatingAdmissionPolicy" '
        'in "admissionregistration.k8s.io/v1"',
        "Kubernetes has it in 1.30 to 1.37: choose one of these with --kubernetes, or leave the object out",
    )


@pytest.mark.parametrize(
    ("body", "pointer", "value"),
    [
        (SECRET, "/data/a", "hunter2!"),
        (SECRET, "/data/a", ["hunter2!"]),
        (SECRET, "/data/a", 31337),
        (SECRET, "/data", "31337"),
        (SECRET, "/stringData", {"a": 31337}),
        (CONFIG_MAP, "/data", "31337"),
        (CONFIG_MAP, "/binaryData", {"a": "hunter2!"}),
        (DEPLOYMENT, f"{CONTAINER}/env/0/value", 31337),
        (DEPLOYMENT, f"{CONTAINER}/args/0", 31337),
        (DEPLOYMENT, "/metadata/annotations", {"a": 31337}),
    ],
)
def test_what_may_be_a_secret_is_not_quoted(body: Body, pointer: str, value: Any) -> None:
    said = _said(changed(body, pointer, value))
    assert "hunter2" not in said.message + said.help
    assert "31337" not in said.message + said.help


def test_versions_are_named_where_not_all_have_the_fault() -> None:
    (fault,) = faults(changed(DEPLOYMENT, "/spec/replicas", "x"), "1.35")
    some = say(Occurrence(fault, ("apps/v1", "Deployment"), "web", ("1.34", "1.35"), ("1.33", "1.34", "1.35")))
    assert some.message.endswith('not "x" in Kubernetes 1.34 to 1.35')


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        (("1.25",), "1.25"),
        (("1.25", "1.26"), "1.25 to 1.26"),
        (("1.25", "1.27", "1.28", "1.37"), "1.25, 1.27 to 1.28, 1.37"),
        (SUPPORTED, "1.25 to 1.37"),
    ],
)
def test_spans(versions: tuple[str, ...], expected: str) -> None:
    assert spans(versions) == expected


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("", "the object"),
        ("/spec/ports/0/name", "spec.ports[0].name"),
        ("/metadata/labels/a.b~1c", 'metadata.labels["a.b/c"]'),
        ("/data/~0x", 'data["~x"]'),
        ("/data/" + "x" * 100, 'data["' + "x" * 37 + '..."]'),
    ],
)
def test_dotted(pointer: str, expected: str) -> None:
    assert dotted(pointer) == expected


@pytest.mark.parametrize(
    ("value", "hidden", "expected"),
    [
        ("three", False, '"three"'),
        ("three", True, "text"),
        ("x" * 41, False, '"' + "x" * 37 + '..."'),
        ("a\nb", False, '"a\\nb"'),
        (1.5, False, "1.5"),
        (1.5, True, "a number"),
        (True, False, "true"),
        (True, True, "true or false"),
        (None, True, "null"),
        ([1], False, "a list"),
        ({}, True, "a mapping"),
    ],
)
def test_shown(value: Any, hidden: bool, expected: str) -> None:
    assert shown(value, hidden=hidden) == expected
