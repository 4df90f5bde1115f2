"""Schedules of Container Service: six fields, second minute hour day month weekday, in Beijing time.

Source: help pages 44818 and 43351. The grammar of each field is that of cron: numbers, lists, ranges, steps, names of months
and days. Sunday is 0 or 7.
"""

import re

from translator.kube import schedule
from translator.model.values import CronSchedule

EXPECTED = "six fields, second minute hour day month weekday, each in its range"
_FIELDS = 6
_UNTIL_SUNDAY = re.compile(r"([1-6])-7")


def parse(text: str) -> CronSchedule | None:
    """The fields; None where there are not six, or one of them is not in its range."""
    fields = text.split()
    if len(fields) != _FIELDS:
        return None
    fields[-1] = ",".join(map(_days, fields[-1].split(",")))
    second, *rest = fields
    # A second has the range of a minute, so it is checked in the place of one.
    if schedule.fault(f"{second} * * * *") is not None or schedule.fault(" ".join(rest)) is not None:
        return None
    return CronSchedule(second, *rest)


def _days(part: str) -> str:
    """Days of the week with Sunday as 0, which is the one number that Kubernetes has for it."""
    if part == "7":
        return "0"
    match = _UNTIL_SUNDAY.fullmatch(part)
    if match is None:
        return part
    return "6,0" if match[1] == "6" else f"{match[1]}-6,0"
