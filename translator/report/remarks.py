"""Puts every finding into the report: the ledger holds verdicts of leaves, and not every finding gives one.

A remark (a finding without a verdict) about a mapped leaf stands in that leaf's entry. A remark about a whole branch has an
entry of its own, with what the branch reached. A fault of a file, such as broken YAML, has no leaves to stand at: it is an
entry that refuses the place of the fault. What lies in no file at all is shown at the command line.
"""

from collections.abc import Iterable, Mapping, Sequence

from translator.model.finding import Finding, Severity, Target, Verdict
from translator.model.origin import Path, Source
from translator.report.ledger import Entry
from translator.report.severity import severity

COMMAND_LINE = Source("<command line>", 1, 1)

_Place = tuple[str, Path]


def remarked(entries: Sequence[Entry], findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """The entries of the ledger and those of the findings that it leaves out, sorted by place and code."""
    said: dict[_Place, list[Finding]] = {}
    for finding in findings:
        said.setdefault(_place(finding), []).append(finding)
    below = _reached(entries, said)
    remarks = {
        place: [finding for finding in here if finding.verdict is None or below[place] is None] for place, here in said.items()
    }
    result = [
        entry
        for entry in entries
        # A bare "mapped" gives way to the remarks about the same leaf, which follow with its targets.
        if entry.code or entry.verdict is not Verdict.MAPPED or not remarks.get((entry.source.file, entry.source.path))
    ]
    result.extend(_entry(finding, tuple(below[place] or ())) for place, here in remarks.items() for finding in here)
    result.sort(key=lambda entry: (entry.source.file, entry.source.line, entry.source.column, entry.code, entry.message))
    return tuple(result)


def _place(finding: Finding) -> _Place:
    source = finding.source or COMMAND_LINE
    return (source.file, source.path)


def _reached(entries: Iterable[Entry], places: Iterable[_Place]) -> Mapping[_Place, dict[Target, None] | None]:
    """For each place, the fields that the leaves at or below it reached; None where no leaf is there."""
    found: dict[_Place, dict[Target, None] | None] = dict.fromkeys(places)
    lengths: dict[str, set[int]] = {}
    for file, path in found:
        lengths.setdefault(file, set()).add(len(path))
    for entry in entries:
        file, path = entry.source.file, entry.source.path
        for length in lengths.get(file, ()):
            place = (file, path[:length])
            if place in found:
                targets = found[place] or {}
                targets.update(dict.fromkeys(entry.targets))
                found[place] = targets
    return found


def _entry(finding: Finding, reached: tuple[Target, ...]) -> Entry:
    targets = (finding.target,) if finding.target else reached
    if finding.verdict is not None:
        verdict = finding.verdict
    elif severity(finding) is Severity.ERROR:
        verdict = Verdict.REFUSED
    else:
        verdict = Verdict.MAPPED if targets else Verdict.IGNORED
    return Entry(finding.source or COMMAND_LINE, verdict, finding.code, finding.message, finding.help, targets)
