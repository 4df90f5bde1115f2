"""The ledger: one verdict, or more, for every leaf of every file that was read.

*Mapped* is not claimed by anybody: a leaf is mapped when the origin of some field of the output leads to it. A finding with
a verdict covers the leaf at its place, or all leaves below it. What neither reaches is refused as T299, so that a key nobody
thought of can never vanish.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from translator.model.finding import Finding, Target, Verdict
from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Origin, Path, Source
from translator.model.project import SourceFile

UNACCOUNTED = "T299"

Place = tuple[str, Path]
"""A leaf: the file and the path in it."""


class Entry(NamedTuple):
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
    verdicts, contributed = _Cover(_verdicts(findings)), _Cover(_contributed(findings))
    entries: list[Entry] = []
    for file in files:
        for leaf in file.leaves:
            targets = tuple(reached.get((leaf.file, leaf.path), ()))
            covering = verdicts.of(leaf.file, leaf.path)
            if not covering and not targets:
                covering = contributed.of(leaf.file, leaf.path)
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


class _Cover:
    """Findings by place: those that cover a leaf are the findings of the nearest place at or above it, and every refusal
    above that. Leaves of one branch share what lies above them, so that is worked out once."""

    def __init__(self, placed: Mapping[Place, list[Finding]]) -> None:
        self._placed = placed
        self._known: dict[Place, list[Finding]] = {}

    def of(self, file: str, path: Path) -> list[Finding]:
        """The findings that cover a place."""
        here = self._placed.get((file, path))
        above = self._above(file, path)
        if here is None:
            return above
        return [*here, *(finding for finding in above if finding.verdict is Verdict.REFUSED)]

    def _above(self, file: str, path: Path) -> list[Finding]:
        if not path:
            return []
        parent = (file, path[:-1])
        found = self._known.get(parent)
        if found is None:
            found = self._known[parent] = self.of(*parent)
        return found


def _reached(manifests: Sequence[Manifest]) -> Mapping[Place, list[Target]]:
    """For each place in a file, the fields of the output that rest on it."""
    found: dict[Place, list[Target]] = {}
    known: dict[int, tuple[Place, ...]] = {}  # by identity: origins are shared by thousands of fields
    for manifest in manifests:
        kind, name = manifest.kind, manifest.name
        for pointer, origin in manifest.origins.items():
            if type(origin) is Default:
                continue
            places = known.get(id(origin))
            if places is None:
                places = known[id(origin)] = tuple(dict.fromkeys(_places(origin)))
            for spot in places:
                targets = found.get(spot)
                if targets is None:
                    found[spot] = [Target(kind, name, pointer)]
                else:
                    targets.append(Target(kind, name, pointer))
    return found


def _places(origin: Origin) -> Iterable[Place]:
    if isinstance(origin, Source):
        yield (origin.file, origin.path)
    elif isinstance(origin, Derived):
        for parent in origin.parents:
            yield from _places(parent)
