"""Prints the table: by file of verdicts, how often the offline check and the API server agree.

`python -m tests.verdicts [--show] [FILE...]`; `--show` lists the cases in which they do not.
"""

import sys
import time
from collections.abc import Sequence

from tests.verdicts.measure import FOLDER, Outcome, cases, outcome

_HEAD = f"{'':28}{'cases':>7}{'agree':>9}{'missed':>8}{'false':>7}{'refused':>9}{'field named':>13}"


def main(arguments: Sequence[str]) -> int:
    """Prints the table and returns the exit code."""
    if not FOLDER.is_dir():
        print("skipped: the verdicts of a real API server lie outside the repository, and are not here")
        return 0
    show, only = "--show" in arguments, {argument for argument in arguments if not argument.startswith("--")}
    print(_HEAD)
    everything: list[Outcome] = []
    started = time.perf_counter()
    for file in sorted(FOLDER.glob("*.json")):
        if not only or file.stem in only:
            found = [outcome(case) for case in cases(file)]
            everything += found
            print(row(file.stem, found))
    print(row("all", everything))
    print(f"{len(everything) / (time.perf_counter() - started):.0f} cases a second, reading them included")
    if show:
        _show(everything)
    return 0


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """A row of the table."""
    missed = sum(each.case.refused and not each.found for each in outcomes)
    false = sum(bool(each.found) and not each.case.refused for each in outcomes)
    both = [each for each in outcomes if each.case.refused and each.found]
    named = sum(each.names for each in both)
    agree = 100 * (1 - (missed + false) / max(1, len(outcomes)))
    share = 100 * named / max(1, len(both))
    return f"{name:28}{len(outcomes):7}{agree:8.2f}%{missed:8}{false:7}{missed + len(both):9}{share:12.2f}%"


def _show(outcomes: Sequence[Outcome]) -> None:
    for each in outcomes:
        if not each.agrees:
            word = "MISSED" if each.case.refused else "FALSE"
            print(f"{word} {each.case.file} {each.case.change}\n    {each.found[:3]}\n    {each.case.said[:300]}")
    for each in outcomes:
        if each.agrees and not each.names:
            print(f"OTHER FIELD {each.case.file} {each.case.change}\n    {each.found[:3]}\n    {sorted(each.case.fields)[:3]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
