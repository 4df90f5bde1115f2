"""`make faults`: every request of an apply fails in every way, and every apply is killed at every request. Prints the table.

A cell tells how many cases of a kind of request were good, of how many whose request came at all: which watches are opened
depends on how fast things go. Ctrl-C ends it with the table of what was tried. Exits with 1 where a case was not good.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from tests.faults.cases import SCENARIOS, SIGNALS, Ground, Trouble, Verdict, name, prepared, tried
from tests.faults.proxy import Asked, Fault

_TROUBLES: tuple[Trouble, ...] = (*Fault, *SIGNALS)
Case = tuple[Ground, Asked, Trouble]


def main() -> int:
    """Runs the cases, or some of them, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="so many cases, drawn at random; default: all")
    parser.add_argument("--seed", type=int, default=0, help="for the sample")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background is deaf to it, and so would all be below
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        grounds = [prepared(scenario, Path(folder)) for scenario in SCENARIOS]
        cases = [(ground, asked, trouble) for ground in grounds for asked in ground.requests for trouble in _TROUBLES]
        random.Random(given.seed).shuffle(cases)
        verdicts: list[Verdict] = []
        with suppress(KeyboardInterrupt):
            verdicts.extend(_all(cases[: given.sample or None], given.workers))
    for scenario in SCENARIOS:
        print("\n".join(_table(scenario, [each for each in verdicts if each.scenario == scenario])), end="\n\n")
    bad = [each for each in verdicts if each.faults]
    for each in bad:
        print(f"{each.scenario}: {name(each.trouble)} at {each.asked}", *each.faults, sep="\n    ")
    met = sum(each.met for each in verdicts)
    print(f"{len(verdicts):,} cases, {met:,} met, {len(bad)} bad, in {time.monotonic() - began:,.0f} s")
    return 1 if bad else 0


def _all(cases: Sequence[Case], workers: int) -> Iterator[Verdict]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(tried, *case) for case in cases]
        try:
            for number, done in enumerate(as_completed(waiting), 1):
                if sys.stderr.isatty() or number % 500 == 0:
                    end = "" if sys.stderr.isatty() else "\n"
                    print(f"\r{number:,} of {len(cases):,}", end=end, file=sys.stderr, flush=True)
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _table(scenario: str, verdicts: Iterable[Verdict]) -> Iterator[str]:
    good: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for each in verdicts:
        if each.met:
            total[each.asked.sort, name(each.trouble)] += 1
            good[each.asked.sort, name(each.trouble)] += not each.faults
    columns = [name(trouble) for trouble in _TROUBLES]
    rows = sorted({sort for sort, _ in total})
    width = max(map(len, [scenario, *rows]))
    yield "  ".join([scenario.ljust(width), *(column.rjust(7) for column in columns)])
    for row in [*rows, "all"]:
        counts = [_cell(good, total, row, column) for column in columns]
        yield "  ".join(
            [row.ljust(width), *(count.rjust(max(7, len(column))) for count, column in zip(counts, columns, strict=True))]
        )


def _cell(good: Counter[tuple[str, str]], total: Counter[tuple[str, str]], row: str, column: str) -> str:
    if row == "all":
        return f"{sum(n for (_, c), n in good.items() if c == column)}/{sum(n for (_, c), n in total.items() if c == column)}"
    return f"{good[row, column]}/{total[row, column]}" if total[row, column] else "-"


if __name__ == "__main__":
    sys.exit(main())
