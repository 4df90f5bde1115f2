"""Quantities: processor time, memory and storage as the API server reads and writes them.

The grammar and the canonical form are those of k8s.io/apimachinery `pkg/api/resource` (quantity.go, suffix.go): a decimal
number with a suffix of ten (n u m k M G T P E), of two (Ki Mi Gi Ti Pi Ei) or an exponent; finer than a thousand-millionth is
rounded up. What is written here is canonical, so that the API server keeps it byte for byte and a diff stays empty. Integers
of thousand-millionths stand for all of it: no floating point, no rounding that the API server would not do.
"""

import re
from functools import lru_cache

NANO = 1_000_000_000
LARGEST = (1 << 63) - 1
"""The greatest value that the API server keeps; what is greater becomes this."""

_BINARY = ("Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
_DECIMAL = ("k", "M", "G", "T", "P", "E")
_POWERS = {"n": -9, "u": -6, "m": -3, "": 0} | {suffix: 3 * power for power, suffix in enumerate(_DECIMAL, 1)}
_GRAMMAR = re.compile(r"([+-]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?(?:([KMGTPE]i)|[eE]([+-]?[0-9]{1,9})|([numkMGTPE]?))")
_WIDEST = 64
"""An exponent beyond this gives the least or the greatest value whatever the digits; it is not worked out."""
_LONGEST = 256


@lru_cache(1024)
def parse(text: str) -> int | None:
    """The value of a quantity in thousand-millionths of the unit: `parse("500m") == 500_000_000`; None where it is none.

    A text of more than 256 characters is none, although the API server would work it out.
    """
    match = _GRAMMAR.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    sign, whole, fraction, binary, exponent, decimal = match.groups()
    digits, places = int(whole + (fraction or "") or "0"), len(fraction or "")
    if binary:
        nano = _ceiling(digits * NANO << 10 * (_BINARY.index(binary) + 1), 10**places)
    else:
        power = int(exponent) if exponent else _POWERS[decimal]
        nano = _scaled(digits, power + 9 - places)
    nano = min(nano, LARGEST * NANO)
    return -nano if sign == "-" else nano


def is_whole(nano: int) -> bool:
    """Whether a value counts as a whole number: the API server looks no further than thousandths, which it rounds up."""
    return _ceiling(nano, 1_000_000) % 1000 == 0


def _scaled(digits: int, power: int) -> int:
    """`digits` times ten to the `power`, rounded up, without writing out an absurd number."""
    if power < -_WIDEST - len(str(digits)):
        return min(digits, 1)
    return digits * 10 ** min(power, _WIDEST) if power >= 0 else _ceiling(digits, 10**-power)


def _ceiling(number: int, divisor: int) -> int:
    return -(-number // divisor)


def cpus(nano: int) -> str:
    """Processor time, from thousand-millionths of a core: `1`, `1500m`, `250u`.

    Args:
        nano: from 0.
    """
    for suffix, unit in (("", NANO), ("m", 1_000_000), ("u", 1_000)):
        if nano % unit == 0:
            return f"{nano // unit}{suffix}" if suffix else _decimal(nano // unit)
    return f"{nano}n"


def size(count: int) -> str:
    """Memory or storage, from bytes: of `64Mi`, `1500k` and `100` the form with fewest digits, the binary one on a tie.

    Args:
        count: bytes, from 0.
    """
    binary, decimal = _binary(count), _decimal(count)
    return binary if len(binary.rstrip("KMGTPEi")) <= len(decimal.rstrip("kMGTPE")) else decimal


def _binary(count: int) -> str:
    suffix = ""
    for name in _BINARY:
        if count == 0 or count % 1024:
            break
        count, suffix = count // 1024, name
    return f"{count}{suffix}"


def _decimal(count: int) -> str:
    suffix = ""
    for name in _DECIMAL:
        if count == 0 or count % 1000:
            break
        count, suffix = count // 1000, name
    return f"{count}{suffix}"


def canonical(text: str) -> str | None:
    """A quantity as the API server writes it: in the family of its suffix, with the fewest digits; None where it is none."""
    match, nano = _GRAMMAR.fullmatch(text), parse(text)
    if match is None or nano is None:
        return None
    binary, exponent = match.group(4), match.group(5)
    sign, nano = ("-", -nano) if nano < 0 else ("", nano)
    if binary and nano >= 1024 * NANO:
        return sign + _binary(_ceiling(nano, NANO))
    if nano == 0:
        return "0"
    power = -9
    while nano % 1000 == 0:
        nano, power = nano // 1000, power + 3
    if exponent:
        return f"{sign}{nano}e{power}" if power else f"{sign}{nano}"
    return sign + str(nano) + _SUFFIX.get(power, f"e{power}")


_SUFFIX = {power: suffix for suffix, power in _POWERS.items()}
