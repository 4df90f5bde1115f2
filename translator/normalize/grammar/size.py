"""Sizes in bytes as Docker reads them: `64M` is 64 MiB, and `mb`, `MiB` and `m` mean the same.

Source: docker/go-units `RAMInBytes`, which docker compose and docker stack use for memory and file systems alike.
"""

import re

from translator.model.values import Bytes
from translator.normalize.grammar.decimals import EXPONENT, NUMBER, product

EXPECTED = "a size such as 512k, 64m or 1.5g"

_SIZE = re.compile(rf"({NUMBER}{EXPONENT}) ?(?:([kmgtp])(?:i?b)?|b)?", re.ASCII | re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_LARGEST = 2**63 - 1


def parse(text: str) -> Bytes | None:
    """Whole bytes, fractions cut as Docker cuts them; None where the text is no size, or more than 2**63 - 1 bytes."""
    match = _SIZE.fullmatch(text)
    if match is None:
        return None
    count, _ = product(match[1], 1024 ** _POWERS[(match[2] or "").lower()])
    return Bytes(count) if count <= _LARGEST else None
