"""What is written reads back the same: by YAML 1.1 and 1.2, by the scanner of libyaml and by that of PyYAML."""

import math
import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from translator.model.manifest import Manifest
from translator.render.stream import stream


class CoreLoader(yaml.SafeLoader):
    """PyYAML's scanner with the core schema of YAML 1.2.2, section 10.3.2."""


CoreLoader.yaml_implicit_resolvers = {}

_CORE = (
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"),
)
for _name, _pattern in _CORE:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"), None)


def _core_int(_: yaml.Loader, node: yaml.ScalarNode) -> int:
    return int(node.value, 0) if node.value.startswith(("0o", "0x")) else int(node.value)


CoreLoader.add_constructor("tag:yaml.org,2002:int", _core_int)

LOADERS = (yaml.SafeLoader, yaml.CSafeLoader, CoreLoader)

TRICKY = (
    "", " ", "~", "null", "Null", "NULL", "true", "True", "yes", "No", "on", "OFF", "y", "N", "=", "<<", "-", "?", ":",
    "- a", "? a", "a: b", "a:", ":a", "a #b", "#a", "a#b", "a:b", "[a", "{a", "a]", "!a", "&a", "*a", "|", ">", "%a",
    "@a", "`a", "'a'", '"a"', "0", "0123", "0o17", "0x1f", "0b11", "1_000", "+1", "-1", "1e3", "1.5", ".5", "1.", "12e03",
    "12:30:45", "190:20:30.15", ".inf", "-.INF", ".nan", "2001-01-01", "2001-12-14t21:59:43.10-05:00", "1.2.3",
    "10.0.0.0/8", "500m", "64Mi", "1k", "1E", "5e3m", "---", "--- a", "...", " a", "a ", "\ta", "a\t", "a\tb", "\n",
    "\n\n", "a\n", "a\n\n", "\na", "\n a", " a\nb", "a\n b", "a\n\tb", "\ta\nb", "a\n \nb", "a\nb ", "a\n ", "a\n \n",
    "a\r\nb", "a\rb", "a\x85b", "a\u2028b", "a\u2029b", "\ufeffa", "a\ufeff\nb", "\0", "\x1b[31m", "\x7f", "\xa0", "\xad",
    "é", "漢字", "😀", "👩\u200d💻", "\U0010ffff", "\uffff", "\ue000", "a\u202eb", "#\n#", "- a\n- b", "---\n...\n",
    "a: b\nc: d\n", "x" * 200, " ".join("word" for _ in range(100)), "k" * 2000, '"', "\\", "\\n", "it's",
    '"quoted" text', "C:\\dir\\", "$(A) $B ${C}", "/bin/sh", "(a)", "a, b", "a {b} [c]",
)  # fmt: skip

_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(alphabet=" \t\n\ra:#-'\"|>0.e\x85\u2028", max_size=12),
    st.sampled_from(TRICKY),
    st.from_regex(r"[-+]?[0-9._:eExob]{1,8}", fullmatch=True),
)
_SCALAR = st.one_of(_TEXT, st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
_TREE = st.recursive(
    _SCALAR,
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(_TEXT, below, max_size=4)),
    max_leaves=12,
)


def _same(one: object, other: object) -> bool:
    """Equality that tells 1 from True and from 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _assert_read_back(*bodies: dict[str, Any]) -> None:
    text = stream(Manifest(body, {}) for body in bodies)
    text.encode()
    for loader in LOADERS:
        read = list(yaml.load_all(text, loader))
        assert len(read) == len(bodies), (loader, text)
        assert all(map(_same, read, bodies)), (loader, text)


@pytest.mark.parametrize("text", TRICKY)
def test_reads_a_tricky_text_back_wherever_it_stands(text: str) -> None:
    _assert_read_back(
        {"a": text, text: {"b": text}, "list": [text, [text, text], {"c": text, text: [text]}], "end": 1}, {"z": text}
    )


@given(st.dictionaries(_TEXT, _TREE, min_size=1, max_size=4))
def test_reads_any_tree_back(body: dict[str, Any]) -> None:
    _assert_read_back(body, {"next": "document"})


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_floats_in_both_versions(number: float) -> None:
    _assert_read_back({"number": number})
    assert math.isfinite(number)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"kind": "Service", "i": 1, "t": True, "f": False}, "kind: Service\ni: 1\nt: true\nf: false\n"),
        ({"a": {"b": {}, "c": []}}, "a:\n  b: {}\n  c: []\n"),
        ({"ports": [{"name": "web", "port": 80}]}, "ports:\n- name: web\n  port: 80\n"),
        ({"args": ["yes", "-c", "a b"]}, 'args:\n- "yes"\n- "-c"\n- a b\n'),
        ({"nested": [["a"], [["b"]]]}, "nested:\n- - a\n- - - b\n"),
        ({"cpu": "500m", "memory": "64Mi", "ip": "10.0.0.0/8"}, "cpu: 500m\nmemory: 64Mi\nip: 10.0.0.0/8\n"),
        ({"port": "8080", "version": "1.10", "time": "12:30:45"}, 'port: "8080"\nversion: "1.10"\ntime: "12:30:45"\n'),
        ({"file": "a\nb\n"}, "file: |\n  a\n  b\n"),
        ({"file": "a\nb"}, "file: |-\n  a\n  b\n"),
        ({"file": "a\n\n\n"}, "file: |+\n  a\n\n\n"),
        ({"file": "  a\nb\n"}, "file: |2\n    a\n  b\n"),
        ({"list": ["a\nb\n"]}, "list:\n- |\n  a\n  b\n"),
        ({"file": "a\r\nb\n"}, 'file: "a\\r\\nb\\n"\n'),
        ({"k": "漢字 é 😀"}, 'k: "漢字 é 😀"\n'),
        ({"k": "\u202e\x07\ufeff"}, 'k: "\\u202e\\x07\\ufeff"\n'),
    ],
)
def test_layout(body: dict[str, Any], text: str) -> None:
    assert stream([Manifest(body, {})]) == text


def test_documents_are_divided_and_none_is_nothing() -> None:
    assert stream([Manifest({"a": 1}, {}), Manifest({"b": 2}, {})]) == "a: 1\n---\nb: 2\n"
    assert stream([]) == ""


def test_long_lines_are_never_folded() -> None:
    text = stream([Manifest({"a": "word " * 5_000 + "end"}, {})])
    assert text.count("\n") == 1


def test_a_long_key_is_announced() -> None:
    key = "k" * 1_200
    assert stream([Manifest({key: "v"}, {})]) == f"? {key}\n: v\n"


def test_what_no_encoding_carries_is_escaped() -> None:
    """A process environment may hold bytes that are no UTF-8; Python keeps them as lone surrogates."""
    assert stream([Manifest({"a": "\udcff"}, {})]).encode() == b'a: "\\udcff"\n'
