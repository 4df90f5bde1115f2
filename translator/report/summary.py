"""The figures of a run: how many values got which verdict, how many findings have which severity.

Values are counted, not entries: a leaf with two reasons for its verdict is one value of the user's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from translator.model.destination import Destination
from translator.model.finding import Finding, Severity, Verdict
from translator.model.origin import Default, Derived, Origin, place
from translator.model.record import dataclass
from translator.model.stack import Stack
from translator.report.ledger import Entry
from translator.report.severity import severity


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run comes to. The first five are empty where a fault left no stack; `objects` counts manifests.

    `reason` says why the dialect is what it is; `kubernetes` are the versions written for, oldest first.
    """

    stack: str
    dialect: str
    reason: str
    kubernetes: tuple[str, ...]
    platform: str
    files: int
    values: int
    verdicts: Mapping[Verdict, int]
    severities: Mapping[Severity, int]
    objects: int


def summarise(
    stack: Stack | None,
    destination: Destination | None,
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    *,
    files: int,
    objects: int,
) -> Summary:
    """Counts the entries and findings of a run; each verdict and severity has its figure, zero included."""
    verdicts = Counter({(entry.source.file, entry.source.path): entry.verdict for entry in entries}.values())
    severities = Counter(severity(finding) for finding in findings)
    return Summary(
        stack=stack.name.value if stack else "",
        dialect=stack.dialect.value.value if stack else "",
        reason=phrase(stack.dialect.origin) if stack else "",
        kubernetes=destination.kubernetes if destination else (),
        platform=destination.platform.value if destination else "",
        files=files,
        values=sum(verdicts.values()),
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        severities={each: severities[each] for each in Severity},
        objects=objects,
    )


def total(parts: Sequence[Summary], findings: Iterable[Finding]) -> Summary:
    """The figures of several stacks together, and of what was found beside them."""
    beside = Counter(severity(finding) for finding in findings)
    platforms = {part.platform for part in parts}
    return Summary(
        stack="",
        dialect="",
        reason="",
        kubernetes=parts[0].kubernetes if parts else (),
        platform=platforms.pop() if len(platforms) == 1 else "",
        files=sum(part.files for part in parts),
        values=sum(part.values for part in parts),
        verdicts={verdict: sum(part.verdicts[verdict] for part in parts) for verdict in Verdict},
        severities={each: sum(part.severities[each] for part in parts) + beside[each] for each in Severity},
        objects=sum(part.objects for part in parts),
    )


def phrase(origin: Origin) -> str:
    """An origin in one phrase."""
    where = place(origin)
    if isinstance(origin, Default):
        return origin.reason
    if isinstance(origin, Derived):
        return f"{origin.rule}, {where}" if where else origin.rule
    return str(where)
