"""Losses that the configuration accepts: refused and approximated become ignored, with the team's reason.

An acceptance names a code (or `any`) and a glob over the dotted path of the place, such as `services.*.logging`. One that
matches nothing is a warning: it is left over from a stack that has changed, and would hide the next loss.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from translator.model.finding import Finding, Verdict
from translator.model.settings import Acceptance

UNUSED = "T198"

_LOSSES = (Verdict.REFUSED, Verdict.APPROXIMATED)


def accept(findings: Iterable[Finding], accepted: Sequence[Acceptance]) -> tuple[Finding, ...]:
    """The findings, those that an acceptance covers as *ignored*, and a warning for each acceptance that covers none."""
    used: set[int] = set()
    result: list[Finding] = []
    for finding in findings:
        index = next((i for i, row in enumerate(accepted) if _covers(row, finding)), None)
        if index is None:
            result.append(finding)
        else:
            used.add(index)
            result.append(replace(finding, verdict=Verdict.IGNORED, accepted=accepted[index].reason))
    result.extend(
        Finding(
            UNUSED,
            f"nothing matches the accepted loss {row.code} at {row.path}",
            row.source,
            "remove it, or correct its code and path",
        )
        for index, row in enumerate(accepted)
        if index not in used
    )
    return tuple(result)


def _covers(row: Acceptance, finding: Finding) -> bool:
    if finding.verdict not in _LOSSES or finding.source is None or row.code not in ("any", finding.code):
        return False
    dotted = ".".join(str(step) for step in finding.source.path)
    return fnmatchcase(dotted, row.path) or fnmatchcase(f"{finding.source.file}:{dotted}", row.path)
