"""Ratios from 0 to 1, as decimal numbers. Source: Compose Deploy Specification, update_config, max_failure_ratio."""

import re

EXPECTED = "a number from 0 to 1"

_NUMBER = re.compile(r"(?:\d{1,9}(?:\.\d{0,18})?|\.\d{1,18})(?:[eE][+-]?\d{1,2})?", re.ASCII)


def parse(text: str) -> float | None:
    """`0.1`, `1`; None for other text and for numbers above 1."""
    value = float(text) if _NUMBER.fullmatch(text) else 2.0
    return value if value <= 1 else None
