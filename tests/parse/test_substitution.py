"""The grammar of variables: each form of the Compose Specification, every fault, and a second implementation to agree with."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.parse.substitution import NESTING, BadTemplate, Missing, Reference, evaluate, lone_dollar, template

VALUES = {"SET": "first", "EMPTY": "", "_x1": "under"}
LIMIT = 1 << 20


def result(text: str, values: Mapping[str, str] = VALUES) -> str | tuple[str, ...]:
    """The text, or the names that lack a value."""
    parts = template(text)
    assert not isinstance(parts, BadTemplate), parts.reason
    value, missing = evaluate(parts, values.get, LIMIT)
    return tuple(variable.name for variable in missing) or value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("", ""),
        ("$SET", "first"),
        ("${SET}", "first"),
        ("a${SET}b$SET", "afirstbfirst"),
        ("$SET-bar", "first-bar"),
        ("$SET.tld/$_x1", "first.tld/under"),
        ("$EMPTY|${EMPTY}", "|"),
        # a default where the variable is not set; with a colon, also where it is empty
        ("${UNSET-x}", "x"),
        ("${UNSET:-x}", "x"),
        ("${EMPTY-x}", ""),
        ("${EMPTY:-x}", "x"),
        ("${SET-x}${SET:-x}", "firstfirst"),
        ("${UNSET:-}", ""),
        # another text where it is set; with a colon, where it is not empty either
        ("${UNSET+x}", ""),
        ("${UNSET:+x}", ""),
        ("${EMPTY+x}", "x"),
        ("${EMPTY:+x}", ""),
        ("${SET+x}${SET:+y}", "xy"),
        # a mandatory variable
        ("${SET?why}${SET:?why}", "firstfirst"),
        ("${EMPTY?why}", ""),
        # the first operator counts
        ("${UNSET-a?b}", "a?b"),
        ("${UNSET:-a:-b}", "a:-b"),
        ("${UNSET:-/non:-alphanumeric}", "/non:-alphanumeric"),
        ("${SET+va-lu?e}", "va-lu?e"),
        # defaults are templates
        ("${UNSET:-$SET}", "first"),
        ("${UNSET:-${SET} ${SET}}", "first first"),
        ("${UNSET:-${EMPTY:-${UNSET-deep}}}", "deep"),
        ("${UNSET:-$$}", "$"),
        ('${UNSET:-{"a": 1}}!', '{"a": 1}!'),
        ("${SET:-${UNSET}}", "first"),
        ("${SET:-${UNSET?never looked at}}", "first"),
        # dollar signs
        ("$$", "$"),
        ("$$SET $${SET}", "$SET ${SET}"),
        ("$$$SET", "$first"),
        ("5$ $1 $(date) $", "5$ $1 $(date) $"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("$UNSET", [Missing("UNSET")]),
        ("${UNSET} $OTHER ${UNSET}", [Missing("UNSET"), Missing("OTHER"), Missing("UNSET")]),
        ("${UNSET?}", [Missing("UNSET", "")]),
        ("${UNSET:?give ${SET}}", [Missing("UNSET", "give ${SET}")]),
        ("${EMPTY:?why}", [Missing("EMPTY", "why")]),
        ("${UNSET?bar-baz}", [Missing("UNSET", "bar-baz")]),
        ("${UNSET:-$OTHER}", [Missing("OTHER")]),
    ],
)
def test_variables_without_a_value(text: str, missing: list[Missing]) -> None:
    parts = template(text)
    assert not isinstance(parts, BadTemplate)
    assert list(evaluate(parts, VALUES.get, LIMIT)[1]) == missing


@pytest.mark.parametrize(
    ("text", "offset", "reason"),
    [
        ("${", 0, "no closing brace"),
        ("ab${SET", 2, "no closing brace"),
        ("ab ${SET:-x", 3, "no closing brace"),
        ("${SET:-{}", 0, "no closing brace"),
        ("${}", 0, "not followed by the name"),
        ("${ SET}", 0, "not followed by the name"),
        ("${-x}", 0, "not followed by the name"),
        ("${1x}", 0, "no digit first"),
        ("${ÄÖ}", 0, "letters, digits"),
        ("${SET }", 0, "neither a closing brace nor"),
        ("${SET!}", 0, "neither a closing brace nor"),
        ("${SET:x}", 0, "neither a closing brace nor"),
        ("ok ${UNSET:-${}}", 12, "not followed by the name"),
    ],
)
def test_faults(text: str, offset: int, reason: str) -> None:
    fault = template(text)
    assert isinstance(fault, BadTemplate)
    assert fault.offset == offset
    assert reason in fault.reason


def test_a_fault_never_quotes_the_text() -> None:
    fault = template("${hunter2!")
    assert isinstance(fault, BadTemplate)
    assert "hunter2" not in fault.reason


@pytest.mark.parametrize(
    ("text", "offset"), [("a$", 1), ("a$ b", 1), ("$5", 0), ("$$", -1), ("$$$", 2), ("$A$", 2), ("${A:-$}$", 5), ("plain", -1)]
)
def test_lone_dollars(text: str, offset: int) -> None:
    assert lone_dollar(text) == offset


def test_hostile_nesting_is_a_fault() -> None:
    assert result("${A:-" * NESTING + "x" + "}" * NESTING, {}) == "x"
    assert isinstance(template("${A:-" * 50_000 + "}" * 50_000), BadTemplate)
    assert isinstance(template("${A:-" * 50_000), BadTemplate)


def test_a_result_beyond_the_limit_is_cut_not_built() -> None:
    parts = template("$A" * 10_000)
    assert not isinstance(parts, BadTemplate)
    text, _ = evaluate(parts, {"A": "x" * 10_000}.get, 100)
    assert 100 < len(text) <= 202


# A model of the grammar, built the other way round: templates are made from their meaning.
_NAMES = st.sampled_from(["SET", "EMPTY", "UNSET", "_x1", "NO_1"])
_LITERAL = st.text(st.characters(codec="utf-8", exclude_characters="${}"), max_size=5)


@st.composite
def _meant(draw: st.DrawFn, depth: int = 2) -> tuple[str, str | None]:
    """A template and the text it means; None where a value is missing."""
    pieces = draw(st.lists(st.integers(0, 3 if depth else 1), max_size=4))
    written, meant = "", ""
    broken = False
    for piece in pieces:
        if piece == 0:
            literal = draw(_LITERAL)
            written, meant = written + literal, meant + literal
        elif piece == 1:
            written, meant = written + "$$", meant + "$"
        else:
            name = draw(_NAMES)
            value = VALUES.get(name)
            operator = draw(st.sampled_from(["", "-", ":-", "+", ":+", "?", ":?"]))
            inner_written, inner_meant = draw(_meant(depth - 1)) if operator else ("", "")
            written += "${" + name + operator + inner_written + "}"
            useful = value is not None and (value != "" or ":" not in operator)
            if "+" in operator:
                chosen = inner_meant if useful else ""
            elif useful:
                chosen = value
            else:
                chosen = inner_meant if "-" in operator else None
            broken = broken or chosen is None
            meant += chosen or ""
    return written, None if broken else meant


@given(_meant())
def test_agrees_with_the_model(case: tuple[str, str | None]) -> None:
    written, meant = case
    found = result(written)
    assert isinstance(found, tuple) if meant is None else found == meant


@given(st.text(st.sampled_from("${}:-+?A1 \n\\x"), max_size=40))
def test_any_text_is_a_template_or_a_fault(text: str) -> None:
    parts = template(text)
    if isinstance(parts, BadTemplate):
        assert text[parts.offset] == "$"
    else:
        evaluate(parts, {"A": "a"}.get, LIMIT)
        assert all(isinstance(part, str | Reference) for part in parts)
    lone_dollar(text)
