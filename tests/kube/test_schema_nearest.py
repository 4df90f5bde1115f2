"""Guesses at what was meant."""

import pytest

from translator.kube.schema import nearest


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (("apps/v1", "deployment"), ("apps/v1", "Deployment")),
        (("v1", "Deployment"), ("apps/v1", "Deployment")),
        (("batch/v1beta1", "CronJob"), ("batch/v1", "CronJob")),
        (("autoscaling/v2beta2", "HorizontalPodAutoscaler"), ("autoscaling/v2", "HorizontalPodAutoscaler")),  # v2 over v1
        (("extensions/v1beta1", "NetworkPolicy"), ("networking.k8s.io/v1", "NetworkPolicy")),
        (("v1", "Sevice"), ("v1", "Service")),
        (("v1", "PersistentVolumeClaims"), ("v1", "PersistentVolumeClaim")),
        (("v1", "Event"), ("v1", "Event")),  # of two groups that have the name, the one that was written
        (("v1", "Route"), ("route.openshift.io/v1", "Route")),  # of OpenShift, not like a kind of Kubernetes
        (("v1", "Template"), ("template.openshift.io/v1", "Template")),
        (("v1", "Qwrtzp"), None),
    ],
)
def test_kind(wrong: tuple[str, str], expected: tuple[str, str] | None) -> None:
    assert nearest.kind(wrong, "1.35") == expected


@pytest.mark.parametrize(
    ("wrong", "known", "expected"),
    [
        ("replica", ["replicas", "paused"], "replicas"),
        ("REPLICAS", ["replicas", "paused"], "replicas"),
        ("imagePulPolicy", ["image", "imagePullPolicy"], "imagePullPolicy"),
        ("zzz", ["replicas"], None),
        ("x", [], None),
    ],
)
def test_word(wrong: str, known: list[str], expected: str | None) -> None:
    assert nearest.word(wrong, known) == expected


@pytest.mark.parametrize(
    ("kind", "foreign"),
    [
        (("serving.knative.dev/v1", "Service"), True),
        (("gateway.networking.k8s.io/v1", "Gateway"), True),
        (("scheduling.x-k8s.io/v1alpha1", "PodGroup"), True),
        (("apps.k8s.io/v1", "Deployment"), False),
        (("kubernetes.io/v1", "Pod"), False),
        (("networking.k8s.oi/v1", "Ingress"), False),
        (("apps/v2", "Deployment"), False),
    ],
)
def test_a_group_that_is_a_slip_is_told_from_that_of_an_operator(kind: tuple[str, str], foreign: bool) -> None:
    assert nearest.is_foreign(kind) is foreign
