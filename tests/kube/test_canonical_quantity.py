"""Quantities in the one form in which the API server writes them (`CanonicalizeBytes` of apimachinery's Quantity)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube import quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000m", "1"),
        ("0.5", "500m"),
        ("1500m", "1500m"),
        ("1000", "1k"),
        ("1024Mi", "1Gi"),
        ("1.5Gi", "1536Mi"),
        ("0.5Ki", "512"),
        ("1e3", "1e3"),
        ("1000e3", "1e6"),
        ("100u", "100u"),
        ("0Gi", "0"),
        ("-5", "-5"),
        ("1Ki", "1Ki"),
        ("128974848", "128974848"),
    ],
)
def test_the_form(text: str, expected: str) -> None:
    assert quantity.canonical(text) == expected


@pytest.mark.parametrize("text", ["", "x", "1 Gi", "Gi", "1gi"])
def test_what_is_no_quantity_has_none(text: str) -> None:
    assert quantity.canonical(text) is None


@given(st.integers(0, 10**12), st.sampled_from(("", "m", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "n", "u")))
def test_the_value_stays_and_the_form_is_final(number: int, suffix: str) -> None:
    text = f"{number}{suffix}"
    written = quantity.canonical(text)
    assert written is not None
    assert quantity.parse(written) == quantity.parse(text)
    assert quantity.canonical(written) == written
