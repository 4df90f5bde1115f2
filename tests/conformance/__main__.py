"""Prints how far `translator.parse` and the reference programs agree: `make conformance [EXAMPLES=N]`."""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

from tests.conformance import references
from tests.conformance.drawing import all_keys
from tests.conformance.stacks import Case, case
from tests.conformance.subject import compare

EXAMPLES = 300


def main() -> int:
    """Compares many generated stacks; 1 where a difference has no reason."""
    if not references.installed():
        print(references.MISSING, file=sys.stderr)
        return 1
    count = int(os.environ.get("EXAMPLES") or EXAMPLES)
    strange = 0
    for legacy, program in ((False, "docker compose, the specification"), (True, "docker-compose 1.29.2, versions 1 to 3")):
        strange += _figures(program, (case(Random(seed), legacy=legacy) for seed in range(count)))
    return 1 if strange else 0


def _figures(program: str, cases: Iterable[Case]) -> int:
    """Prints the figures of one program; gives the number of stacks with differences that nobody knows."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    keys: set[str] = set()
    begun = time.perf_counter()
    for each in cases:
        with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
            outcome = compare(each, Path(folder))
        keys |= each.keys
        reasons.update(outcome.known)
        counts["different" if outcome.unknown else "refused" if outcome.error else "known" if outcome.known else "same"] += 1
        for line in outcome.unknown:
            print(f"  stack {counts.total() - 1}: {line}")
    total = counts.total()
    print(f"{program}: {total} stacks in {time.perf_counter() - begun:.0f} s, {len(keys)} of {all_keys()} keys of a service")
    print(f"  {counts['same']:5} the same model")
    print(f"  {counts['known']:5} the same but for differences that are meant")
    print(f"  {counts['refused']:5} refused by the reference")
    print(f"  {counts['different']:5} different")
    for reason, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        print(f"    {number:3} {reason}")
    return counts["different"]


if __name__ == "__main__":
    sys.exit(main())
