"""How grave a finding is: what the catalogue says of its code, unless its loss is accepted."""

from translator.model.finding import Finding, Severity, Verdict
from translator.report.catalogue import lookup


def severity(finding: Finding) -> Severity:
    """The severity that counts for exit codes: an accepted loss is a note, and a refusal is always an error."""
    if finding.accepted:
        return Severity.NOTE
    if finding.verdict is Verdict.REFUSED:
        return Severity.ERROR
    return lookup(finding.code).severity
