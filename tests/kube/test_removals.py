"""The table of removed API versions, against the schemas and the deprecation guide."""

import pytest

from translator.kube import schemas
from translator.kube.removals import REMOVALS, deprecated
from translator.kube.versions import SUPPORTED, minor


@pytest.mark.parametrize("kind", REMOVALS, ids="/".join)
def test_the_table_agrees_with_the_schemas(kind: tuple[str, str]) -> None:
    row = REMOVALS[kind]
    for version in schemas.versions_of(kind):
        assert not row.removed or minor(version) < minor(row.removed)
    if row.removed in SUPPORTED[1:]:
        assert SUPPORTED[SUPPORTED.index(row.removed) - 1] in schemas.versions_of(kind)
    if row.replacement:
        api_version, _, name = row.replacement.partition(" ")
        assert set(schemas.versions_of((api_version, name or kind[1]))) >= set(SUPPORTED[-5:])


@pytest.mark.parametrize(
    ("kind", "version", "expected"),
    [
        (("v1", "Endpoints"), "1.32", False),
        (("v1", "Endpoints"), "1.33", True),
        (("autoscaling/v2beta2", "HorizontalPodAutoscaler"), "1.25", True),
        (("autoscaling/v2beta2", "HorizontalPodAutoscaler"), "1.26", False),
        (("apps/v1", "Deployment"), "1.35", False),
    ],
)
def test_deprecated(kind: tuple[str, str], version: str, expected: bool) -> None:
    assert (deprecated(kind, version) is not None) is expected
