"""How much an object may hold."""

from typing import Any

import pytest

from translator.kube import server

META = {"name": "a"}
MEBIBYTE = 1 << 20


def _codes(body: dict[str, Any]) -> list[str]:
    return [fault.code for fault in server.faults(body, "1.35")]


@pytest.mark.parametrize(("size", "codes"), [(MEBIBYTE, []), (MEBIBYTE + 1, ["T588"])])
def test_config_maps(size: int, codes: list[str]) -> None:
    assert _codes({"apiVersion": "v1", "kind": "ConfigMap", "metadata": META, "data": {"k": "x" * size}}) == codes


@pytest.mark.parametrize(("size", "codes"), [(MEBIBYTE, []), (MEBIBYTE + 1, ["T589"])])
def test_secrets_as_they_are_decoded(size: int, codes: list[str]) -> None:
    assert _codes({"apiVersion": "v1", "kind": "Secret", "metadata": META, "stringData": {"k": "x" * size}}) == codes


@pytest.mark.parametrize(("size", "codes"), [(262143, []), (262144, ["T552"])])
def test_annotations_with_their_keys(size: int, codes: list[str]) -> None:
    assert _codes({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {**META, "annotations": {"k": "x" * size}}}) == codes


def test_characters_count_by_their_bytes() -> None:
    assert _codes({"apiVersion": "v1", "kind": "ConfigMap", "metadata": META, "data": {"k": "é" * (MEBIBYTE // 2 + 1)}}) == [
        "T588"
    ]
