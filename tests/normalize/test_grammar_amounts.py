"""Durations, sizes, cores, whole numbers, truth and permission bits, as Docker's own code reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.normalize.grammar import cpus, duration, permission, ratio, size, truth, whole_number

SECOND = 1_000_000_000
KIB, MIB, GIB = 1024, 1024**2, 1024**3


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("0", 0),
        ("-0", 0),
        ("10s", 10 * SECOND),
        ("1m30s", 90 * SECOND),
        ("1h5m30s20ms", 3930 * SECOND + 20_000_000),
        ("1.5h", 5400 * SECOND),
        (".5s", SECOND // 2),
        ("5.s", 5 * SECOND),
        ("10ms", 10_000_000),
        ("100us", 100_000),
        ("100µs", 100_000),
        ("100μs", 100_000),
        ("7ns", 7),
        ("+2s", 2 * SECOND),
        ("30s1m", 90 * SECOND),
        ("2d", 172_800 * SECOND),
        ("1w", 604_800 * SECOND),
    ],
)
def test_durations(text: str, nanoseconds: int) -> None:
    read = duration.parse(text)
    assert read is not None
    assert read.nanoseconds == nanoseconds


@pytest.mark.parametrize("text", ["", "10", "1.5", "-5s", "s", "1x", "1 s", "10S", "1m 30s", "1e3s", "9999999h", "१s", "1s\n"])
def test_no_durations(text: str) -> None:
    assert duration.parse(text) is None


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_durations_add_up(hours: int, minutes: int, seconds: int, milliseconds: int) -> None:
    read = duration.parse(f"{hours}h{minutes}m{seconds}s{milliseconds}ms")
    assert read is not None
    assert read.nanoseconds == ((hours * 60 + minutes) * 60 + seconds) * SECOND + milliseconds * 1_000_000


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("1048576", MIB),
        ("64M", 64 * MIB),
        ("64m", 64 * MIB),
        ("64mb", 64 * MIB),
        ("64MiB", 64 * MIB),
        ("64Mi", None),  # go-units takes `m`, `mb` and `mib`, and no `mi`
        ("512k", 512 * KIB),
        ("1gb", GIB),
        ("1.5g", GIB + GIB // 2),
        ("2 GB", 2 * GIB),
        ("1t", 1024 * GIB),
        ("1p", 1024 * 1024 * GIB),
        ("100b", 100),
        ("100B", 100),
        ("1.9", 1),
        (".5k", 512),
        ("1e3", 1000),
        ("", None),
        ("-1", None),
        ("64x", None),
        ("64mm", None),
        ("ib", None),
        ("m", None),
        ("64  m", None),
        ("9p9", None),
        ("8192p", None),  # 2**63, one more than Docker can hold
        ("inf", None),
    ],
)
def test_sizes(text: str, count: int | None) -> None:
    read = size.parse(text)
    assert (None if read is None else read.count) == count


@given(st.integers(0, 2**40), st.sampled_from(["", "k", "m"]), st.sampled_from(["", "b", "ib"]))
def test_sizes_are_powers_of_1024(number: int, unit: str, rest: str) -> None:
    read = size.parse(f"{number}{unit}{rest if unit else ''}")
    assert read is not None
    assert read.count == number * {"": 1, "k": KIB, "m": MIB}[unit]


@pytest.mark.parametrize(
    ("text", "nano"),
    [
        ("0.5", 500_000_000),
        ("2", 2 * SECOND),
        (".25", 250_000_000),
        ("0.000000001", 1),
        ("1e-1", 100_000_000),
        ("0", 0),
        ("0.0000000001", None),  # finer than a thousand-millionth
        ("-1", None),
        ("50%", None),
        ("", None),
        ("1/2", None),
    ],
)
def test_cores(text: str, nano: int | None) -> None:
    read = cpus.parse(text)
    assert (None if read is None else read.nano) == nano


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-0", 0),
        ("444", 444),
        ("0444", 0o444),
        ("0o444", 0o444),
        ("0x1F", 31),
        ("0b101", 5),
        ("1_000", 1000),
        ("-12", -12),
        ("+7", 7),
        ("22:22", None),  # base 60 in YAML 1.1; no key of Compose means it
        ("0_", 0),
        ("0x_", None),
        ("", None),
        ("one", None),
    ],
)
def test_numbers_of_yaml(text: str, number: int | None) -> None:
    assert whole_number.unquoted(text) == number


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("012", 12), ("-3", -3), ("0x1f", None), ("1.0", None), ("", None)])
def test_quoted_numbers_are_decimal(text: str, number: int | None) -> None:
    assert whole_number.parse(text) == number


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_number_reads_back(number: int) -> None:
    assert whole_number.parse(str(number)) == number
    assert whole_number.unquoted(str(number)) == number
    assert whole_number.unquoted(f"{'-' if number < 0 else ''}{abs(number):#x}") == number


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("ON", True), ("y", True), ("False", False), ("n", False), ("1", None)]
)
def test_truth(text: str, value: bool | None) -> None:
    assert truth.parse(text) is value


@pytest.mark.parametrize(
    ("text", "bits"), [("0444", 0o444), ("444", 0o444), ("0o400", 0o400), ("1777", 0o1777), ("888", None), ("17777", None)]
)
def test_permission_bits(text: str, bits: int | None) -> None:
    assert permission.octal(text) == bits


@pytest.mark.parametrize(("text", "value"), [("0.1", 0.1), ("1", 1.0), ("0", 0.0), ("1.1", None), ("-1", None), ("x", None)])
def test_ratios(text: str, value: float | None) -> None:
    assert ratio.parse(text) == value


@given(st.text(max_size=20))
def test_no_text_breaks_a_grammar(text: str) -> None:
    for parse in (
        duration.parse,
        size.parse,
        cpus.parse,
        whole_number.parse,
        whole_number.unquoted,
        permission.octal,
        ratio.parse,
    ):
        parse(text)
