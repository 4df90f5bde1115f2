"""YAML to nodes: places, tags, anchors, and faults with their places.

Expected tags are those of YAML 1.1 (https://yaml.org/type/), expected lines and columns are counted by hand from 1.
"""

import codecs

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.stacks import plain, spot
from translator.model.finding import Verdict
from translator.model.node import Mapping, Scalar, Sequence, leaves
from translator.model.origin import Source
from translator.parse import yaml
from translator.parse.tags import plain_tag
from translator.report.collector import Collector


def load(text: str | bytes) -> tuple[yaml.Document, Collector]:
    findings = Collector()
    return yaml.load(text.encode() if isinstance(text, str) else text, "s.yml", findings), findings


def tree(text: str) -> Mapping:
    document, findings = load(text)
    assert not list(findings), list(findings)
    assert isinstance(document.root, Mapping)
    return document.root


def test_every_node_knows_its_line_column_and_path() -> None:
    root = tree("a: 1\nb:\n  - x\n  - c: 'two'\n")
    items = root.entries["b"]
    assert isinstance(items, Sequence)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert root.entries["a"].origin == Source("s.yml", 1, 4, ("a",))
    assert root.keys["b"].origin == Source("s.yml", 2, 1, ("b",))
    assert items.origin == Source("s.yml", 3, 3, ("b",))
    assert items.items[0].origin == Source("s.yml", 3, 5, ("b", 0))
    assert inner.entries["c"].origin == Source("s.yml", 4, 8, ("b", 1, "c"))
    assert inner.keys["c"].origin == Source("s.yml", 4, 5, ("b", 1, "c"))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("", "null"),
        ("~", "null"),
        ("null", "null"),
        ("Null", "null"),
        ("yes", "bool"),
        ("on", "bool"),
        ("False", "bool"),
        ("y", "str"),
        ("0", "int"),
        ("-12", "int"),
        ("1_000", "int"),
        ("0777", "int"),
        ("0x1F", "int"),
        ("0o17", "str"),
        ("1.5", "float"),
        (".5", "float"),
        ("1e3", "str"),
        ("1.0e+3", "float"),
        (".inf", "float"),
        ("3.8", "float"),
        ("2024-01-02", "timestamp"),
        ("22:22", "str"),
        ("1:30.5", "str"),
        ("8080:80", "str"),
        ("=", "str"),
        ("<<", "str"),
        ("nginx", "str"),
        ("1.2.3", "str"),
    ],
)
def test_plain_scalars_have_the_tag_of_yaml_1_1_but_for_base_60(text: str, tag: str) -> None:
    assert plain_tag(text) == tag
    value = tree(f"k: {text}\nl: 1").entries["k"]
    assert isinstance(value, Scalar)
    assert (value.text, value.tag, value.plain) == (text, tag, True)


def test_the_text_stays_as_written_and_quotes_make_it_text() -> None:
    root = tree("a: 022:22\nb: '1'\nc: \"x\\ty\"\nd: |\n  one\n  two\ne: >-\n  one\n  two\n")
    assert plain(root) == {"a": "022:22", "b": "1", "c": "x\ty", "d": "one\ntwo\n", "e": "one two"}
    quoted = root.entries["b"]
    assert isinstance(quoted, Scalar)
    assert (quoted.tag, quoted.plain) == ("str", False)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("!!str 1", "str"),
        ("! 1", "str"),
        ("!!int '7'", "int"),
        ("!!float 1", "float"),
        ("!!bool yes", "bool"),
        ("!reset x", "!reset"),
    ],
)
def test_tags_that_are_written(text: str, tag: str) -> None:
    value = tree(f"k: {text}\n").entries["k"]
    assert isinstance(value, Scalar)
    assert value.tag == tag


def test_merge_tags_stay_on_their_nodes() -> None:
    document, _ = load("a: !reset null\nb: !override [x]\nc: !override {d: 1}\n")
    assert isinstance(document.root, Mapping)
    assert [node.tag for node in document.root.entries.values()] == ["!reset", "!override", "!override"]
    assert document.tagged


@pytest.mark.parametrize(
    "text",
    ["!secret x", "!!binary aGk=", "!!int abc", "!!bool 7", "!!set {a, b}", "!include [x]", "!!python/name:os.system ''"],
)
def test_other_tags_are_refused_at_their_place(text: str) -> None:
    document, findings = load(f"k: {text}\nl: 1\n")
    assert [(f.code, f.verdict, str(f.source)) for f in findings] == [("T118", Verdict.REFUSED, "s.yml:1:4")]
    assert document.sound


