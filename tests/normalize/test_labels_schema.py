"""schemas/labels.schema.json: current, and of one mind with the labels that it describes."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.generate import labels_schema
from tests.normalize.labelled import read
from translator.normalize import labels

VALIDATOR = Draft202012Validator(json.loads(labels_schema.SCHEMA.read_text(encoding="utf-8")))


def accepts(found: Any) -> bool:
    """Whether the schema takes these labels of a service."""
    return bool(VALIDATOR.is_valid({"services": {"web": {"image": "nginx", "labels": found}}}))


def test_it_is_current() -> None:
    assert labels_schema.SCHEMA.read_text(encoding="utf-8") == labels_schema.text(), (
        "run python -m tests.generate.labels_schema"
    )


def test_its_table_is_about_labels() -> None:
    assert labels_schema.VALUES.keys() <= set(labels.mapped())


@pytest.mark.parametrize(
    "found",
    [
        {"aliyun.scale": 3, "aliyun.global": True, "traefik.enable": "true"},
        {"aliyun.routing.port_80": "web;http://www.example.com/shop", "aliyun.log_store_access": "stdout"},
        {"aliyun.logs": "/var/log", "aliyun.logs.a": "stdout", "aliyun.logs.a.tags": "a=b"},
        ["aliyun.scale=3", "aliyun.routing.port_80=web", "com.example=1"],
        None,
    ],
)
def test_labels_that_are_right(found: Any) -> None:
    assert accepts(found)


@pytest.mark.parametrize(
    "found",
    [
        {"aliyun.scal": "3"},
        {"aliyun.routing.prot_80": "web"},
        {"aliyun.scale": "three"},
        {"aliyun.scale": -1},
        {"aliyun.remove_containers": "all"},
        {"aliyun.global": {"a": "b"}},
        ["aliyun.scal=3"],
    ],
)
def test_labels_that_are_wrong(found: Any) -> None:
    assert not accepts(found)


WORDS = [
    "true",
    "no",
    "0",
    "1",
    "3",
    "100",
    "101",
    "366",
    "-1",
    "x",
    "batch",
    "remove-all",
    "stdout",
    "/a/b",
    "0 0 3 * * *",
    "",
]


@pytest.mark.parametrize("key", sorted(labels_schema.VALUES))
@pytest.mark.parametrize("value", WORDS)
def test_what_the_schema_refuses_has_a_finding(key: str, value: str) -> None:
    written = key.replace("{name}", "a").replace("{port}", "80")
    if not accepts({written: value}):
        assert {"T302", "T304", "T361", "T362"} & set(read({"aliyun.rolling_updates": "true", written: value}).codes)
