"""Objects of custom kinds against the schemas of their definitions."""

import copy
from typing import Any

import pytest

from translator import check
from translator.model.manifest import Manifest
from translator.report.collector import Collector

SPEC: dict[str, Any] = {
    "type": "object",
    "required": ["size"],
    "properties": {
        "size": {"type": "integer", "minimum": 1, "maximum": 9},
        "above": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        "mode": {"type": "string", "enum": ["fast", "safe"]},
        "name": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 5},
        "port": {"x-kubernetes-int-or-string": True},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": True, "properties": {"a": {"type": "integer"}}},
        "items": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}},
        "embedded": {"type": "object", "x-kubernetes-embedded-resource": True, "properties": {"spec": {"type": "object"}}},
        "either": {"type": "object", "properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
    },
}


def definition(**spec: Any) -> Manifest:
    schema = {"openAPIV3Schema": {"type": "object", "properties": {"spec": SPEC}}}
    versions = [
        {"name": "v1", "served": True, "storage": True, "schema": schema},
        {"name": "v1alpha1", "served": False, "storage": False, "schema": schema},
    ]
    names = {"kind": "Shop", "plural": "shops"}
    body = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "shops.example.com"},
        "spec": {"group": "example.com", "scope": "Namespaced", "names": names, "versions": versions, **spec},
    }
    return Manifest(body, {})


def said(spec: Any, *, api_version: str = "example.com/v1", **more: Any) -> list[tuple[str, str]]:
    body = {"apiVersion": api_version, "kind": "Shop", "metadata": {"name": "a"}, "spec": copy.deepcopy(spec), **more}
    findings = Collector()
    check.manifests([Manifest(body, {})], ("1.30", "1.35"), findings, [definition()])
    return [(finding.code, finding.message.removeprefix("Shop/a: ")) for finding in findings]


@pytest.mark.parametrize(
    "spec",
    [
        {"size": 1},
        {"size": 9, "above": 0.1, "mode": "safe", "name": "abc", "port": "http", "labels": {"x": "y"}},
        {"size": 1, "port": 80, "free": {"a": 1, "b": {"c": []}}, "items": [{"a": "b"}], "mode": None},
        {"size": 1, "embedded": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {}}},
        {"size": 1, "either": {"a": 1}},
    ],
)
def test_what_fits(spec: Any) -> None:
    assert said(spec) == []


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({}, "spec.size is missing"),
        ({"size": "1"}, "spec.size must be a whole number"),
        ({"size": 0}, "spec.size must be at least 1"),
        ({"size": 10}, "spec.size must be at most 9"),
        ({"size": 1, "above": 0}, "spec.above must be greater than 0"),
        ({"size": 1, "mode": "slow"}, "spec.mode must be one of fast, safe"),
        ({"size": 1, "name": "A"}, "spec.name does not have the form that its pattern asks for"),
        ({"size": 1, "name": "abcdef"}, "spec.name is too long"),
        ({"size": 1, "port": 1.5}, "spec.port must be a whole number or text"),
        ({"size": 1, "labels": {"x": 1}}, "spec.labels.x must be text"),
        ({"size": 1, "free": {"a": "x"}}, "spec.free.a must be a whole number"),
        ({"size": 1, "siez": 2}, "spec.siez is not a field of the kind's definition"),
        ({"size": 1, "items": [{"b": "c"}]}, "spec.items[0].b is not a field of the kind's definition"),
        ({"size": 1, "either": {"a": 1, "b": 2}}, "spec.either does not fit oneOf of its schema"),
    ],
)
def test_what_does_not_fit(spec: Any, expected: str) -> None:
    assert said(spec) == [("T513", expected)]


def test_the_metadata_is_checked_as_ever() -> None:
    assert [code for code, _ in said({"size": 1}, metadata={"name": "Big"})] == ["T550"]


def test_a_version_that_is_not_served() -> None:
    assert said({"size": 1}, api_version="example.com/v1alpha1") == [
        ("T514", "example.com/v1alpha1 is not served by the kind's definition")
    ]


def test_a_version_without_definition_is_foreign() -> None:
    assert [code for code, _ in said({"size": 1}, api_version="example.com/v2")] == ["T502"]


@pytest.mark.parametrize(
    "spec", [{"versions": None}, {"versions": [1]}, {"names": 3}, {"versions": [{"name": "v1", "schema": 4}]}]
)
def test_a_definition_that_is_none_does_no_harm(spec: dict[str, Any]) -> None:
    findings = Collector()
    body = {"apiVersion": "example.com/v1", "kind": "Shop", "metadata": {"name": "a"}}
    check.manifests([Manifest(body, {})], ("1.35",), findings, [definition(**spec)])
    assert {finding.code for finding in findings} <= {"T502"}


def test_rules_in_cel_are_told_once_for_a_kind() -> None:
    rule = {"rule": "self.size < 9 || self.mode == 'safe'"}
    shape = {**SPEC, "x-kubernetes-validations": [rule], "properties": {**SPEC["properties"]}}
    shape["properties"]["size"] = {**shape["properties"]["size"], "x-kubernetes-validations": [rule]}
    schema = {"openAPIV3Schema": {"type": "object", "properties": {"spec": shape}}}
    kind = definition(versions=[{"name": "v1", "served": True, "storage": True, "schema": schema}])
    objects = [
        Manifest({"apiVersion": "example.com/v1", "kind": "Shop", "metadata": {"name": name}, "spec": {"size": 1}}, {})
        for name in "ab"
    ]
    findings = Collector()
    check.manifests(objects, ("1.35",), findings, [kind])
    (finding,) = findings
    assert finding.code == "T515"
    assert finding.message == "Shop/a: the kind's definition has 2 rules in CEL, which only the API server evaluates"
