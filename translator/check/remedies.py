"""Remedies: the faults whose cure is certain, so that it can be written without asking.

Three kinds: another apiVersion, where the object as it is fits that one without any fault; quotes round a number or a word such
as `yes` where text must stand; and the letters of a word that is right but for its case (`tcp`). Everything else is a decision.
"""

from collections.abc import Iterator
from typing import Any

from translator.check import objects, remainder
from translator.kube import legacy, removals, server
from translator.kube.fault import Reason as Rule
from translator.kube.schema.fault import Reason, faults
from translator.model.manifest import Manifest, pointer
from translator.model.record import dataclass
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class Remedy:
    """What cures a finding: the value at `pointer` is `old`, and becomes the text `new`. `code` is that of the finding."""

    code: str
    pointer: str
    old: Any
    new: str | None
    """None for the same characters as they were written, in quotes."""


def remedies(manifest: Manifest, versions: tuple[str, ...]) -> Iterator[Remedy]:
    """The certain cures of an object, for the versions that it must suit."""
    code, replacement = _replacement(manifest)
    if code:
        trial = Collector()
        objects.check([Manifest({**manifest.body, "apiVersion": replacement}, {})], versions, trial)
        if not len(trial):
            yield Remedy(code, "/apiVersion", manifest.api_version, replacement)
        return
    latest = versions[-1]
    wrong = list(faults(manifest.body, latest))
    for fault in wrong:
        if fault.reason is Reason.TYPE and fault.expected == ("string",) and isinstance(fault.value, bool | int | float):
            yield Remedy("T505", fault.pointer, fault.value, None)
    left = remainder.of(manifest, wrong, (latest,)) if wrong else (manifest, [])
    if left is not None:
        for broken in server.faults(left[0].body, latest):
            if remainder.is_consequence(broken, left[1]):
                continue
            words = [word for word in broken.among if isinstance(broken.value, str) and word.lower() == broken.value.lower()]
            if broken.reason is Rule.NOT_SUPPORTED and len(words) == 1:
                yield Remedy(broken.code, pointer(*broken.path, *broken.inner), broken.value, words[0])


def rewritten(manifest: Manifest, versions: tuple[str, ...]) -> dict[str, Any] | None:
    """A legacy object as a whole in the form of today; None where there is no such form without a fault."""
    found = legacy.converted(manifest.body) if manifest.api_version in removals.LEGACY else None
    if found is None:
        return None
    trial = Collector()
    objects.check([Manifest(found, {})], versions, trial)
    return None if len(trial) else found


def _replacement(manifest: Manifest) -> tuple[str, str]:
    """The code of the finding that an apiVersion is over, and the one that took its place; empty where there is none."""
    if manifest.api_version in removals.LEGACY:
        return "T512", "v1"
    row = removals.REMOVALS.get((manifest.api_version, manifest.kind))
    if row is None or not row.removed or not row.replacement or " " in row.replacement:
        return "", ""
    return "T510", row.replacement
