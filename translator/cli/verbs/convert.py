"""`translator convert`: stack files in, manifests out, and what became of every line."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import exits, options
from translator.cli.reading import Options, configuration, request
from translator.cli.terminal import Terminal
from translator.model.finding import Finding, Severity, Verdict

if TYPE_CHECKING:
    from translator.pipeline import Conversion
    from translator.report.collector import Collector
    from translator.report.summary import Summary

_EPILOG = """\b
Examples:
  translator convert -f stack.yml
  translator convert -f stack.yml -f production.yml -o manifests --report report.json
  translator convert -f stack.yml --partial -o - | kubectl apply --server-side -f -
  translator explain deployment/web spec.replicas -f stack.yml
"""


@dataclass(frozen=True, slots=True)
class Output:
    """Where the results go, and what is good enough to be written. `folder` None is standard output."""

    folder: Path | None
    stream: bool
    report: str | None
    partial: bool
    strict: bool
    force: bool
    threshold: Severity


@click.command(epilog=_EPILOG, short_help="Stack files in, Kubernetes manifests out.")
@options.project
@click.option("-o", "--output", metavar="DIR|-", help="A folder, one file per object; - prints one YAML stream. Default: -.")
@click.option("--report", metavar="FILE", help="The verdict of every line as JSON, whatever happens; - prints it.")
@click.option(
    "--partial", is_flag=True, help="Writes what can be converted although other parts are refused; exit code 1 still."
)
@click.option("--strict", is_flag=True, help="Refuses approximations that the configuration does not accept.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    help="What makes exit code 1. Default: error.",
)
@click.option(
    "--force", is_flag=True, help="Overwrites files in the folder that the translator did not write, or not as they are."
)
@options.target
@options.common
def convert(**given: Any) -> int:
    """Converts Docker Swarm and Compose files to Kubernetes manifests.

    Every line that is read gets a verdict: mapped, approximated, ignored or refused. If anything is refused, nothing is written
    but the report. Manifests go to standard output or to a folder, findings to standard error.
    """
    report, target = given.pop("report"), given.pop("output")
    if report == "-" and target == "-":
        raise click.UsageError("-o - and --report - both want standard output; name a file for one of them")
    output = Output(
        folder=Path(target) if target not in (None, "-") else None,
        stream=target == "-" or (target is None and report != "-"),
        report=report,
        partial=given.pop("partial"),
        strict=given.pop("strict"),
        force=given.pop("force"),
        threshold=Severity(given.pop("fail_on")),
    )
    terminal = Terminal(given.pop("color"), given.pop("quiet"), given.pop("verbose"), given.pop("form") == "json")
    return run(Options(**given), output, terminal)


def run(chosen: Options, output: Output, terminal: Terminal) -> int:
    """Converts, writes, reports and says so; gives the exit code."""
    from translator.cli.progress import progress
    from translator.pipeline import convert as converted
    from translator.report.collector import Collector
    from translator.report.severity import severity
    from translator.report.summary import summarise

    with progress("converting"):
        conversion = converted(request(chosen), configuration(chosen))
    findings = Collector()
    withheld = obstacle(conversion, output)
    if not withheld:
        _write(conversion, output, findings)
    said = (*conversion.findings, *findings)
    summary = summarise(
        conversion.stack, conversion.entries, said, files=len(conversion.files), objects=len(conversion.manifests)
    )
    _report(conversion, said, summary, output, findings)
    said = (*conversion.findings, *findings)
    _speak(conversion, said, summary, withheld, terminal)
    failed = withheld or any(severity(finding).rank <= output.threshold.rank for finding in said)
    return exits.FINDINGS if failed else exits.FINE


def obstacle(conversion: "Conversion", output: Output) -> str:
    """Why the manifests must not be written, as a sentence for the user; empty where they may be."""
    if conversion.faulty:
        return "nothing was written: a file is at fault, so what it asks for is not known"
    if conversion.refused and not output.partial:
        return "nothing was written: parts of the stack are refused; --partial writes the rest"
    approximated = sum(finding.verdict is Verdict.APPROXIMATED for finding in conversion.findings)
    if output.strict and approximated and not output.partial:
        return f"nothing was written: --strict, and approximations ({approximated}) are not accepted in the configuration"
    return ""


def _write(conversion: "Conversion", output: Output, findings: "Collector") -> None:
    from translator.cli import folder
    from translator.render import emit

    if output.folder is not None:
        from translator.cli.filing import output_files

        folder.write(output.folder, output_files(conversion.manifests), findings, force=output.force)
    elif output.stream:
        try:
            Terminal.give(emit(conversion.manifests))
        except OSError as error:
            folder.complain(findings, "standard output", error)
        secrets = sum(manifest.kind == "Secret" for manifest in conversion.manifests)
        if secrets:
            findings.add(
                "T190",
                f"the stream holds the values of {secrets} Secret{'s' if secrets > 1 else ''}",
                help="keep it out of files and logs that others read, or write a folder with -o DIR",
            )


def _report(
    conversion: "Conversion", said: tuple[Finding, ...], summary: "Summary", output: Output, findings: "Collector"
) -> None:
    if output.report is None:
        return
    from translator.cli.folder import complain
    from translator.report.formats import json

    text = json.report(conversion.entries, said, summary)
    try:
        if output.report == "-":
            Terminal.give(text)
        else:
            _save(Path(output.report), text)
    except OSError as error:
        complain(findings, "the report" if output.report == "-" else output.report, error, "T194")


def _save(path: Path, text: str) -> None:
    """Writes a file whole or not at all; a pipe or a device is written to directly."""
    if path.exists() and not stat.S_ISREG(path.lstat().st_mode):
        path.write_text(text, encoding="utf-8")
        return
    staged = path.with_name(f".{path.name}.new")
    try:
        staged.write_text(text, encoding="utf-8")
        os.replace(staged, path)
    finally:
        staged.unlink(missing_ok=True)


def _speak(conversion: "Conversion", said: tuple[Finding, ...], summary: "Summary", withheld: str, terminal: Terminal) -> None:
    from translator.report.formats import json, text
    from translator.report.quotation import Quotations
    from translator.report.secrecy import secret_lines

    if terminal.json:
        terminal.say([json.findings(said, summary).rstrip("\n")])
        return
    style = terminal.style(os.environ)
    quotations = Quotations(conversion.files, secret_lines(conversion.manifests))
    if not terminal.quiet and (heading := text.heading(summary)):
        terminal.say([heading])
    least = Severity.ERROR if terminal.quiet else Severity.NOTE if terminal.verbose else Severity.WARNING
    terminal.say(text.listing(said, quotations, least=least, style=style))
    if not terminal.quiet:
        if not terminal.verbose:
            loud = (finding for finding in said if finding.code == "T190")
            terminal.say(text.listing(loud, quotations, least=Severity.NOTE, style=style))
        terminal.say([text.totals(summary, hidden=not terminal.verbose)])
    if withheld:
        terminal.say([withheld])