def test_keys_that_are_not_text_are_read_as_written() -> None:
    assert plain(tree("1: a\ntrue: b\n3.8: c\n'': d\n")) == {"1": "a", "true": "b", "3.8": "c", "": "d"}


def test_an_alias_is_the_node_of_its_anchor_and_keeps_its_place() -> None:
    root = tree("a: &x\n  k: 1\nb: *x\nc: &y text\nd: *y\n*y : e\n")
    assert root.entries["b"] is root.entries["a"]
    assert spot(root.entries["d"]) == "s.yml:4:4"
    assert plain(root.entries["text"]) == "e"
    assert root.keys["text"].origin == Source("s.yml", 6, 1, ("text",))


def test_the_last_anchor_of_a_name_counts() -> None:
    assert plain(tree("a: &x 1\nb: &x 2\nc: *x\n")) == {"a": "1", "b": "2", "c": "2"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &a {x: 1, y: 1}\nb: {<<: *a, y: 2}\n", {"x": "1", "y": "2"}),
        ("a: &a {x: 1, y: 1}\nb: {y: 2, <<: *a}\n", {"x": "1", "y": "2"}),
        ("a: &a {x: 1}\nc: &c {x: 2, z: 2}\nb: {<<: [*a, *c]}\n", {"x": "1", "z": "2"}),
        ("a: &a {x: 1}\nc: &c {<<: *a, z: 2}\nb: {<<: *c}\n", {"x": "1", "z": "2"}),
        ("a: 1\nb: {<<: {x: 1}, z: 2}\n", {"x": "1", "z": "2"}),
        ('a: 1\nb: {"<<": text}\n', {"<<": "text"}),
    ],
)
def test_merge_keys(text: str, expected: dict[str, str]) -> None:
    assert plain(tree(text).entries["b"]) == expected


def test_what_a_merge_key_hides_is_ignored_where_it_is_written() -> None:
    document, findings = load("b:\n  <<: {x: 1, y: 1}\n  <<z: 0\n  y: 2\n")
    assert [(f.code, f.verdict, str(f.source)) for f in findings] == [("T125", Verdict.IGNORED, "s.yml:2:14")]
    assert [leaf.path for leaf in document.leaves] == [("b", "<<", "x"), ("b", "<<", "y"), ("b", "<<z"), ("b", "y")]


def test_leaves_are_scalars_empty_collections_and_the_keys_of_nulls() -> None:
    document, _ = load("a:\nb: {}\nc: []\nd: [~, x]\ne: {f: ~}\n")
    assert [(str(leaf), leaf.path) for leaf in document.leaves] == [
        ("s.yml:1:1", ("a",)),
        ("s.yml:2:4", ("b",)),
        ("s.yml:3:4", ("c",)),
        ("s.yml:4:5", ("d", 0)),
        ("s.yml:4:8", ("d", 1)),
        ("s.yml:5:5", ("e", "f")),
    ]
    assert document.root is not None
    assert [leaf.origin for leaf in leaves(document.root)] == list(document.leaves)


def test_aliased_leaves_count_once_at_the_anchor() -> None:
    document, _ = load("a: &x [1, 2]\nb: *x\nc: {<<: {d: *x}}\n")
    assert [leaf.path for leaf in document.leaves] == [("a", 0), ("a", 1)]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "---\n...\n", "~\n"])
def test_a_file_without_a_value_has_no_root(text: str) -> None:
    document, findings = load(text)
    assert document.root is None
    assert document.sound
    assert not list(findings)


@pytest.mark.parametrize("prefix", ["", "---\n", "%YAML 1.2\n---\n", "# c\n---\n"])
def test_a_document_may_have_its_marks(prefix: str) -> None:
    assert plain(tree(f"{prefix}a: 1\n...\n")) == {"a": "1"}


