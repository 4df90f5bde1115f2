"""Values as kubectl reads them (YAML 1.1 of go-yaml v2), and the place of each field."""

from typing import Any

import pytest

from translator.model.origin import Source
from translator.parse import manifests
from translator.report.collector import Collector


def read(text: str) -> manifests.Content:
    return manifests.read(text.encode(), "a.yml", Collector())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("yes", True),
        ("Off", False),
        ("y", True),
        ("N", False),
        ('"yes"', "yes"),
        ("0644", 0o644),
        ("0o644", 0o644),
        ("0x1F", 31),
        ("-12", -12),
        ("1_000", 1000),
        ("08", 8.0),
        ("1e3", 1000.0),
        ("1.5", 1.5),
        ("22:22", "22:22"),
        ("2024-01-01", "2024-01-01"),
        ("~", None),
        ("", None),
        ("'1'", "1"),
        ("!!str 1", "1"),
        ("9" * 5000, "9" * 5000),
        ("1.2.3", "1.2.3"),
    ],
)
def test_values(written: str, expected: Any) -> None:
    (manifest,) = read(f"apiVersion: v1\nkind: X\nspec: {written}\n").manifests
    value = manifest.body["spec"]
    assert (value, type(value)) == (expected, type(expected)) or (value == expected and written == "9" * 5000)


def test_places() -> None:
    text = 'apiVersion: v1\nkind: X\nspec:\n  ports:\n  - port: 80\n    name: "a"\n  none:\n  "a/b": {}\n'
    (manifest,) = read(text).manifests

    def place(pointer: str) -> tuple[int, int]:
        source = manifest.origins[pointer]
        assert isinstance(source, Source)
        return source.line, source.column

    assert place("") == (1, 1)
    assert place("/kind") == (2, 7)
    assert place("/spec") == (3, 1), "a mapping stands at its key"
    assert place("/spec/ports/0") == (5, 5)
    assert place("/spec/ports/0/port") == (5, 11)
    assert place("/spec/none") == (7, 3), "nothing has no place but its key"
    assert place("/spec/a~1b") == (8, 3)
    assert isinstance(source := manifest.origins["/spec/a~1b"], Source)
    assert source.path == ("spec", "a/b")


def test_a_list_stands_for_its_items() -> None:
    item = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}'
    (manifest,) = read(f'{{"apiVersion": "v1", "kind": "List", "items": [{item}]}}').manifests
    assert manifest.name == "a"
    source = manifest.origins["/metadata/name"]
    assert isinstance(source, Source)
    assert source.path == ("items", "0", "metadata", "name")
