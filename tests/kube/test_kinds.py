"""Kinds: API versions, namespaces, order and greatest names."""

import pytest

from translator.kube.kinds import KINDS, api_version, order

REFERENCES = [
    ("Namespace", "ServiceAccount"),
    ("ConfigMap", "Deployment"),
    ("Secret", "Deployment"),
    ("StorageClass", "PersistentVolumeClaim"),
    ("PersistentVolume", "PersistentVolumeClaim"),
    ("PersistentVolumeClaim", "StatefulSet"),
    ("Service", "StatefulSet"),
    ("Service", "Deployment"),
    ("Service", "Job"),
    ("Service", "Ingress"),
    ("IngressClass", "Ingress"),
    ("Deployment", "HorizontalPodAutoscaler"),
]


@pytest.mark.parametrize(("earlier", "later"), REFERENCES)
def test_what_is_referred_to_comes_first(earlier: str, later: str) -> None:
    assert order(earlier) < order(later)


def test_an_unknown_kind_comes_last() -> None:
    assert order("SealedSecret") > max(kind.order for kind in KINDS.values())


@pytest.mark.parametrize(
    ("kind", "version"),
    [
        ("Deployment", "apps/v1"),
        ("StatefulSet", "apps/v1"),
        ("DaemonSet", "apps/v1"),
        ("Job", "batch/v1"),
        ("CronJob", "batch/v1"),
        ("Service", "v1"),
        ("ConfigMap", "v1"),
        ("Secret", "v1"),
        ("PersistentVolumeClaim", "v1"),
        ("Ingress", "networking.k8s.io/v1"),
        ("HorizontalPodAutoscaler", "autoscaling/v2"),
    ],
)
def test_api_versions(kind: str, version: str) -> None:
    assert api_version(kind) == version


def test_cluster_wide_kinds() -> None:
    assert sorted(kind.kind for kind in KINDS.values() if not kind.namespaced) == [
        "AlbConfig",
        "ClusterRole",
        "ClusterRoleBinding",
        "CustomResourceDefinition",
        "IngressClass",
        "Namespace",
        "PersistentVolume",
        "PodNetworking",
        "PriorityClass",
        "StorageClass",
    ]


def test_names_of_cron_jobs_and_stateful_sets_leave_room_for_what_controllers_add() -> None:
    assert (KINDS["CronJob"].longest, KINDS["StatefulSet"].longest) == (52, 52)
    assert (KINDS["Service"].longest, KINDS["Job"].longest) == (63, 63)
    assert KINDS["DaemonSet"].longest == KINDS["Deployment"].longest == 242


def test_only_services_need_a_letter_first() -> None:
    assert not KINDS["Service"].name.accepts("3scale")
    assert KINDS["Deployment"].name.accepts("3scale")
