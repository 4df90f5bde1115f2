"""Decimal numbers, multiplied exactly: `1.5` times 1024 is 1536, without a float or a slow import between."""

NUMBER = r"(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})"
"""A decimal number, as part of a pattern; it is bounded, so that no text makes a number of megabytes."""

EXPONENT = r"(?:[eE][+-]?\d{1,2})?"


def product(number: str, factor: int) -> tuple[int, bool]:
    """A number of the patterns above times `factor`: the whole part, and whether that is all of it."""
    mantissa, _, exponent = number.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = int(exponent or 0) - len(fraction)
    value = int(whole + fraction) * factor
    if power >= 0:
        return value * 10**power, True
    quotient, rest = divmod(value, 10**-power)
    return quotient, rest == 0
