"""Versions: what may be asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube.versions import DEFAULT, NEWEST, OLDEST, SUPPORTED, minor, parse


def test_the_supported_minors() -> None:
    assert (OLDEST, NEWEST, len(SUPPORTED)) == ("1.25", "1.37", 13)
    assert DEFAULT == "1.35"


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("1.35", ("1.35",)),
        ("v1.35.2", ("1.35",)),
        (" 1.25 ", ("1.25",)),
        ("1.28..1.31", ("1.28", "1.29", "1.30", "1.31")),
        ("1.30..1.30", ("1.30",)),
        ("v1.36..v1.37", ("1.36", "1.37")),
    ],
)
def test_reads(text: str, versions: tuple[str, ...]) -> None:
    assert parse(text) == versions


@pytest.mark.parametrize(
    "text", ["", "1", "1.24", "1.38", "2.0", "1.30..1.28", "1.25..1.38", "1.25-1.30", "1.025", "latest", "1.30.."]
)
def test_refuses(text: str) -> None:
    assert parse(text) is None


def test_versions_compare_as_numbers() -> None:
    assert minor("1.9") < minor("1.25")


@given(st.text(max_size=30))
def test_any_text_is_a_run_of_supported_versions_or_none(text: str) -> None:
    versions = parse(text)
    assert versions is None or list(versions) == sorted(set(versions) & set(SUPPORTED), key=minor)
