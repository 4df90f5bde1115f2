"""Schedules of CronJobs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.kube import schedule

NUMBERS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "* * * * *",
        "0 3 * * *",
        "*/15 0-23/2 1,15 JAN-mar Mon-FRI",
        "5/10 4 ? * ?",
        "*-5 , +1 ?-7/2 *",
        " 0  0\t1 1 0 ",
        "59 23 31 12 6",
        "@yearly",
        "@midnight",
        "@every 1h30m",
        "@every 1.5s",
    ],
)
def test_schedules(text: str) -> None:
    assert schedule.fault(text) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "not 0"),
        ("* * * *", "not 4"),
        ("0 0 3 * * *", "not 6"),
        ("60 * * * *", "minute"),
        ("* 24 * * *", "hour"),
        ("* * 0 * *", "day of the month"),
        ("* * * 13 *", "month"),
        ("* * * * 7", "day of the week"),
        ("5-3 * * * *", "must not begin after its end"),
        ("*/0 * * * *", "step"),
        ("1-2-3 * * * *", "range"),
        ("-1 * * * *", "number"),
        ("a * * * *", "number"),
        ("* * * foo *", "month"),
        ("@reboot", "@daily"),
        ("@every", "@daily"),
        ("@every soon", "@daily"),
    ],
)
def test_what_is_no_schedule(text: str, part: str) -> None:
    fault = schedule.fault(text)
    assert fault is not None
    assert part in fault


@given(st.tuples(*(st.integers(low, high) for low, high in NUMBERS)))
def test_every_moment_can_be_written(moment: tuple[int, ...]) -> None:
    assert schedule.fault(" ".join(map(str, moment))) is None


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    fault = schedule.fault(text)
    assert fault is None or fault.startswith(("must ", "has "))
    assert fault is not None or text.startswith("@") or len(text.split()) == 5
