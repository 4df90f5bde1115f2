"""The committed schemas are what their generator writes, and what the generator writes is strict."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.generate import kubernetes_schemas
from translator import assets
from translator.kube import schemas
from translator.kube.versions import NEWEST, OLDEST, SUPPORTED

FOLDER = assets.schemas() / "kubernetes"

FREE = {
    # Any JSON value or any object by definition: extensions, the schemas of CustomResourceDefinitions, patches.
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Patch",
    "io.k8s.apimachinery.pkg.runtime.RawExtension",
    # Published without fields.
    "io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec",
}


def test_the_files_are_what_the_generator_writes() -> None:
    tables = kubernetes_schemas.tables()
    assert tables.keys() == {file.name for file in FOLDER.glob("*.tsv")}
    for name, text in tables.items():
        assert (FOLDER / name).read_text("utf-8") == text, f"run python -m tests.generate.kubernetes_schemas: {name} differs"


def test_the_files_are_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_000_000


@pytest.mark.parametrize("version", SUPPORTED)
def test_every_struct_refuses_unknown_fields(version: str) -> None:
    for name, text in schemas.definitions(version).items():
        for schema in _schemas(json.loads(text)):
            if "properties" in schema:
                assert schema["additionalProperties"] is False, name
            elif "object" in schema.get("type", ()) and "additionalProperties" not in schema and "$ref" not in schema:
                # Since 1.35 some types of the scheduling group are choices without fields of their own.
                assert name in FREE or name.startswith(("io.k8s.api.scheduling.v1", "com.alibabacloud.")), name
            elif not schema.keys() & {"type", "$ref"}:
                assert name in FREE, name


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_nothing_but_facts_is_kept(version: str) -> None:
    kept = kubernetes_schemas.KEPT | {"default", "maximum", "minimum", "pattern", "uniqueItems"}
    for text in schemas.definitions(version).values():
        for schema in _schemas(json.loads(text)):
            assert schema.keys() <= kept


def _schemas(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield schema
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _schemas(schema[key])
    for field in schema.get("properties", {}).values():
        yield from _schemas(field)
