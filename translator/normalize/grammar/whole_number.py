"""Whole numbers as YAML 1.1 and docker compose read them.

An unquoted `0444` is octal, as `0x1f` is hexadecimal: that is YAML 1.1, which every Compose version follows. Quoted text, and
what a variable gave, is decimal. Source: YAML 1.1 type repository, `!!int`; Go `strconv.Atoi`.
"""

import re

LARGEST = 2**31 - 1
"""The greatest number that the API of Kubernetes holds where Docker counts something (int32)."""

_DECIMAL = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_UNQUOTED = re.compile(r"([+-]?)(?:(0b[01_]{1,80})|(0x[0-9a-fA-F_]{1,20})|(0o?[0-7_]{1,30})|(\d[\d_]{0,25}))", re.ASCII)


def parse(text: str) -> int | None:
    """A decimal number with an optional sign; None for other text."""
    return int(text) if _DECIMAL.fullmatch(text) else None


def counting(text: str) -> int | None:
    """A decimal number from 0 to `LARGEST`; None for other text."""
    value = parse(text)
    return value if value is not None and 0 <= value <= LARGEST else None


def unquoted(text: str) -> int | None:
    """A plain YAML scalar with the tag int; None where it is none, and for base 60, which no Compose key means."""
    match = _UNQUOTED.fullmatch(text)
    if match is None:
        return None
    sign, binary, hexadecimal, octal, decimal = match.groups()
    digits = (binary or hexadecimal or (octal or decimal).replace("0o", "0")).replace("_", "")
    base = 2 if binary else 16 if hexadecimal else 8 if octal else 10
    try:
        value = int(digits, base)
    except ValueError:  # nothing but underscores
        return None
    return -value if sign == "-" else value
