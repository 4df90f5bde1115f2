"""The ledger: one verdict, or more, for every leaf of every file that was read.

*Mapped* is not claimed by anybody: a leaf is mapped when the origin of some field of the output leads to it. A finding with
a verdict covers the leaf at its place, or all leaves below it. What neither reaches is refused as T299, so that a key nobody
thought of can never vanish.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from translator.model.finding import Finding, Target, Verdict
from translator.model.manifest import Manifest
from translator.model.origin import Derived, Origin, Path, Source
from translator.model.project import SourceFile

UNACCOUNTED = "T299"

Place = tuple[str, Path]
"""A leaf: the file and the path in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a leaf. `code`, `message` and `remedy` are empty for a leaf that is simply mapped."""

    source: Source
    verdict: Verdict
    code: str = ""
    message: str = ""
    remedy: str = ""
    targets: tuple[Target, ...] = ()


def account(files: Iterable[SourceFile], findings: Iterable[Finding], manifests: Sequence[Manifest]) -> tuple[Entry, ...]:
    """The entries of a report, sorted by file, line and column.

    A leaf under a refusing finding is refused, whatever else it reached; under an approximating one, approximated; a leaf that
    reached the output is mapped even where a finding higher up ignores the rest of its branch.
    """
    reached = _reached(manifests)
    verdicts, contributed = _verdicts(findings), _contributed(findings)
    entries: list[Entry] = []
    for file in files:
        for leaf in file.leaves:
            targets = reached.get((leaf.file, leaf.path), ())
            covering = _covering(leaf, verdicts)
            if not covering and not targets:
                covering = _covering(leaf, contributed)
            entries.extend(_entries(leaf, covering, targets))
    entries.sort(key=lambda entry: (entry.source.file, entry.source.line, entry.source.column, entry.code))
    return tuple(entries)


def unaccounted(entries: Iterable[Entry]) -> Iterator[Finding]:
    """A finding for each entry that no finding caused: the translator's own fault, told like any other."""
    for entry in entries:
        if entry.code == UNACCOUNTED:
            yield Finding(entry.code, entry.message, entry.source, entry.remedy, entry.verdict)


def _verdicts(findings: Iterable[Finding]) -> Mapping[Place, list[Finding]]:
    placed: dict[Place, list[Finding]] = {}
    for finding in findings:
        if finding.verdict is not None and finding.source is not None:
            placed.setdefault((finding.source.file, finding.source.path), []).append(finding)
    return placed


def _contributed(findings: Iterable[Finding]) -> Mapping[Place, list[Finding]]:
    """Findings by the further places that their value came from: a variable that only a refused value uses is refused too."""
    placed: dict[Place, list[Finding]] = {}
    for finding in findings:
        for source in finding.also:
            placed.setdefault((source.file, source.path), []).append(finding)
    return placed


def _entries(leaf: Source, covering: list[Finding], targets: tuple[Target, ...]) -> list[Entry]:
    if targets:
        covering = [finding for finding in covering if finding.verdict is not Verdict.IGNORED]
    if covering:
        gravest = max((finding.verdict for finding in covering if finding.verdict), key=_GRAVITY.index)
        return [
            Entry(leaf, gravest, finding.code, finding.message, finding.accepted or finding.help, targets)
            for finding in covering
            if finding.verdict is gravest
        ]
    if targets:
        return [Entry(leaf, Verdict.MAPPED, targets=targets)]
    return [
        Entry(
            leaf,
            Verdict.REFUSED,
            UNACCOUNTED,
            "nothing in the output and no finding accounts for this value",
            "please report this stack: the translator must say what becomes of every line",
        )
    ]


_GRAVITY = (Verdict.MAPPED, Verdict.IGNORED, Verdict.APPROXIMATED, Verdict.REFUSED)


def _covering(leaf: Source, verdicts: Mapping[Place, list[Finding]]) -> list[Finding]:
    """The findings of the nearest place at or above the leaf, and every refusal above that."""
    nearest: list[Finding] = []
    for length in range(len(leaf.path), -1, -1):
        here = verdicts.get((leaf.file, leaf.path[:length]), [])
        if not nearest:
            nearest = list(here)
        else:
            nearest.extend(finding for finding in here if finding.verdict is Verdict.REFUSED)
    return nearest


def _reached(manifests: Sequence[Manifest]) -> Mapping[Place, tuple[Target, ...]]:
    """For each place in a file, the fields of the output that rest on it."""
    found: dict[Place, dict[Target, None]] = {}
    known: dict[int, tuple[Place, ...]] = {}  # by identity: origins are shared by thousands of fields
    for manifest in manifests:
        kind, name = manifest.kind, manifest.name
        for pointer, origin in manifest.origins.items():
            places = known.get(id(origin))
            if places is None:
                places = known[id(origin)] = tuple(_places(origin))
            for spot in places:
                found.setdefault(spot, {})[Target(kind, name, pointer)] = None
    return {spot: tuple(targets) for spot, targets in found.items()}


def _places(origin: Origin) -> Iterable[Place]:
    if isinstance(origin, Source):
        yield (origin.file, origin.path)
    elif isinstance(origin, Derived):
        for parent in origin.parents:
            yield from _places(parent)
