"""Variables in a tree: values, keys, origins, tags, refusals, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.written import FILE, at, codes, data, tree, variables
from translator.model.finding import Verdict
from translator.model.node import BOOL, FLOAT, INT, STR, Mapping, Scalar
from translator.model.origin import Default, Derived, Located, Source
from translator.parse.interpolation import LONGEST, interpolate
from translator.parse.variables import Variables
from translator.report.collector import Collector

TAG = Located("1.4", Source(".env", 3, 1, ("TAG",)))


def run(text: str, *, keys: bool = False, **values: str) -> tuple[Mapping, Collector]:
    findings = Collector()
    return interpolate(tree(text), variables(**values), keys=keys, findings=findings), findings


def test_values_everywhere_are_replaced() -> None:
    root, findings = run("services: {web: {image: 'app:$TAG', command: [run, '${MODE:-fast}', [$TAG]]}}", TAG="1.4")
    assert data(root) == {"services": {"web": {"image": "app:1.4", "command": ["run", "fast", ["1.4"]]}}}
    assert not codes(findings)


def test_nodes_without_a_dollar_sign_stay_the_same_objects() -> None:
    root = tree("a: {b: [c]}\nd: {e: $X, f: {g: h}}\n")
    result = interpolate(root, variables(X="x"), keys=False, findings=Collector())
    assert result.entries["a"] is root.entries["a"]
    assert at(result, "d", "f", "g") is at(root, "d", "f", "g")
    assert interpolate(result, variables(), keys=False, findings=Collector()) is result


def test_the_origin_is_the_line_and_the_lines_of_the_variables() -> None:
    root = tree("image: $NAME:${TAG}-$TAG\n")
    values = {"NAME": Located("app", Default("environment variable NAME")), "TAG": TAG}
    scalar = at(interpolate(root, values, keys=False, findings=Collector()), "image")
    line = Source(FILE, 1, 8, ("image",))
    assert scalar == Scalar(
        "app:1.4-1.4", STR, Derived("interpolation", (line, Default("environment variable NAME"), TAG.origin))
    )


def test_a_doubled_dollar_sign_rests_on_its_line_alone() -> None:
    root, findings = run("command: echo $$HOME\n")
    assert at(root, "command").text == "echo $HOME"
    assert at(root, "command").origin == Derived("interpolation", (Source(FILE, 1, 10, ("command",)),))
    assert not codes(findings)


@pytest.mark.parametrize(
    ("written", "value", "text", "tag"),
    [
        ("$X", "80", "80", INT),
        ("$X", "0.5", "0.5", FLOAT),
        ("$X", "true", "true", BOOL),
        ("$X", "web", "web", STR),
        ("'$X'", "80", "80", STR),
        ('"${X}"', "true", "true", STR),
        ("$X:80", "22", "22:80", STR),
        # Docker replaces after it has read YAML: nothing, and the word null, are texts
        ("$X", "", "", STR),
        ("$X", "null", "null", STR),
        ("$X", "~", "~", STR),
    ],
)
def test_the_tag_of_the_result(written: str, value: str, text: str, tag: str) -> None:
    root, _ = run(f"a: {written}\n", X=value)
    assert (at(root, "a").text, at(root, "a").tag) == (text, tag)


def test_a_variable_without_a_value_refuses_its_value_and_names_it() -> None:
    root, findings = run("services:\n  web:\n    image: $IMAGE\n    ports: ['80', '$PORT:80']\n")
    assert data(root) == {"services": {"web": {"ports": ["80"]}}}
    first, second = sorted(findings, key=lambda finding: finding.message)
    assert (first.code, first.verdict, str(first.source)) == ("T150", Verdict.REFUSED, "stack.yml:3:12")
    assert first.source is not None
    assert first.source.path == ("services", "web", "image")
    assert "IMAGE" in first.message
    assert "--env-file" in first.help
    assert "variables:" in first.help
    assert (second.code, str(second.source)) == ("T150", "stack.yml:4:19")


def test_a_default_needs_no_value() -> None:
    root, findings = run("a: ${X:-}\nb: ${X-y}\nc: ${X:+z}\n")
    assert data(root) == {"a": "", "b": "y", "c": ""}
    assert not codes(findings)


def test_a_mandatory_variable_says_the_authors_words() -> None:
    root, findings = run("a: ${X:?set it to $SECRET}\n", SECRET="hunter2")
    assert data(root) == {}
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T153", Verdict.REFUSED)
    assert finding.message == "the file requires a value for X: set it to $SECRET"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: x${1}\n", "stack.yml:1:5"),
        ("a: ${\n", "stack.yml:1:4"),
        # behind a blank, and in quotes, the column of the fault cannot be told from the text: the value's is given
        ("a: x y${1}\n", "stack.yml:1:4"),
        ("a: 'x${1}'\n", "stack.yml:1:4"),
    ],
)
def test_bad_syntax_has_a_place(text: str, place: str) -> None:
    root, findings = run(text)
    assert data(root) == {}
    (finding,) = findings
    assert (finding.code, finding.verdict, str(finding.source)) == ("T151", Verdict.REFUSED, place)


def test_a_lone_dollar_sign_is_kept_with_a_warning() -> None:
    root, findings = run("a: b$\nc: $1 $X\n", X="x")
    assert data(root) == {"a": "b$", "c": "$1 x"}
    assert [(finding.code, finding.verdict, str(finding.source)) for finding in findings] == [
        ("T152", None, "stack.yml:1:5"),
        ("T152", None, "stack.yml:2:4"),
    ]


@pytest.mark.parametrize("key", ["$X", "a.${X}", "a${X:-b}"])
def test_a_variable_in_a_key_is_refused(key: str) -> None:
    root, findings = run(f"labels: {{'{key}': 1, other: 2}}\n", X="x")
    assert data(root) == {"labels": {"other": "2"}}
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T154", Verdict.REFUSED)
    assert finding.source is not None
    assert finding.source.path == ("labels", key)


def test_a_doubled_dollar_sign_in_a_key_is_left_as_docker_leaves_it() -> None:
    root, findings = run("labels: {a$$b: 1, c$: 2}\n")
    assert data(root) == {"labels": {"a$$b": "1", "c$": "2"}}
    assert not codes(findings)


def test_keys_are_replaced_where_the_dialect_has_it() -> None:
    root, findings = run("labels: {'aliyun.routing.port_${PORT}': '$NAME', a$$b: 1}\n", keys=True, PORT="80", NAME="web")
    assert data(root) == {"labels": {"aliyun.routing.port_80": "web", "a$b": "1"}}
    labels = root.entries["labels"]
    assert isinstance(labels, Mapping)
    key = labels.keys["aliyun.routing.port_80"]
    assert isinstance(key.origin, Derived)
    assert key.origin.parents[0] == Source(FILE, 1, 10, ("labels", "aliyun.routing.port_${PORT}"))
    assert not codes(findings)


@pytest.mark.parametrize("text", ["{$X: 1, a: 2}", "{a: 2, $X: 1}", "{a: 2, $X: 1, '${X}': 3}"])
def test_keys_that_become_equal_are_refused(text: str) -> None:
    root, findings = run(f"labels: {text}\n", keys=True, X="a")
    assert data(root) == {"labels": {"a": "2"}}
    assert set(codes(findings)) == {"T155"}


def test_extensions_are_left_alone() -> None:
    root, findings = run("x-a: $UNSET\nservices: {web: {x-b: [$UNSET], '$Y': 1}, x-c: {image: $X}}\n", X="x")
    assert data(root) == {"x-a": "$UNSET", "services": {"web": {"x-b": ["$UNSET"]}, "x-c": {"image": "x"}}}
    assert codes(findings) == ["T154"]


def test_an_aliased_fault_is_told_once() -> None:
    _, findings = run("x-a: &a {image: $UNSET}\nservices: {one: *a, two: *a}\n")
    assert codes(findings) == ["T150"]


def test_values_cannot_grow_without_end() -> None:
    root, findings = run("a: " + "$X" * 2_000 + "\nb: ok\n", X="x" * 1_000)
    assert data(root) == {"b": "ok"}
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T156", Verdict.REFUSED)
    assert LONGEST < 2_000 * 1_000


def test_all_values_of_a_file_together_cannot_either() -> None:
    root = tree("".join(f"k{number}: $X\n" for number in range(100)))
    findings = Collector()
    result = interpolate(root, variables(X="x" * LONGEST), keys=False, findings=findings)
    assert len(result.entries) == 64
    assert set(codes(findings)) == {"T156"}


def test_values_never_show_in_findings() -> None:
    _, findings = run("a: '$PASSWORD ${1}'\n'$PASSWORD': 1\nb: ${C:?$PASSWORD}\n", PASSWORD="hunter2")
    assert len(list(findings)) == 3
    assert "hunter2" not in repr(list(findings))
    assert "hunter2" not in repr(variables(PASSWORD="hunter2"))


def test_uses_are_remembered() -> None:
    known = Variables({"TAG": TAG})
    interpolate(tree("a: $TAG\nb: [$TAG]\nc: ${UNSET:-x}\n"), known, keys=False, findings=Collector())
    assert list(known.uses["TAG"]) == [Source(FILE, 1, 4, ("a",)), Source(FILE, 2, 5, ("b", 0))]
    assert set(known.uses) == {"TAG", "UNSET"}


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.booleans())
def test_no_text_crashes(text: str, keys: bool) -> None:
    source = Source(FILE, 1, 1, ("k",))
    scalar = Scalar(text, STR, source)
    root = Mapping({text: scalar}, {text: scalar}, source)
    result = interpolate(root, variables(A="a"), keys=keys, findings=Collector())
    data(result)
    if "$" not in text:
        assert result is root
