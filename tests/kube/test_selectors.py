"""Which labels a selector matches."""

from typing import Any

import pytest

from translator.kube import selectors

LABELS = {"app": "web", "tier": ""}


def _expression(key: str, operator: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, **({"values": list(values)} if values else {})}]}


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (None, False),
        ({}, True),
        ({"matchLabels": {"app": "web"}}, True),
        ({"matchLabels": {"app": "api"}}, False),
        ({"matchLabels": {"app": "web", "zone": "a"}}, False),
        (_expression("app", "In", "api", "web"), True),
        (_expression("zone", "In", "a"), False),
        (_expression("app", "NotIn", "web"), False),
        (_expression("zone", "NotIn", "a"), True),
        (_expression("tier", "Exists"), True),
        (_expression("zone", "Exists"), False),
        (_expression("zone", "DoesNotExist"), True),
        ({"matchLabels": {"app": "web"}, **_expression("app", "DoesNotExist")}, False),
    ],
)
def test_matches(selector: dict[str, Any] | None, expected: bool) -> None:
    assert selectors.matches(selector, LABELS) is expected


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ({}, True),
        ({"matchLabels": {"a b": "x"}}, False),
        ({"matchLabels": {"a": "x y"}}, False),
        (_expression("a", "In"), False),
        (_expression("a", "Exists", "x"), False),
        (_expression("a", "Equals", "x"), False),
        (_expression("a", "NotIn", "x"), True),
        ({"matchExpressions": [{}]}, False),
    ],
)
def test_is_valid(selector: dict[str, Any], expected: bool) -> None:
    assert selectors.is_valid(selector) is expected


def test_is_empty() -> None:
    assert selectors.is_empty({"matchLabels": {}, "matchExpressions": []})
    assert not selectors.is_empty(_expression("a", "Exists"))
