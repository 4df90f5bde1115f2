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
