"""Versions: the minor versions of Kubernetes that are written for.

The oldest is what the long-lived managed offerings still run, the newest the newest that `schemas/kubernetes` describes. A
range "A..B" means: written for A, valid in every version up to B.
"""

import re

SUPPORTED = tuple(f"1.{minor}" for minor in range(25, 38))
OLDEST, NEWEST = SUPPORTED[0], SUPPORTED[-1]
DEFAULT = "1.35"

_GRAMMAR = re.compile(r"v?(1\.[0-9]+)(?:\.[0-9]+)?(?:\.\.v?(1\.[0-9]+)(?:\.[0-9]+)?)?")
_SAID = re.compile(r"v?1\.([0-9]{1,4})")


def parse(text: str) -> tuple[str, ...] | None:
    """The minor versions that "1.35" or "1.28..1.32" names, oldest first; None where the text names none that is supported.

    A leading `v` and a patch number are taken as people write them (`v1.35.2`) and mean the minor version.
    """
    match = _GRAMMAR.fullmatch(text.strip())
    if match is None:
        return None
    first, last = match[1], match[2] or match[1]
    if first not in SUPPORTED or last not in SUPPORTED:
        return None
    return SUPPORTED[SUPPORTED.index(first) : SUPPORTED.index(last) + 1] or None


def nearest(text: str) -> str | None:
    """The supported version nearest to that of a server, which says "1.36", "v1.36.2-aliyun.1" or "1.36+"; None where it says
    none."""
    match = _SAID.match(text)
    return match and f"1.{min(max(int(match[1]), minor(OLDEST)), minor(NEWEST))}"


def minor(version: str) -> int:
    """35 for "1.35": versions compare as numbers, never as text."""
    return int(version.partition(".")[2])
