"""Schedules of Container Service: six fields, second minute hour day month weekday, in Beijing time.

Source: help pages 44818 and 43351. The grammar of each field is that of cron: numbers, lists, ranges, steps, names of months
and days. Sunday is 0 or 7.
"""

from translator.kube import schedule
from translator.model.values import CronSchedule

EXPECTED = "six fields: second minute hour day month weekday"
_FIELDS = 6


def parse(text: str) -> CronSchedule | None:
    """The fields; None where there are not six, or one of them is not in its range."""
    fields = text.split()
    if len(fields) != _FIELDS:
        return None
    fields[-1] = ",".join("0" if day == "7" else day for day in fields[-1].split(","))
    second, *rest = fields
    # A second has the range of a minute, so it is checked in the place of one.
    if schedule.fault(f"{second} * * * *") is not None or schedule.fault(" ".join(rest)) is not None:
        return None
    return CronSchedule(second, *rest)
