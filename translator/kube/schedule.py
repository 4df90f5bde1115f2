"""Schedules: when a CronJob runs.

The grammar is that of the cron library in the API server (github.com/robfig/cron v3, `ParseStandard`): five fields, or a
word such as @daily. It is narrower than that of most cron programs: a Sunday is 0 and never 7.
"""

import re

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAYS = {name: number for number, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {}),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 6, _DAYS),
)
_WORDS = {"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}
_EVERY = "@every "
_DIGITS = 18
_DURATION = re.compile(r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)")


def fault(schedule: str) -> str | None:
    """Why a text is no schedule, as the rest of a sentence; None where it is one."""
    if schedule.startswith("@"):
        if schedule in _WORDS or (schedule.startswith(_EVERY) and _DURATION.fullmatch(schedule.removeprefix(_EVERY))):
            return None
        return "must be five fields, a word such as @daily, or @every with a duration such as 1h30m"
    fields = schedule.split()
    if len(fields) != len(_FIELDS):
        return f"must have five fields (minute, hour, day, month, day of the week), not {len(fields)}"
    for text, (name, low, high, words) in zip(fields, _FIELDS, strict=True):
        for part in filter(None, text.split(",")):
            wrong = _part(part, low, high, words)
            if wrong is not None:
                return f"has the {name} {part!r}, which {wrong}"
    return None


def _part(text: str, low: int, high: int, words: dict[str, int]) -> str | None:
    """A value, a range or `*`, with or without a step; what `*` is said to end with counts for nothing."""
    span, slash, step = text.partition("/")
    first, dash, last = span.partition("-")
    if first in ("*", "?"):
        start, end = low, high
    else:
        values = [_number(each, words) for each in ((first, last) if dash else (first,))]
        if None in values or "-" in last:
            return f"must be a number from {low} to {high}, a range such as {low}-{high}, or *"
        start, end = values[0] or 0, values[-1] or 0
        if slash and not dash:
            end = high
    if start < low or end > high:
        return f"must be between {low} and {high}"
    if start > end:
        return "must not begin after its end"
    if slash and not _number(step, {}):
        return "must have a step that is a number from 1"
    return None


def _number(text: str, words: dict[str, int]) -> int | None:
    if text.lower() in words:
        return words[text.lower()]
    digits = text.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits.lstrip("0")) > _DIGITS:
        return None
    return int(digits.lstrip("0") or "0")
