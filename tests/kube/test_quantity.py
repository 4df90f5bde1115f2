"""Quantities: read as the API server reads them, written in the form that it keeps."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube.quantity import LARGEST, NANO, cpus, parse, size


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("1", "1"),
        ("+1", "1"),
        ("-1", "-1"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("500m", "0.5"),
        ("250u", "0.00025"),
        ("1n", "0.000000001"),
        ("1k", "1000"),
        ("1M", "1000000"),
        ("1G", "1000000000"),
        ("1T", "1000000000000"),
        ("1P", "1000000000000000"),
        ("1E", "1000000000000000000"),
        ("1Ki", "1024"),
        ("64Mi", "67108864"),
        ("1.5Gi", "1610612736"),
        ("1Ei", "1152921504606846976"),
        ("1e3", "1000"),
        ("1E3", "1000"),
        ("12e-1", "1.2"),
        ("1e+2", "100"),
        # Finer than a thousand-millionth is rounded up, away from zero.
        ("0.0000000001", "0.000000001"),
        ("-0.0000000001", "-0.000000001"),
        ("0.1n", "0.000000001"),
        ("1e-400", "0.000000001"),
        ("0e-400", "0"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert parse(text) == int(Decimal(value) * NANO)


@pytest.mark.parametrize("text", ["9223372036854775808", "8Ei", "100E", "1e400", "1e999999999"])
def test_no_value_is_greater_than_the_greatest(text: str) -> None:
    assert parse(text) == LARGEST * NANO


@pytest.mark.parametrize(
    "text", ["", ".", "Ki", "1K", "1ki", "1 Gi", "1Gb", "1e", "--1", "1.2.3", "1mm", "0x1", "१", "1\n", "9" * 300]
)
def test_refuses(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("nano", "text"),
    [
        (0, "0"),
        (NANO, "1"),
        (2 * NANO, "2"),
        (NANO // 2, "500m"),
        (NANO * 3 // 2, "1500m"),
        (1_000_000, "1m"),
        (250_000, "250u"),
        (1, "1n"),
        (1000 * NANO, "1k"),
    ],
)
def test_writes_processor_time(nano: int, text: str) -> None:
    assert cpus(nano) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (1, "1"),
        (1023, "1023"),
        (1024, "1Ki"),
        (64 << 20, "64Mi"),
        (1 << 30, "1Gi"),
        (1536 << 20, "1536Mi"),
        (1000, "1k"),
        (1_500_000, "1500k"),
        (64_000_000, "64M"),
        (1000 * 1024, "1000Ki"),
        (500 * 1024, "500Ki"),
        (1_073_741_825, "1073741825"),
        (LARGEST, str(LARGEST)),
    ],
)
def test_writes_sizes(count: int, text: str) -> None:
    assert size(count) == text


def canonical(text: str) -> bool:
    """No exponent, no fraction, no smaller mantissa with a larger suffix of the same family."""
    match = re.fullmatch(r"(0|[1-9][0-9]*)([numkMGTPE]|[KMGTPE]i)?", text)
    if match is None:
        return False
    number, suffix = int(match[1]), match[2] or ""
    if suffix in ("E", "Ei"):
        return True
    return (number == 0 and not suffix) or number % (1024 if suffix.endswith("i") else 1000) != 0


@given(
    st.integers(0, LARGEST) | st.integers(0, 1 << 20).map(lambda n: n << 20) | st.integers(0, 1 << 20).map(lambda n: n * 10**6)
)
def test_sizes_read_back_and_are_canonical(count: int) -> None:
    assert parse(size(count)) == count * NANO
    assert canonical(size(count))


@given(st.integers(0, 10**15) | st.integers(0, 10**6).map(lambda n: n * 10**6))
def test_processor_time_reads_back_and_is_canonical(nano: int) -> None:
    assert parse(cpus(nano)) == nano
    assert canonical(cpus(nano))


@given(
    st.from_regex(r"[+-]?[0-9]{0,30}\.?[0-9]{0,30}([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,9})?", fullmatch=True)
    | st.text(max_size=20)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    value = parse(text)
    assert value is None or -LARGEST * NANO <= value <= LARGEST * NANO
