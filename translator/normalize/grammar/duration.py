"""Durations as Docker reads them: Go's `time.ParseDuration`, with the days and weeks that docker compose adds.

A number without a unit is an error in Docker too, zero apart, so `10` is refused and not guessed to be seconds.
Source: Go, package time; Compose Specification, "Specifying durations".
"""

import re

from translator.model.values import Duration
from translator.normalize.grammar.decimals import NUMBER, product

EXPECTED = "a duration with units, such as 1m30s"

_UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "m": 60_000_000_000,
    "h": 3_600_000_000_000,
    "d": 86_400_000_000_000,
    "w": 604_800_000_000_000,
}
_PART = re.compile(rf"({NUMBER})(ns|us|µs|μs|ms|s|m|h|d|w)", re.ASCII)
_WHOLE = re.compile(rf"\+?(?:{NUMBER}(?:ns|us|µs|μs|ms|s|m|h|d|w))+", re.ASCII)
_ZERO = re.compile(r"[+-]?0")
_LARGEST = 2**63 - 1


def parse(text: str) -> Duration | None:
    """`1m30s`, `1.5h`, `500ms`, `0`; None for anything else, and beyond the 292 years that Docker can hold."""
    if _ZERO.fullmatch(text):
        return Duration(0)
    if not _WHOLE.fullmatch(text):
        return None
    total = sum(product(number, _UNITS[unit])[0] for number, unit in _PART.findall(text))
    return Duration(total) if total <= _LARGEST else None
