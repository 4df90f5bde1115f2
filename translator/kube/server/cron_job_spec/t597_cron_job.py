"""A CronJob has a schedule or a time zone that is none, or a number out of range.

The schedule has five fields (minute, hour, day, month, day of the week) or is a word such as @daily; a Sunday is 0, and TZ=
is refused in favour of timeZone. A time zone is a name of the IANA database, such as Europe/Berlin, in the right case.
concurrencyPolicy is Allow, Forbid or Replace.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import schedule, zones
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T597", "bad-cron-job", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Schedule, time zone, policy and histories."""
    text = value.get("schedule") or ""
    expected = schedule.fault(text)
    if not text:
        yield at.required("schedule")
    elif "TZ" in text:
        yield at.invalid("schedule", expected="must not have a time zone: it belongs into timeZone", value=text)
    elif expected is not None:
        yield at.invalid("schedule", expected=expected, value=text)
    zone = value.get("timeZone")
    if zone is not None and zone not in zones.names():
        yield at.invalid("timeZone", expected="must be a time zone such as Europe/Berlin", value=zone)
    yield from limits.among(at, "concurrencyPolicy", ("Allow", "Forbid", "Replace"))
    yield from limits.natural(at, "startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit")