@pytest.mark.parametrize(
    "content",
    [
        b"a: \xc3\xa9\nb: 1\n",
        codecs.BOM_UTF8 + b"a: \xc3\xa9\nb: 1\n",
        b"a: \xc3\xa9\r\nb: 1\r\n",
        codecs.BOM_UTF16_LE + "a: é\nb: 1\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "a: é\nb: 1\n".encode("utf-16-be"),
    ],
)
def test_encodings_and_line_ends(content: bytes) -> None:
    document, findings = load(content)
    assert not list(findings)
    assert plain(document.root) == {"a": "é", "b": "1"}
    assert isinstance(document.root, Mapping)
    assert document.root.entries["a"].origin == Source("s.yml", 1, 4, ("a",))
    assert document.root.entries["b"].origin == Source("s.yml", 2, 4, ("b",))


FAULTS = [
    # text, code, place
    (b"a: ok\nb: \xff\n", "T105", "s.yml:2:4"),
    (codecs.BOM_UTF16_LE + b"a\x00:\x00 \x00\x00\xd8", "T105", "s.yml:1:4"),
    (b"a: x\x07y\n", "T106", "s.yml:1:5"),
    (b"a: 1\r\nb: \x00\r\n", "T106", "s.yml:2:4"),
    (b"a:\n\tb: 1\n", "T108", "s.yml:2:1"),
    (b"a:\n  b: 1\n \tc: 1\n", "T108", "s.yml:3:2"),
    (b"a: 1\n---\nb: 2\n", "T109", "s.yml:2:1"),
    (b"a: 1\nb: 2\na: 3\n", "T112", "s.yml:3:1"),
    (b"a: &x {}\nb:\n  <<: *x\n  <<: *x\n", "T112", "s.yml:4:3"),
    (b"? [a]\n: b\n", "T113", "s.yml:1:3"),
    (b"image: {{ tag }}\n", "T113", "s.yml:1:9"),
    (b"?\n: b\n", "T113", "s.yml:1:2"),
    (b"a: *x\n", "T114", "s.yml:1:4"),
    (b"a: &x\n  b: *x\n", "T115", "s.yml:2:6"),
    (b"a: {<<: 3}\n", "T119", "s.yml:1:5"),
    (b"a: {<<: [3]}\n", "T119", "s.yml:1:5"),
    (b"a: {<<: ~}\n", "T119", "s.yml:1:5"),
    (b'a: "open\nb: 1\n', "T107", "s.yml:1:4"),
    (b"a: 'open\n", "T107", "s.yml:1:4"),
    (b'a: "\\q"\n', "T107", "s.yml:1:5"),
    (b"a: [1, 2\nb: 3\n", "T107", "s.yml:1:4"),
    (b"a: {b: 1\n", "T107", "s.yml:1:4"),
    (b"a: b: c\n", "T107", "s.yml:1:5"),
    (b"a:\n  b: 1\n  c.port_443:tcp://x:443\nd: 1\n", "T107", "s.yml:3:3"),
    (b"a: 1\n b: 2\n", "T107", "s.yml:2:3"),
    (b"a:\n  b: 1\n c: 2\n", "T107", "s.yml:3:2"),
    (b"a: - b\n", "T107", "s.yml:1:4"),
    (b"- a\nb: 1\n", "T107", "s.yml:2:1"),
    (b"a: 1\nword\n", "T107", "s.yml:2:1"),
    (b"a: @x\n", "T107", "s.yml:1:4"),
    (b"a: `x`\n", "T107", "s.yml:1:4"),
    (b"a: %x\n", "T107", "s.yml:1:4"),
    (b"a: &\n", "T107", "s.yml:1:5"),
    (b"a: * x\n", "T107", "s.yml:1:5"),
    (b"a: ]\n", "T107", "s.yml:1:4"),
    (b"a: |x\n  y\n", "T107", "s.yml:1:5"),
    (b"%YAML 3.0\n---\na: 1\n", "T107", "s.yml:1:1"),
    (b"%TAG ! tag:x\n%TAG ! tag:y\n---\na: 1\n", "T107", "s.yml:2:1"),
    (b"a: !x!y z\n", "T107", "s.yml:1:4"),
]


@pytest.mark.parametrize(("content", "code", "where"), FAULTS)
def test_faults_have_a_place_and_no_verdict(content: bytes, code: str, where: str) -> None:
    _, findings = load(content)
    (finding,) = findings
    assert (finding.code, str(finding.source), finding.verdict) == (code, where, None)
    assert finding.help
    assert findings.fatal


