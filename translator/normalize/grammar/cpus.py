"""Processor time as Docker reads it: a decimal number of cores, exact to thousand-millionths.

Source: docker/cli `opts.ParseCPUs`, which refuses what is more precise.
"""

import re

from translator.model.values import NANO, Cpus
from translator.normalize.grammar.decimals import EXPONENT, NUMBER, product

EXPECTED = "a number of cores such as 0.5"

_CPUS = re.compile(NUMBER + EXPONENT, re.ASCII)
_LARGEST = 2**63 - 1


def parse(text: str) -> Cpus | None:
    """`0.5`, `2`, `.25`; None for other text, negative numbers, and fractions below a thousand-millionth."""
    if not _CPUS.fullmatch(text):
        return None
    nano, exact = product(text, NANO)
    return Cpus(nano) if exact and nano <= _LARGEST else None
