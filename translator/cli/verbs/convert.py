"""`translator convert`: stack files in, manifests out, and what became of every line."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator import garbage
from translator.cli import exits, options
from translator.cli.reading import Options, configuration, request
from translator.cli.terminal import Terminal
from translator.model.finding import Finding, Severity, Verdict
from translator.model.record import dataclass

if TYPE_CHECKING:
    from translator.pipeline import Conversion
    from translator.report.collector import Collector
    from translator.report.summary import Summary

_EPILOG = """\b
Examples:
  translator convert -f stack.yml
  translator convert -f stack.yml -f production.yml -o manifests --report report.json
  translator convert -f stack.yml --partial -o - | kubectl apply --server-side -f -
  translator convert stacks -o manifests --report report.json
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
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(exists=True, path_type=Path))
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
@garbage.held()
def convert(**given: Any) -> int:
    """Converts Docker Swarm and Compose files to Kubernetes manifests.

    Every line that is read gets a verdict: mapped, approximated, ignored or refused. If anything is refused, nothing is written
    but the report. Manifests go to standard output or to a folder, findings to standard error.

    With DIR, each stack file below it is a stack and a namespace of its own, written to a folder of its own.
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
    terminal = options.terminal(given)
    below = given.pop("folder")
    chosen = Options(**given)
    if below is None:
        return run(chosen, output, terminal)
    _suits_folder(below, chosen)
    from translator.cli import stacks  # only for a folder

    return stacks.run(below, chosen, output, terminal)


def _suits_folder(below: Path, chosen: Options) -> None:
    """Wrong usage where the options speak of one stack."""
    if not below.is_dir():
        raise click.UsageError(f"{below} is a file: name it with -f {below}")
    for option, given in (("-f", chosen.files), ("-p", chosen.project_name)):
        if given:
            raise click.UsageError(f"{option} is for one stack, and each stack below {below} has files and a name of its own")


def run(chosen: Options, output: Output, terminal: Terminal) -> int:
    """Converts, writes, reports and says so; gives the exit code."""
    from translator.cli.progress import progress
    from translator.pipeline import convert as converted
    from translator.report.collector import Collector
    from translator.report.severity import severity

    with progress("converting"):
        conversion = converted(request(chosen), configuration(chosen))
    findings = Collector()
    withheld = obstacle(conversion, output)
    written = "" if withheld else _write(conversion, output, findings)
    _report(conversion, (*conversion.findings, *findings), output, findings)
    said = (*conversion.findings, *findings)
    _speak(conversion, said, withheld or ("" if terminal.quiet else written), terminal)
    failed = any(severity(finding).rank <= output.threshold.rank for finding in said)
    return exits.FINDINGS if withheld or failed or too_rough(conversion, output) else exits.FINE


def obstacle(conversion: "Conversion", output: Output) -> str:
    """Why the manifests must not be written, as a sentence for the user; empty where they may be."""
    if conversion.faulty:
        return "nothing was written: a file is at fault, so what it asks for is not known"
    if output.partial:
        return ""
    if conversion.refused:
        return "nothing was written: parts of the stack are refused; --partial writes the rest"
    if rough := too_rough(conversion, output):
        return f"nothing was written: --strict, and approximations ({rough}) are not accepted in the configuration"
    return ""


def too_rough(conversion: "Conversion", output: Output) -> int:
    """How many approximations there are that --strict forbids."""
    return output.strict and sum(finding.verdict is Verdict.APPROXIMATED for finding in conversion.findings)


def _figures(conversion: "Conversion", said: tuple[Finding, ...]) -> "Summary":
    from translator.report.summary import summarise

    files, objects = len(conversion.files), len(conversion.manifests)
    return summarise(conversion.stack, conversion.destination, conversion.entries, said, files=files, objects=objects)


def _write(conversion: "Conversion", output: Output, findings: "Collector") -> str:
    """Writes the manifests; gives what to say of it, if anything."""
    from translator.render import emit
    from translator.report.formats.text import plural

    if output.folder is not None:
        from translator.cli import folder
        from translator.cli.filing import output_files

        files = output_files(conversion.manifests)
        written = folder.write(output.folder, files, findings, force=output.force)
        return f"{plural(len(files), 'file')} in {output.folder}" if written else f"{output.folder} was left as it was"
    if output.stream:
        try:
            Terminal.give(emit(conversion.manifests))
        except OSError as error:
            from translator.cli.folder import complain

            complain(findings, "standard output", error)
        remind_of_secrets(sum(manifest.kind == "Secret" for manifest in conversion.manifests), findings)
    return ""


def remind_of_secrets(number: int, findings: "Collector") -> None:
    """Says that a stream holds the values of Secrets, where it does."""
    from translator.report.formats.text import plural

    if number:
        findings.add(
            "T190",
            f"the stream holds the values of {plural(number, 'Secret')}",
            help="keep it out of files and logs that others read, or write a folder with -o DIR",
        )


def _report(conversion: "Conversion", said: tuple[Finding, ...], output: Output, findings: "Collector") -> None:
    from translator.report.formats import json

    save_report(output, lambda: json.report(conversion.entries, said, _figures(conversion, said)), findings)


def save_report(output: Output, made: Callable[[], str], findings: "Collector") -> None:
    """Writes the report where it is wanted; why it could not be written is a finding."""
    if output.report is None:
        return
    from translator.cli.folder import complain

    text = made()
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


def _speak(conversion: "Conversion", said: tuple[Finding, ...], end: str, terminal: Terminal) -> None:
    from translator.report.formats import json, text
    from translator.report.quotation import Quotations
    from translator.report.secrecy import secret_lines

    summary = _figures(conversion, said)
    if terminal.json:
        terminal.say([json.findings(said, summary).rstrip("\n")])
        return
    style = terminal.style(os.environ)
    quotations = Quotations(conversion.files, secret_lines(conversion.manifests))
    if not terminal.quiet and (heading := text.heading(summary)):
        terminal.say([heading])
    terminal.say(text.listing(said, quotations, least=terminal.least, style=style))
    if not terminal.quiet:
        if not terminal.verbose:
            loud = (finding for finding in said if finding.code == "T190")
            terminal.say(text.listing(loud, quotations, least=Severity.NOTE, style=style))
        terminal.say([text.totals(summary, hidden=not terminal.verbose)])
    if end:
        terminal.say([end])
