"""Findings for a person at a terminal.

`stack.yml:8:21: error T302 bad-label-value: what was read, what was expected`, then the line with a caret, then what to do.
The first line is the form that editors and CI systems recognise; it is fixed.
"""

from collections.abc import Iterable, Iterator

from translator.model.finding import Finding, Severity, Verdict
from translator.model.record import dataclass
from translator.report.catalogue import lookup
from translator.report.order import ordered
from translator.report.quotation import WIDTH, Quotations, safe
from translator.report.severity import severity
from translator.report.summary import Summary

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_BOLD, _FAINT = "1", "2"


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: with ANSI colours or not, and how many cells a line may have."""

    colour: bool = False
    width: int = WIDTH

    def paint(self, text: str, colour: str) -> str:
        """The text in a colour, if there are any."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour and text else text


def listing(findings: Iterable[Finding], quotations: Quotations, *, least: Severity, style: Style) -> Iterator[str]:
    """The findings at least as grave as `least`, in reading order, one text of several lines each."""
    for finding in ordered(findings):
        if severity(finding).rank <= least.rank:
            yield "\n".join(lines(finding, quotations, style))


def lines(finding: Finding, quotations: Quotations, style: Style) -> Iterator[str]:
    """One finding, line by line."""
    grave = severity(finding)
    colour = _COLOURS[grave]
    where = style.paint(f"{safe(str(finding.source))}:", _BOLD) + " " if finding.source else ""
    slug = lookup(finding.code).slug
    yield f"{where}{style.paint(grave.value, colour)} {finding.code} {slug}: {safe(finding.message)}"
    quoted = quotations.quote(finding.source, style.width) if finding.source else ()
    if quoted:
        yield quoted[0]
        yield style.paint(quoted[1], colour)
    if finding.accepted:
        yield f"  {style.paint('accepted:', _FAINT)} {safe(finding.accepted)}"
    elif finding.help:
        yield f"  {style.paint('help:', _BOLD)} {safe(finding.help)}"


def heading(summary: Summary) -> str:
    """Whose words the stack was read in, which decides what they mean, and for what it was written; empty without a stack."""
    if not summary.dialect or not summary.values:
        return ""
    first, last = summary.kubernetes[0], summary.kubernetes[-1]
    versions = first if first == last else f"{first} to {last}"
    target = f"Kubernetes {versions}{' on ACK' if summary.platform == 'ack' else ''}"
    return safe(f"{summary.stack}: read as {summary.dialect} ({summary.reason}), written for {target}")


def totals(summary: Summary, *, hidden: bool) -> str:
    """The figures of a run in two lines. `hidden` tells that notes were not listed."""
    verdicts = ", ".join(f"{summary.verdicts[verdict]} {verdict.value}" for verdict in Verdict)
    severities = ", ".join(plural(summary.severities[each], each.value) for each in Severity)
    unseen = " (shown with -v)" if hidden and summary.severities[Severity.NOTE] else ""
    values = f"{plural(summary.values, 'value')} in {plural(summary.files, 'file')}: {verdicts}"
    return f"{values}\n{plural(summary.objects, 'object')}; {severities}{unseen}"


def validated(summary: Summary, passed_over: int, *, hidden: bool) -> str:
    """The figures of a validation in a line. `hidden` tells that notes were not listed."""
    severities = ", ".join(plural(summary.severities[each], each.value) for each in Severity)
    unseen = " (shown with -v)" if hidden and summary.severities[Severity.NOTE] else ""
    rest = f", {passed_over:,} without anything to check" if passed_over else ""
    return f"{plural(summary.objects, 'object')} in {plural(summary.files, 'file')}{rest}; {severities}{unseen}"


def plural(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
