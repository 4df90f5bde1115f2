"""The dotenv grammar of docker compose, and which file wins."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.written import codes, variables
from translator.model.finding import Finding
from translator.model.origin import Default, Derived, Located, Source, place
from translator.model.request import Request
from translator.model.settings import Settings
from translator.parse.dotenv import FILE_BYTES, environment, parse, parse_raw
from translator.report.collector import Collector


def read(text: str, **values: str) -> dict[str, str]:
    findings = Collector()
    pairs = parse(text, ".env", variables(**values), findings)
    assert not [finding for finding in findings if finding.code != "T161"], list(findings)
    return {name: value.value for name, value in pairs}


def faults(text: str, **values: str) -> list[Finding]:
    findings = Collector()
    parse(text, ".env", variables(**values), findings)
    return list(findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("A=1", {"A": "1"}),
        ("A=1\nB=2\n", {"A": "1", "B": "2"}),
        ("A=1\r\nB=2\r\n", {"A": "1", "B": "2"}),
        ("\ufeffA=1\n", {"A": "1"}),
        ("\n\n  \t# comment\nA=1\n#B=2", {"A": "1"}),
        ("A=\nB =\nC= \n", {"A": "", "B": "", "C": ""}),
        ("A =b\nC= d \n\t E = f", {"A": "b", "C": "d", "E": "f"}),
        ("A: 1\nB: c=d\nC=1:2", {"A": "1", "B": "c=d", "C": "1:2"}),
        ("A=b=c=", {"A": "b=c="}),
        (
            "export A=1\nexport\tB=2\n  export C=3\nexportD=4\nexport_E=5\nexport.F=6",
            dict(zip("ABC", "123", strict=True)) | {"exportD": "4", "export_E": "5", "export.F": "6"},
        ),
        ("a.b=1\na[1]=2\na-b=3\nárvíz=4", {"a.b": "1", "a[1]": "2", "a-b": "3", "árvíz": "4"}),
        # comments
        ("A=b # c\nB=b#c\nC=b\t#c", {"A": "b", "B": "b#c", "C": "b\t#c"}),
        ("A='b#c' # d\nB=\"b #c\"#d", {"A": "b#c", "B": "b #c"}),
        # quotes
        ("A='b'\nB=\"c\"\nC=''\nD=\"\"", {"A": "b", "B": "c", "C": "", "D": ""}),
        ("A=b'c'\nB=it's", {"A": "b'c'", "B": "it's"}),
        ('A=\'say "b"\'\nB="it\'s"', {"A": 'say "b"', "B": "it's"}),
        ('A=\'it\\\'s\'\nB="say \\"b\\""', {"A": "it's", "B": 'say "b"'}),
        ("A=\"one\ntwo\nthree\"\nB='x\n\ny'\nC=1", {"A": "one\ntwo\nthree", "B": "x\n\ny", "C": "1"}),
        # escapes: in double quotes only
        (r'A="a\nb\tc\rd\\e"', {"A": "a\nb\tc\rd\\e"}),
        (r"A='a\nb'" + "\n" + r"B=a\nb", {"A": r"a\nb", "B": r"a\nb"}),
        (r'A="\\n"', {"A": r"\n"}),
        (r'A="a\qb\ c"', {"A": r"a\qb\ c"}),
        (r'A="\0101\08"', {"A": r"A\08"}),
        # variables: not in single quotes
        ("A=x\nB=$A\nC=${A}y\nD=\"q $A\"\nE='q $A'", {"A": "x", "B": "x", "C": "xy", "D": "q x", "E": "q $A"}),
        ("A=${B:-c}\nD=${A}${A}", {"A": "c", "D": "cc"}),
        (r"A=x" + "\n" + r'B="\$A \${A} $A"' + "\nC=$$A", {"A": "x", "B": "$A ${A} x", "C": "$A"}),
        ("B=$A\nA=x", {"B": "", "A": "x"}),
        ("A=pa$ s$1", {"A": "pa$ s$1"}),
    ],
)
def test_lines(text: str, expected: dict[str, str]) -> None:
    assert read(text) == expected


def test_the_environment_comes_before_the_lines_above() -> None:
    assert read("A=line\nB=$A", A="process") == {"A": "line", "B": "process"}


def test_a_name_alone_is_taken_from_the_environment() -> None:
    pairs = parse("A\nB\nexport C", ".env", variables(A="process", C="c"), Collector())
    assert pairs == (
        ("A", Located("process", Derived("environment", (Source(".env", 1, 1, ("A",)), Default("environment variable A"))))),
        ("C", Located("c", Derived("environment", (Source(".env", 3, 1, ("C",)), Default("environment variable C"))))),
    )


def test_origins_are_lines_and_the_lines_of_variables() -> None:
    (_, first), (_, second) = parse("# c\n A=1\n\nB=${A}$A$H", ".env", variables(H="h"), Collector())
    line = Source(".env", 2, 2, ("A",))
    assert first.origin == line
    assert second.origin == Derived("interpolation", (Source(".env", 4, 1, ("B",)), line, Default("environment variable H")))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("A=1\nlol$wut\nB=2", "T160", ".env:2:1"),
        ("A B=1\nB=2", "T160", ".env:1:1"),
        ("=1\nB=2", "T160", ".env:1:1"),
        ("B=2\n  %x=1", "T160", ".env:2:3"),
        ('A="never closed\nB=2', "T160", ".env:1:1"),
        ("A='b'c\nB=2", "T160", ".env:1:1"),
        ("B=2\nA=${", "T151", ".env:2:1"),
        ("B=2\nA=${C:?give it}", "T153", ".env:2:1"),
        ("B=2\nA=$C", "T161", ".env:2:1"),
        ("B=1\nB=2", "T162", ".env:2:1"),
    ],
)
def test_faults_have_a_place_and_the_rest_is_read(text: str, code: str, place: str) -> None:
    findings = Collector()
    pairs = dict(parse(text, ".env", variables(), findings))
    assert [(finding.code, str(finding.source), finding.verdict) for finding in findings] == [(code, place, None)]
    assert pairs["B"].value == "2"


@pytest.mark.parametrize("text", ["hunter2 x=1", 'A="hunter2', "A='x'hunter2", "A=${hunter2", "%hunter2"])
def test_values_never_show(text: str) -> None:
    found = faults(text)
    assert found
    assert "hunter2" not in repr(found)


def test_values_cannot_grow_without_end() -> None:
    lines = ["A0=" + "x" * 1_000, *(f"A{number}={f'$A{number - 1}' * 10}" for number in range(1, 9))]
    # A4 would have ten million characters; without it A5 is empty, and what is made of A5 too.
    assert [(finding.code, str(finding.source)) for finding in faults("\n".join(lines))] == [
        ("T156", ".env:5:1"),
        ("T161", ".env:6:1"),
    ]


def test_a_large_hostile_file_is_read_at_once() -> None:
    for text in (
        'A="\n' * 20_000,
        "A='x\\'\n" * 20_000,
        "#" * 1_000_000,
        "\n" * 1_000_000,
        "A" * 1_000_000,
        "A=$A\n" * 20_000,
    ):
        parse(text, ".env", variables(), Collector())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=1\n# c\n  #d\n\nB=x # y\r\n", {"A": "1", "B": "x # y"}),
        ("A=\"1\"\nB='$C'\nC=$A", {"A": '"1"', "B": "'$C'", "C": "$A"}),
        ("A= 1 \n B=2", {"A": " 1 ", "B": "2"}),
        ("A=b=c\nH\nN", {"A": "b=c", "H": "h"}),
    ],
)
def test_raw_lines(text: str, expected: dict[str, str]) -> None:
    findings = Collector()
    pairs = parse_raw(text, "x.env", variables(H="h"), findings)
    assert {name: value.value for name, value in pairs} == expected
    assert not list(findings)


@pytest.mark.parametrize("text", ["=1", "A B=1", "two words"])
def test_raw_faults(text: str) -> None:
    findings = Collector()
    assert parse_raw(text, "x.env", variables(), findings) == ()
    assert codes(findings) == ["T160"]


_NAME = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,5}", fullmatch=True)
_VALUE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), max_size=20)


@given(st.dictionaries(_NAME, _VALUE, max_size=5))
def test_single_quotes_keep_everything(values: dict[str, str]) -> None:
    # a backslash before the closing quote would escape it, and one before a quote vanishes with it
    values = {name: value.replace("\\", "/") for name, value in values.items()}
    text = "\n".join(f"{name}='" + value.replace("'", "\\'") + "'" for name, value in values.items())
    assert read(text) == values


@given(st.dictionaries(_NAME, _VALUE, max_size=5))
def test_double_quotes_escape_everything(values: dict[str, str]) -> None:
    escapes = {"\\": "\\\\", '"': '\\"', "$": "\\$", "\n": "\\n", "\t": "\\t"}
    text = "\n".join(f'{name}="' + "".join(escapes.get(sign, sign) for sign in value) + '"' for name, value in values.items())
    assert read(text) == values


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text(st.sampled_from("A=:'\"\\$#{} \n\r[export"), max_size=60))
def test_no_text_crashes(text: str) -> None:
    for name, value in parse(text, ".env", variables(A="a"), Collector()):
        source = place(value.origin)
        assert source is not None
        assert source.path == (name,)
        assert source.line <= text.count("\n") + 1
    parse_raw(text, ".env", variables(A="a"), Collector())


# --- the files of a project ---


def project(
    folder: Path, *, names: tuple[str, ...] = (), process: dict[str, str] | None = None, **settings: str
) -> tuple[dict[str, str], list[Finding]]:
    request = Request(folder, env_files=names, environment=process or {})
    known = Settings(variables={name: Located(value, Source("translator.yaml", 1, 1)) for name, value in settings.items()})
    findings = Collector()
    found, _ = environment(request, folder, (folder.resolve(),), known, findings)
    return {name: value.value for name, value in found.items()}, list(findings)


def test_the_order_of_the_places(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=dotenv\nB=dotenv\nC=dotenv\n")
    found, findings = project(tmp_path, process={"A": "process"}, A="settings", B="settings", D="settings")
    assert found == {"A": "process", "B": "dotenv", "C": "dotenv", "D": "settings"}
    assert not findings


def test_named_files_replace_the_standard_one_and_the_last_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=dotenv\nZ=dotenv\n")
    (tmp_path / "one.env").write_text("A=one\nB=one\nC=$A\n")
    (tmp_path / "two.env").write_text("B=two\nD=$A\n")
    found, _ = project(tmp_path, names=("one.env", "two.env"))
    assert found == {"A": "one", "B": "two", "C": "one", "D": "one"}
    by_variable, _ = project(tmp_path, process={"COMPOSE_ENV_FILES": "one.env, two.env"})
    assert by_variable.pop("COMPOSE_ENV_FILES")
    assert by_variable == found


def test_named_files_may_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.env").write_text("A=1\n")
    (tmp_path / "project").mkdir()
    assert project(tmp_path / "project", names=("../elsewhere/x.env",)) == ({"A": "1"}, [])


def test_the_standard_file_is_optional(tmp_path: Path) -> None:
    assert project(tmp_path) == ({}, [])
    (tmp_path / ".env").mkdir()  # a Python environment often has this name
    assert project(tmp_path) == ({}, [])


def test_the_files_for_the_report(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1\nB=$A\n")
    _, files = environment(Request(tmp_path), tmp_path, (tmp_path.resolve(),), Settings(), Collector())
    (file,) = files
    assert (file.name, file.text) == (".env", None)
    assert file.leaves == (Source(".env", 1, 1, ("A",)), Source(".env", 2, 1, ("B",)))


def test_an_absolute_name_is_shown_relative_to_the_folder(tmp_path: Path) -> None:
    (tmp_path / "x.env").write_text("A=1\n")
    request = Request(tmp_path, env_files=(str(tmp_path / "x.env"),))
    _, files = environment(request, tmp_path, (tmp_path.resolve(),), Settings(), Collector())
    assert [file.name for file in files] == ["x.env"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "T164"), (b"A=\xff\n", "T163"), (b"A=1\0", "T163"), (b"#" * (FILE_BYTES + 1), "T163")],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / "x.env").write_bytes(content)
    found, findings = project(tmp_path, names=("x.env",))
    assert found == {}
    assert [(finding.code, finding.verdict, finding.source) for finding in findings] == [(code, None, None)]


def test_a_standard_file_that_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("A=hunter2\n")
    (tmp_path / "project").mkdir()
    (tmp_path / "project/.env").symlink_to(tmp_path / "secret")
    found, findings = project(tmp_path / "project")
    assert found == {}
    assert codes(findings) == ["T165"]


def test_bytes_of_the_process_environment_that_are_no_text_are_not_seen(tmp_path: Path) -> None:
    found, _ = project(tmp_path, process={"A": "a\udcff", "B": "b"})
    assert found == {"B": "b"}
