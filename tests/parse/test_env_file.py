"""`env_file` as `environment`: forms, precedence, origins, and what is said of files and lines without effect."""

from pathlib import Path

import pytest

from tests.parse.written import FILE, at, codes, data, tree, variables
from translator.model.finding import Finding, Verdict
from translator.model.node import Mapping
from translator.model.origin import Derived, Source, sources
from translator.model.project import SourceFile
from translator.parse.env_file import expand
from translator.report.collector import Collector

Run = tuple[Mapping, tuple[SourceFile, ...], list[Finding]]


def run(folder: Path, service: str, files: dict[str, str | bytes], *, raw: bool = False, **values: str) -> Run:
    """Expands a stack of one service `web`, written as a flow mapping."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    findings = Collector()
    root, read = expand(
        tree(f"services: {{web: {service}}}\n"), folder, (folder.resolve(),), variables(**values), findings, raw=raw
    )
    return root, read, list(findings)


def web(root: Mapping) -> object:
    return data(root)["services"]["web"]


FILES: dict[str, str | bytes] = {"a.env": "A=a\nBOTH=a\n", "b.env": "B=b\nBOTH=b\n"}


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("{env_file: a.env}", {"A": "a", "BOTH": "a"}),
        ("{env_file: ./a.env}", {"A": "a", "BOTH": "a"}),
        ("{env_file: [a.env, b.env]}", {"A": "a", "BOTH": "b", "B": "b"}),
        ("{env_file: [b.env, a.env]}", {"B": "b", "BOTH": "a", "A": "a"}),
        ("{env_file: [{path: a.env}, {path: b.env, required: true}]}", {"A": "a", "BOTH": "b", "B": "b"}),
        ("{env_file: [a.env], environment: {BOTH: own, C: true}}", {"A": "a", "BOTH": "own", "C": "true"}),
        ("{env_file: [a.env], environment: [BOTH=own, C=1.0, D=]}", {"A": "a", "BOTH": "own", "C": "1.0", "D": ""}),
        ("{env_file: [a.env], environment: }", {"A": "a", "BOTH": "a"}),
        # a name alone takes the value of the process; without one Docker sets nothing, not the file's value either
        ("{env_file: [a.env], environment: [P, BOTH]}", {"A": "a", "P": "p"}),
        ("{env_file: [a.env], environment: {P: , BOTH: }}", {"A": "a", "P": "p"}),
    ],
)
def test_forms_and_order(tmp_path: Path, service: str, expected: dict[str, str]) -> None:
    root, _, _ = run(tmp_path, service, FILES, P="p")
    found = web(root)
    assert isinstance(found, dict)
    assert list(found) == ["environment"]
    assert found["environment"] == expected


def test_services_without_the_key_stay_the_same_objects(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text("A=1\n")
    root = tree("services: {one: {environment: [B]}, two: {env_file: a.env}}\n")
    result, _ = expand(root, tmp_path, (tmp_path.resolve(),), variables(), Collector())
    before, after = root.entries["services"], result.entries["services"]
    assert isinstance(before, Mapping)
    assert isinstance(after, Mapping)
    assert after.entries["one"] is before.entries["one"]
    untouched = tree("services: {one: {environment: [B]}}\n")
    assert expand(untouched, tmp_path, (), variables(), Collector())[0] is untouched


def test_origins_are_the_line_and_the_entry(tmp_path: Path) -> None:
    root, read, _ = run(tmp_path, "{env_file: [{path: a.env, required: true}]}", {"a.env": "\nA=a\n"})
    origin = at(root, "services", "web", "environment", "A").origin
    line = Source("a.env", 2, 1, ("A",))
    entry = ("services", "web", "env_file", 0)
    assert isinstance(origin, Derived)
    assert origin.rule == "env_file"
    assert list(sources(origin)) == [line, Source(FILE, 1, 36, (*entry, "path")), Source(FILE, 1, 53, (*entry, "required"))]
    assert [(file.name, file.text, file.leaves) for file in read] == [("a.env", None, (line,))]


def test_a_file_is_read_once_for_all_services(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text("A=a\n")
    root = tree("services: {one: {env_file: a.env}, two: {env_file: [./a.env]}}\n")
    result, read = expand(root, tmp_path, (tmp_path.resolve(),), variables(), Collector())
    assert data(result) == {"services": {name: {"environment": {"A": "a"}} for name in ("one", "two")}}
    assert [file.name for file in read] == ["a.env"]


def test_lines_may_refer_to_the_project_the_service_and_earlier_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.env": "A=a\nP=file\n", "b.env": "B=$A-$P-$OWN\n"}
    root, _, _ = run(tmp_path, "{env_file: [a.env, b.env], environment: {OWN: own}}", files, P="process")
    assert at(root, "services", "web", "environment", "B").text == "a-process-own"


@pytest.mark.parametrize(("service", "raw"), [("{env_file: [{path: a.env, format: raw}]}", False), ("{env_file: a.env}", True)])
def test_raw_files(tmp_path: Path, service: str, raw: bool) -> None:
    root, _, findings = run(tmp_path, service, {"a.env": 'A="$B" # c\n'}, raw=raw)
    assert web(root) == {"environment": {"A": '"$B" # c'}}
    assert not findings


def test_hidden_lines_name_the_winner(tmp_path: Path) -> None:
    _, _, findings = run(tmp_path, "{env_file: [a.env, b.env], environment: {A: own}}", FILES)
    said = {(finding.code, finding.verdict, str(finding.source), finding.message) for finding in findings}
    assert said == {
        ("T158", Verdict.IGNORED, "a.env:1:1", "web takes A from stack.yml:1:61 instead"),
        ("T158", Verdict.IGNORED, "a.env:2:1", "web takes BOTH from b.env:2:1 instead"),
        ("T167", Verdict.IGNORED, "stack.yml:1:29", "the container gets no variable from a.env"),
    }


def test_an_empty_file_is_said_to_be_barren(tmp_path: Path) -> None:
    root, _, findings = run(tmp_path, "{image: a, env_file: [{path: a.env, required: true}]}", {"a.env": "# nothing\n"})
    assert web(root) == {"image": "a"}
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T167", Verdict.IGNORED)
    assert finding.source is not None
    assert finding.source.path == ("services", "web", "env_file", 0)


def test_a_name_without_a_value_is_refused_by_name(tmp_path: Path) -> None:
    root, _, findings = run(tmp_path, "{env_file: a.env, environment: [NOPE, A]}", {"a.env": "A=a\n"}, A="process")
    assert web(root) == {"environment": {"A": "process"}}
    assert [(finding.code, finding.verdict, str(finding.source)) for finding in findings if finding.code == "T169"] == [
        ("T169", Verdict.REFUSED, "stack.yml:1:49")
    ]


def test_a_missing_file(tmp_path: Path) -> None:
    root, _, findings = run(tmp_path, "{env_file: [nope.env, b.env]}", FILES)
    assert web(root) == {"environment": {"B": "b", "BOTH": "b"}}
    assert [(finding.code, finding.verdict) for finding in findings] == [("T164", Verdict.REFUSED)]
    _, _, findings = run(tmp_path, "{env_file: [{path: nope.env, required: false}]}", {})
    assert [(finding.code, finding.verdict) for finding in findings] == [("T166", Verdict.IGNORED)]


@pytest.mark.parametrize("path", ["../out.env", "/etc/passwd", "link.env", "below/../../out.env"])
def test_files_outside_the_project_are_refused_with_the_way_to_allow_them(tmp_path: Path, path: str) -> None:
    (tmp_path / "out.env").write_text("A=hunter2\n")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "link.env").symlink_to(tmp_path / "out.env")
    root, read, findings = run(folder, f"{{env_file: {path}}}", {})
    assert web(root) == {}
    assert read == ()
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T165", Verdict.REFUSED)
    assert "--allow-path" in finding.help


@pytest.mark.parametrize(
    ("service", "code"),
    [
        ("{env_file: []}", "T167"),
        ("{env_file: }", "T168"),
        ("{env_file: ''}", "T168"),
        ("{env_file: {path: a.env}}", "T168"),
        ("{env_file: [[a.env]]}", "T168"),
        ("{env_file: [{required: true}]}", "T168"),
        ("{env_file: [{path: [a.env]}]}", "T168"),
        ("{env_file: [{path: a.env, format: json}]}", "T168"),
        ("{env_file: [{path: a.env, optional: true}]}", "T168"),
        ("{env_file: a.env, environment: 5}", "T168"),
        ("{env_file: a.env, environment: [[A]]}", "T168"),
        ("{env_file: .}", "T163"),
        ("{env_file: latin.env}", "T163"),
        ("{env_file: bad.env}", "T160"),
    ],
)
def test_bad_forms_and_files_are_findings(tmp_path: Path, service: str, code: str) -> None:
    files: dict[str, str | bytes] = {"a.env": "A=a\n", "latin.env": b"A=\xe9\n", "bad.env": "A=a\nlol$wut\n"}
    root, _, findings = run(tmp_path, service, files)
    assert "env_file" not in data(root)["services"]["web"]
    assert code in codes(findings)


def test_values_never_show(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.env": "A=hunter2\nB=${1hunter2}\n", "b.env": "A=$A\n"}
    _, read, findings = run(tmp_path, "{env_file: [a.env, b.env], environment: {A: hunter2}}", files)
    assert findings
    assert "hunter2" not in repr(findings)
    assert "hunter2" not in repr(read)


def test_trees_without_services_are_left_alone(tmp_path: Path) -> None:
    for text in ("a: 1\n", "services: []\n", "services: {web: }\n", "services: {web: [env_file]}\n"):
        root = tree(text)
        assert expand(root, tmp_path, (), variables(), Collector()) == (root, ())


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("content", ["NOPE\nA=a\n", "A=a\n  NOPE\n"])
def test_a_line_with_a_name_alone_is_refused_by_name(tmp_path: Path, content: str, raw: bool) -> None:
    root, _, findings = run(tmp_path, "{env_file: a.env}", {"a.env": content}, raw=raw)
    assert web(root) == {"environment": {"A": "a"}}
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T169", Verdict.REFUSED)
    assert finding.source is not None
    assert (finding.source.file, finding.source.path) == ("a.env", ("NOPE",))


def test_a_name_alone_in_a_shared_file_is_looked_up_for_each_service(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text("A\nB=b\n")
    stack = tree("services: {one: {env_file: a.env, environment: {A: one}}, two: {env_file: a.env}}\n")
    root, _ = expand(stack, tmp_path, (tmp_path.resolve(),), variables(), Collector())
    services = data(root)["services"]
    assert services["one"]["environment"] == {"A": "one", "B": "b"}
    assert services["two"]["environment"] == {"B": "b"}
