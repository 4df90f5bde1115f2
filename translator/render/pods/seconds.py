"""Seconds: Docker keeps durations in nanoseconds, Kubernetes in whole seconds. They are rounded up, and that is said."""

from translator.model.origin import Derived, Located
from translator.model.values import NANO, Duration
from translator.report.collector import Collector


def seconds(duration: Located[Duration], what: str, findings: Collector, *, least: int = 0) -> Located[int]:
    """`duration` in whole seconds.

    Args:
        what: the key as the user knows it, for the finding (`healthcheck.interval`).
        least: the least number that the field takes.
    """
    nano = duration.value.nanoseconds
    whole = max(-(-nano // NANO), least)
    if whole * NANO == nano:
        return Located(whole, duration.origin)
    findings.approximate(
        "T466",
        f"{what} is {nano / NANO:g} s, and Kubernetes counts whole seconds: {whole} s is written",
        duration.origin,
        help=f"write {whole}s to say the same",
    )
    return Located(whole, Derived("rounded up to whole seconds", (duration.origin,)))
