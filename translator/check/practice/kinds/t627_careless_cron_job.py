"""A CronJob lets its runs overlap, or does not say how late a run may start.

concurrencyPolicy is Allow unless it is written: a run that takes longer than usual meets the next one, and the next. Without
startingDeadlineSeconds a CronJob that missed more than 100 starts, for example because it was suspended, never starts again by
itself. Write concurrencyPolicy: Forbid or Replace (or Allow, if it is meant), and a deadline.
"""

from collections.abc import Iterator

from translator.check.practice.fields import table
from translator.check.practice.subjects import Concern
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T627", "careless-cron-job", __doc__, Severity.WARNING),)
KIND = "CronJob"


def check(manifest: Manifest) -> Iterator[Concern]:
    """What a CronJob leaves to the defaults."""
    spec = table(manifest.body, "spec")
    missing = [field for field in ("concurrencyPolicy", "startingDeadlineSeconds") if spec.get(field) is None]
    if missing:
        message = f"has no {' and no '.join(missing)}"
        yield Concern(manifest, ("spec", missing[0]), message, f"write {' and '.join(missing)}")
