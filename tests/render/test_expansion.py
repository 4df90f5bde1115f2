"""What is escaped for Kubernetes expands to what was written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.render.stacks import here
from translator.render.pods.expansion import escaped, literal


def expanded(text: str, variables: dict[str, str]) -> str:
    """`Expand` of k8s.io/kubernetes third_party/forked/golang/expansion, as its own documentation describes it: `$(NAME)` is
    replaced where the variable is known and kept where not, `$$` is an escaped `$`, any other `$` is kept."""
    result, cursor = [], 0
    while cursor < len(text):
        if text[cursor] != "$" or cursor + 1 == len(text):
            result.append(text[cursor])
            cursor += 1
        elif text[cursor + 1] == "$":
            result.append("$")
            cursor += 2
        elif text[cursor + 1] == "(" and ")" in text[cursor:]:
            end = text.index(")", cursor)
            name = text[cursor + 2 : end]
            result.append(variables.get(name, f"$({name})"))
            cursor = end + 1
        else:
            result.append("$")
            cursor += 1
    return "".join(result)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("plain", "plain"),
        ("$HOME and ${HOME}", "$HOME and ${HOME}"),
        ("$(date)", "$$(date)"),
        ("a$$b", "a$$$$b"),
        ("$$(date)", "$$$$(date)"),
        ("cost: 5$", "cost: 5$"),
        ("^a+$", "^a+$"),
        ("$(unclosed", "$$(unclosed"),
    ],
)
def test_only_what_kubernetes_would_change_is_doubled(text: str, field: str) -> None:
    assert escaped(text) == field


@given(st.text(alphabet="$()ab\\{} ", max_size=30), st.dictionaries(st.text(alphabet="ab", max_size=3), st.text(max_size=3)))
@example("$$$(a)$", {"a": "x"})
def test_kubernetes_expands_it_to_what_was_written(text: str, variables: dict[str, str]) -> None:
    assert expanded(escaped(text), variables) == text


def test_a_text_without_a_dollar_is_the_same_object() -> None:
    value = here("plain", "command", 0)
    assert literal(value) is value
