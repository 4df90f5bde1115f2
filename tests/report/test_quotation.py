"""A quoted line is aligned, short, printable, and says nothing secret."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.model.manifest import Manifest
from translator.model.origin import Derived, Origin, Source
from translator.model.project import SourceFile
from translator.report.quotation import Quotations, cut, printable, safe, width_of
from translator.report.secrecy import is_secret, masked, secret_lines


def quoted(text: str, line: int, column: int, width: int = 60) -> tuple[str, ...]:
    return Quotations([SourceFile("stack.yml", text, ())]).quote(Source("stack.yml", line, column), width)


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("a: 1\nb:  two\n", 2, 5, ("    2 | b:  two", "      |     ^")),
        ("a: 1\r\nb: 2\r\n", 2, 4, ("    2 | b: 2", "      |    ^")),
        ("\ta: 1", 1, 2, ("    1 |     a: 1", "      |     ^")),
        ("名前: x", 1, 5, ("    1 | 名前: x", "      |       ^")),
        ("e\u0301a: x", 1, 5, ("    1 | e\u0301a: x", "      |    ^")),
        ("\ufeffa: 1", 1, 1, ("    1 | a: 1", "      | ^")),
        ("a: \x1b[31mred", 1, 4, ("    1 | a: \\x1b[31mred", "      |    ^")),
        ("a: \u202eevil", 1, 1, ("    1 | a: \\u202eevil", "      | ^")),
        ("a: 1", 1, 99, ("    1 | a: 1", "      |     ^")),
    ],
)
def test_quote(text: str, line: int, column: int, expected: tuple[str, ...]) -> None:
    assert quoted(text, line, column) == expected


@pytest.mark.parametrize("line", [0, -1, 3])
def test_a_line_that_is_not_there_is_not_quoted(line: int) -> None:
    assert quoted("a: 1\nb: 2", line, 1) == ()


def test_files_without_text_are_not_quoted() -> None:
    assert Quotations([SourceFile(".env", None, ())]).quote(Source(".env", 1, 1)) == ()
    assert Quotations([]).quote(Source("other.yml", 1, 1)) == ()


def test_unicode_line_ends_count_as_yaml_counts_them() -> None:
    assert quoted("a: 1\u2028b: 2\x85c: 3", 3, 1)[0] == "    3 | c: 3"


def test_a_long_line_is_cut_around_the_caret() -> None:
    shown, caret = cut("x" * 500 + "HERE" + "y" * 500, 501, 40)
    assert len(shown) <= 40
    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert shown[caret : caret + 4] == "HERE"


def test_a_line_of_megabytes_is_quoted_at_once() -> None:
    shown, caret = cut("token" * 2_000_000, 5_000_001, 80)
    assert len(shown) <= 80
    assert shown[caret] == "t"
    masked("token" * 500_000)


@given(st.text(max_size=300), st.integers(1, 320), st.integers(20, 90))
def test_the_caret_stands_below_its_character(text: str, column: int, width: int) -> None:
    shown, caret = cut(text, column, width)
    assert width_of(shown) <= width
    assert all(unicodedata.category(character)[0] != "C" for character in shown)
    if column <= len(text):
        under = printable(text[column - 1])
        before = "".join(printable(character) for character in text[: column - 1])
        if not shown.startswith("…"):
            assert caret == width_of(before)
        elif under.isascii() and under.strip():
            at = next(index for index in range(len(shown) + 1) if width_of(shown[:index]) == caret)
            assert shown[at:].lstrip().startswith(under[0]) or under[0] in shown[at : at + 2]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  MYSQL_PASSWORD: hunter2", "  MYSQL_PASSWORD: ***"),
        ("  - MYSQL_ROOT_PASSWORD=hunter2", "  - MYSQL_ROOT_PASSWORD=***"),
        ('  "API_KEY": "abc def"', '  "API_KEY": "***'),
        ("  DB_PW: hunter2", "  DB_PW: ***"),
        ("  url: redis://user:hunter2@cache:6379/0", "  url: redis://user:***@cache:6379/0"),
        ("  url: redis://:hunter2@cache", "  url: redis://:***@cache"),
        ("  MYSQL_PASSWORD: ${DB_PASSWORD:-hunter2}", "  MYSQL_PASSWORD: ***"),
        ("  MYSQL_PASSWORD: ${DB_PASSWORD:?set it}", "  MYSQL_PASSWORD: ${DB_PASSWORD:?set it}"),
        ("  - MYSQL_PASSWORD=$DB_PASSWORD", "  - MYSQL_PASSWORD=$DB_PASSWORD"),
        ("  MYSQL_PASSWORD_FILE: /run/secrets/db", "  MYSQL_PASSWORD_FILE: /run/secrets/db"),
        ("  - secret: {secretName: web_tls}", "  - secret: {secretName: web_tls}"),
        ("  automountServiceAccountToken: 1", "  automountServiceAccountToken: 1"),
        ("  secrets:", "  secrets:"),
        ("  secrets: [db]", "  secrets: [db]"),
        ("  image: registry.example.com/token-server:1.4", "  image: registry.example.com/token-server:1.4"),
        ("  replicas: three", "  replicas: three"),
        ("  command: serve --token=abc --port 80", "  command: serve --token=***"),
    ],
)
def test_masked(line: str, shown: str) -> None:
    assert masked(line) == shown


def test_a_line_that_feeds_a_secret_is_not_quoted() -> None:
    text = "secrets:\n  db:\n    content: hunter2\nx:\n  - GREETING=hello\n  plain"
    content = Source("stack.yml", 3, 14, ("secrets", "db", "content"))
    lifted = Source("stack.yml", 5, 5, ("x", 0))
    bare = Source("stack.yml", 6, 3, ("x", 1))
    body = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "data": {"a": "x", "b": "y"}}
    origins: dict[str, Origin] = {
        "/data/a": Derived("lifted", (lifted,)),
        "/data/b": bare,
        "/metadata/name": Source("stack.yml", 4, 1),
    }
    secret = secret_lines([Manifest(body, origins)])
    assert secret == {("stack.yml", 5), ("stack.yml", 6)}
    quotations = Quotations([SourceFile("stack.yml", text, ())], secret)
    assert quotations.line(content) == "    content: ***"
    assert quotations.line(lifted) == "  - GREETING=***"
    assert quotations.line(bare) == "***"
    assert quotations.line(Source("stack.yml", 4, 1)) == "x:"


def test_which_fields_are_secret() -> None:
    env = [{"name": "GREETING", "value": "hello"}, {"name": "DB_PASSWORD", "value": "hunter2"}]
    pod = Manifest({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {"env": env}}, {})
    secret = Manifest({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "data": {"a": "eA=="}}, {})
    assert [is_secret(pod, f"/spec/env/{index}/value") for index in (0, 1)] == [False, True]
    assert not is_secret(pod, "/spec/env/1/name")
    assert is_secret(secret, "/data/a")
    assert not is_secret(secret, "/metadata/name")


def test_messages_cannot_steer_a_terminal() -> None:
    assert safe("a\x1b[2Jb\nc\u202ed") == "a\\x1b[2Jb c\\u202ed"
    assert safe("naïve 名前") == "naïve 名前"
