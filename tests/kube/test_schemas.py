"""What the packed schemas say of kinds and versions, against the release notes of Kubernetes."""

import json

import pytest

from translator.kube import schemas
from translator.kube.kinds import KINDS
from translator.kube.versions import SUPPORTED


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (("apps/v1", "Deployment"), SUPPORTED),
        (("autoscaling/v2beta2", "HorizontalPodAutoscaler"), ("1.25",)),  # removed in 1.26
        (("autoscaling/v2", "HorizontalPodAutoscaler"), SUPPORTED),
        (("policy/v1beta1", "PodSecurityPolicy"), ()),  # removed in 1.25
        (("flowcontrol.apiserver.k8s.io/v1", "FlowSchema"), SUPPORTED[4:]),  # since 1.29
        (("resource.k8s.io/v1", "ResourceClaim"), SUPPORTED[9:]),  # since 1.34
        (("v1", "Nonsense"), ()),
    ],
)
def test_versions_of_a_kind(kind: schemas.Kind, expected: tuple[str, ...]) -> None:
    assert schemas.versions_of(kind) == expected


@pytest.mark.parametrize("version", SUPPORTED)
def test_every_kind_that_is_written_exists_in_every_version(version: str) -> None:
    assert {(row.api_version, row.kind) for row in KINDS.values()} <= schemas.kinds(version).keys()


@pytest.mark.parametrize("version", SUPPORTED)
def test_every_reference_leads_somewhere(version: str) -> None:
    assert schemas.reachable(schemas.definitions(version), version) == schemas.definitions(version)
    assert set(schemas.kinds(version).values()) <= schemas.definitions(version).keys()


def test_reachable_takes_what_a_kind_rests_on_and_no_more() -> None:
    found = schemas.reachable(("io.k8s.api.core.v1.ConfigMap",), "1.35")
    meta = "io.k8s.apimachinery.pkg.apis.meta.v1."
    assert list(found) == [
        "io.k8s.api.core.v1.ConfigMap",
        f"{meta}FieldsV1",
        f"{meta}ManagedFieldsEntry",
        f"{meta}ObjectMeta",
        f"{meta}OwnerReference",
        f"{meta}Time",
    ]
    assert json.loads(found["io.k8s.api.core.v1.ConfigMap"])["additionalProperties"] is False


def test_reachable_refuses_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        schemas.reachable(("io.k8s.api.core.v1.Nonsense",), "1.35")


@pytest.mark.parametrize(
    ("definition", "field", "expected"),
    [
        ("io.k8s.api.core.v1.PodSpec", "containers", SUPPORTED),
        ("io.k8s.api.core.v1.Container", "resizePolicy", SUPPORTED[2:]),  # since 1.27
        ("io.k8s.api.apps.v1.StatefulSetSpec", "ordinals", SUPPORTED[1:]),  # since 1.26
        ("io.k8s.api.core.v1.PodSpec", "nonsense", ()),
        ("io.k8s.api.core.v1.Nonsense", "name", ()),
        ("io.k8s.apimachinery.pkg.api.resource.Quantity", "name", ()),
    ],
)
def test_versions_with_a_field(definition: str, field: str, expected: tuple[str, ...]) -> None:
    assert schemas.versions_with(definition, field) == expected


def test_groups() -> None:
    assert {"", "apps", "batch", "networking.k8s.io", "rbac.authorization.k8s.io"} <= schemas.groups()
    assert "gateway.networking.k8s.io" not in schemas.groups()
