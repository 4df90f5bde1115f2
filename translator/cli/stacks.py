"""`translator convert DIR`: each stack of a folder in a folder of its own, and one summary of all.

A stack that is refused, or that clashes with another one, is not written; the others are. What each process did to one stack
travels as an `Outcome`; files are written here, once all of them are known.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from translator import stacks
from translator.cli import exits, folder
from translator.cli.filing import output_files
from translator.cli.progress import counted
from translator.cli.reading import Options, request
from translator.cli.terminal import Terminal
from translator.cli.verbs.convert import Output, obstacle, remind_of_secrets, save_report, too_rough
from translator.model.finding import Finding, Severity, Verdict
from translator.model.record import dataclass
from translator.pipeline import Conversion
from translator.render import emit
from translator.report.collector import Collector
from translator.report.formats import json, text
from translator.report.ledger import Entry
from translator.report.quotation import Quotations, safe
from translator.report.remarks import remarked
from translator.report.secrecy import secret_lines
from translator.report.severity import severity
from translator.report.summary import Summary, summarise, total
from translator.stacks import Member, Shared

_RECORD = folder.RECORD


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one stack.

    `files` and `stream` are its manifests, as the output wants them; `objects` are namespace, kind and name of each. `withheld`
    says why they must not be written, `rough` whether there are approximations that --strict forbids. `entries` are for the
    report, `lines` for the terminal.
    """

    member: Member
    summary: Summary
    findings: tuple[Finding, ...]
    withheld: str
    files: tuple[folder.OutputFile, ...] = ()
    stream: str = ""
    objects: tuple[tuple[str, str, str], ...] = ()
    secrets: int = 0
    entries: tuple[Entry, ...] = ()
    lines: tuple[str, ...] = ()
    rough: bool = False

    @property
    def name(self) -> str:
        """What the stack is called: by its name, or by its file where a fault left no stack."""
        return self.member.name or self.member.files.stem

    @property
    def refused(self) -> Mapping[str, list[Finding]]:
        """What was refused, by code."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if severity(finding) is Severity.ERROR or finding.verdict is Verdict.REFUSED:
                found.setdefault(finding.code, []).append(finding)
        return dict(sorted(found.items()))


def run(path: Path, chosen: Options, output: Output, terminal: Terminal) -> int:
    """Converts every stack below `path`, writes, reports and says so; gives the exit code."""
    findings = Collector()
    workers = os.cpu_count() or 1
    found = stacks.folder(path, request(chosen), chosen.configuration, findings, workers)
    with counted("converting", len(found.members)) as advance:
        outcomes = []
        for outcome in stacks.convert(found.members, partial(_outcome, output, terminal), workers):
            outcomes.append(outcome)
            advance()
    outcomes.sort(key=lambda outcome: outcome.member.files.files)
    outcomes = _without_clashes(outcomes, findings)
    written = _write(outcomes, output, findings)
    figures = total([outcome.summary for outcome in outcomes], findings)
    save_report(output, partial(_report, outcomes, written, found.shared, figures, tuple(findings)), findings)
    _speak(outcomes, written, found.shared, tuple(findings), output, terminal)
    said = (*findings, *(finding for outcome in outcomes for finding in outcome.findings))
    failed = any(severity(finding).rank <= output.threshold.rank for finding in said)
    return exits.FINDINGS if failed or any(outcome.withheld or outcome.rough for outcome in outcomes) else exits.FINE


def _outcome(output: Output, terminal: Terminal, member: Member, conversion: Conversion) -> Outcome:
    """What is needed of a conversion, made in the process that converted."""
    said, manifests = conversion.findings, conversion.manifests
    withheld = obstacle(conversion, output)
    if not withheld and all(manifest.kind == "Namespace" for manifest in manifests):
        withheld = "nothing was written: the stack gives no object"
    wanted = () if withheld else manifests
    lines: Iterable[str] = ()
    if terminal.verbose and not terminal.json:
        quotations = Quotations(conversion.files, secret_lines(manifests))
        lines = text.listing(said, quotations, least=Severity.NOTE, style=terminal.style(os.environ))
    return Outcome(
        member,
        summarise(
            conversion.stack,
            conversion.destination,
            conversion.entries,
            said,
            files=len(conversion.files),
            objects=len(manifests),
        ),
        said,
        withheld,
        output_files(wanted) if output.folder is not None else (),
        emit(wanted) if output.stream else "",
        tuple((one.namespace or "", one.kind, one.name) for one in wanted if one.kind != "Namespace"),
        sum(one.kind == "Secret" for one in wanted),
        remarked(conversion.entries, said) if output.report is not None else (),
        tuple(lines),
        bool(too_rough(conversion, output)),
    )


def _without_clashes(outcomes: Sequence[Outcome], findings: Collector) -> list[Outcome]:
    objects = ((outcome.name, *one) for outcome in outcomes for one in outcome.objects)
    clashing = stacks.clashes(objects, findings)
    return [
        replace(outcome, withheld="nothing was written: another stack writes the same objects")
        if outcome.name in clashing
        else outcome
        for outcome in outcomes
    ]


def _write(outcomes: Sequence[Outcome], output: Output, findings: Collector) -> frozenset[str]:
    """Writes what may be written; gives the names of the stacks that were."""
    ready = [outcome for outcome in outcomes if not outcome.withheld]
    if output.folder is not None:
        _say_left(output.folder, outcomes, findings)
        return frozenset(
            outcome.name
            for outcome in ready
            if folder.write(output.folder / outcome.name, outcome.files, findings, force=output.force)
        )
    if not output.stream:
        return frozenset()
    try:
        Terminal.give("".join(outcome.stream for outcome in ready))
    except OSError as error:
        folder.complain(findings, "standard output", error)
        return frozenset()
    remind_of_secrets(sum(outcome.secrets for outcome in ready), findings)
    return frozenset(outcome.name for outcome in ready)


def _say_left(target: Path, outcomes: Sequence[Outcome], findings: Collector) -> None:
    """A finding for each folder of the output whose stack is gone."""
    if not target.is_dir():
        return
    names = {outcome.name for outcome in outcomes}
    for below in sorted(path.parent for path in target.glob(f"*/{_RECORD}")):
        if below.name not in names:
            findings.add(
                "T179",
                f"{below} holds the manifests of a stack that is not there any more",
                help="remove it when its objects are no longer in the cluster",
            )


def _report(
    outcomes: Sequence[Outcome], written: frozenset[str], shared: Sequence[Shared], figures: Summary, beside: Sequence[Finding]
) -> str:
    entries = [*(entry for outcome in outcomes for entry in outcome.entries), *remarked((), beside)]
    rows = [
        {
            "stack": outcome.name,
            "files": list(outcome.member.files.files),
            "namespace": outcome.member.namespace,
            "written": outcome.name in written,
            "refused": {code: len(found) for code, found in outcome.refused.items()},
            "summary": json.figured(outcome.summary),
        }
        for outcome in outcomes
    ]
    return json.folder_report(entries, figures, rows, [_as_data(one) for one in shared])


def _as_data(shared: Shared) -> dict[str, Any]:
    return {"kind": shared.kind, "name": shared.name, "provider": shared.provider, "users": list(shared.users)}


def _speak(
    outcomes: Sequence[Outcome],
    written: frozenset[str],
    shared: Sequence[Shared],
    beside: Sequence[Finding],
    output: Output,
    terminal: Terminal,
) -> None:
    figures = total([outcome.summary for outcome in outcomes], beside)
    if terminal.json:
        every = [*beside, *(finding for outcome in outcomes for finding in outcome.findings)]
        terminal.say([json.findings(every, figures).rstrip("\n")])
        return
    for outcome in outcomes:
        terminal.say(outcome.lines)
    style = terminal.style(os.environ)
    terminal.say(text.listing(beside, Quotations(()), least=terminal.least, style=style))
    for outcome in outcomes:
        if not terminal.quiet or outcome.withheld or outcome.refused:
            terminal.say(_told(outcome, style))
    if terminal.quiet:
        return
    terminal.say(_told_shared(shared))
    terminal.say([text.totals(figures, hidden=not terminal.verbose)])
    if output.folder is not None or output.stream:
        where = f" in {output.folder}" if output.folder is not None else ""
        terminal.say([f"{len(written)} of {text.plural(len(outcomes), 'stack')} written{where}"])


def _told(outcome: Outcome, style: text.Style) -> Iterator[str]:
    """One stack: its figures, what is refused of it, and whether it is written."""
    summary = outcome.summary
    verdicts = ", ".join(f"{summary.verdicts[verdict]} {verdict.value}" for verdict in Verdict)
    space = f", namespace {outcome.member.namespace}" if outcome.member.namespace != outcome.name else ""
    title = f"{style.paint(safe(outcome.name), '1')} ({safe(', '.join(outcome.member.files.files))}{safe(space)})"
    yield f"{title}: {verdicts}; {text.plural(summary.objects, 'object')}"
    for code, found in outcome.refused.items():
        places = Counter(str(finding.source) for finding in found if finding.source)
        first = next(iter(places), "")
        more = f" and {text.plural(len(found) - 1, 'other')}" if len(found) > 1 else ""
        yield safe(f"  {code} {first}{more}: {found[0].message}")
    if outcome.withheld:
        yield f"  {outcome.withheld}"


def _told_shared(shared: Sequence[Shared]) -> Iterator[str]:
    """What several stacks use."""
    if shared:
        yield "shared:"
    for one in shared:
        made = f"made by {one.provider}" if one.provider else "made by none of them"
        yield safe(f"  {one.kind} {one.name}, {made}: {', '.join(one.users)}")