@pytest.mark.parametrize(("content", "code", "where"), FAULTS)
def test_the_reader_in_pure_python_finds_the_same_faults(
    content: bytes, code: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML has no libyaml; its marks may lie a sign apart, so the line is compared."""
    monkeypatch.setattr(yaml, "_Loader", pyyaml.SafeLoader)
    _, findings = load(content)
    (finding,) = findings
    assert finding.code == code
    assert finding.source is not None
    assert str(finding.source.line) == where.split(":")[1]


def test_a_duplicate_names_both_places_and_the_rest_is_still_read() -> None:
    document, findings = load("a: 1\nb: 2\na: 3\nc: *none\n")
    assert [f.code for f in findings] == ["T112", "T114"]
    assert next(iter(findings)).message == 'the key "a" stands twice in this mapping, first in line 1'
    assert not document.sound


@pytest.mark.parametrize(
    ("text", "value", "leaves"),
    [
        ("a: {b: 1, c: 2}\nd: 3\na: {e: 4}\n", {"a": {"b": "1", "c": "2", "e": "4"}, "d": "3"}, ["a.b", "a.c", "d", "a.e"]),
        ("a: {b: {c: 1, d: 2}}\na: {b: {c: 3}}\n", {"a": {"b": {"c": "3", "d": "2"}}}, ["a.b.d", "a.b.c"]),
        ("a: [1, 2]\na: [3]\n", {"a": ["3"]}, ["a.0"]),
        ("a: {b: 1}\na: 2\n", {"a": "2"}, ["a"]),
        ("a: 1\na: {b: 2}\n", {"a": {"b": "2"}}, ["a.b"]),
        (
            "x: &x {a: 1}\ny: &y {b: 2}\nz: {<<: *x, <<: *y}\n",
            {"x": {"a": "1"}, "y": {"b": "2"}, "z": {"a": "1", "b": "2"}},
            ["x.a", "y.b"],
        ),
    ],
)
def test_what_a_duplicate_hides_is_no_leaf_and_two_mappings_are_read_as_one(
    text: str, value: object, leaves: list[str]
) -> None:
    document, findings = load(text)
    assert [f.code for f in findings] == ["T112"]
    assert plain(document.root) == value
    assert [".".join(map(str, leaf.path)) for leaf in document.leaves] == leaves


def test_messages_are_our_own_words() -> None:
    for content, _, _ in FAULTS:
        _, findings = load(content)
        for finding in findings:
            for foreign in ("while", "did not find", "expected", "token", "flow", "scalar", "block"):
                assert foreign not in finding.message.replace("block of text", "")


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"#&*!|>%@`, \t\n?~01"), max_size=60))
def test_any_text_ends_in_a_finding_or_in_the_tree_of_pyyaml(text: str) -> None:
    """Never an exception; and where nothing is found, the texts and the shape are those of PyYAML's own composer."""
    document, findings = load(text)
    if list(findings):
        return
    composed = pyyaml.compose(text, Loader=getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader))
    found = plain_texts(document.root)
    assert found == (None if composed is None or composed.tag.endswith(":null") else pyyaml_texts(composed))


def plain_texts(node: object) -> object:
    if isinstance(node, Mapping):
        return {name: plain_texts(value) for name, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain_texts(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def pyyaml_texts(node: pyyaml.Node) -> object:
    if isinstance(node, pyyaml.MappingNode):
        return {key.value: pyyaml_texts(value) for key, value in node.value}
    if isinstance(node, pyyaml.SequenceNode):
        return [pyyaml_texts(item) for item in node.value]
    return node.value


@given(st.binary(max_size=40))
def test_any_bytes_end_in_a_tree_or_a_finding(content: bytes) -> None:
    document, findings = load(content)
    assert document.sound or list(findings)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), _VALUES, max_size=4))
def test_what_pyyaml_writes_reads_back_with_its_leaves(value: dict[str, object]) -> None:
    written = pyyaml.safe_dump(value, allow_unicode=True)
    document, findings = load(written)
    assert not list(findings)
    assert document.root is not None
    back = pyyaml.safe_load(written)
    assert _shape(document.root) == _plainly(back)
    assert len(document.leaves) == len(list(leaves(document.root)))


def _shape(node: object) -> object:
    if isinstance(node, Mapping):
        return {name: _shape(value) for name, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [_shape(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text if node.tag == "str" else node.tag


def _plainly(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plainly(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plainly(item) for item in value]
    return value if isinstance(value, str) else {bool: "bool", int: "int", type(None): "null"}[type(value)]
