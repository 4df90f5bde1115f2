"""`translator validate`: stacks and manifests as the API server would see them; the verb of the pre-commit hook."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from translator import garbage
from translator.cli import exits, options
from translator.cli.reading import Options, configuration, request
from translator.cli.terminal import Terminal
from translator.model.finding import Severity

if TYPE_CHECKING:
    from translator.report.summary import Summary
    from translator.validation import Order, Validation

_EPILOG = """\b
Examples:
  translator validate manifests
  translator validate stack.yml deployment.yaml service.json
  translator validate --kubernetes 1.28..1.32 manifests
  translator validate --fix manifests
  translator validate --crd crds --select T5 --format json manifests
  translator validate --ignore missing-probe --fail-on warning manifests
\b
A comment accepts a finding, with its reason, at the end of the line or on the line above:
  image: nginx:latest  # translator: ignore T605 pinned by the mirror
"""


def _rules(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    rules = tuple(rule.strip() for value in values for rule in value.split(",") if rule.strip())
    if rules:
        from translator.report.selection import is_rule

        for rule in rules:
            if not is_rule(rule):
                raise click.BadParameter(f'must be a code such as T605, the beginning of one, or a slug, not "{rule}"')
    return rules


@click.command(epilog=_EPILOG, short_help="What the API server would say of stacks and manifests.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--select", metavar="RULE", multiple=True, callback=_rules, help="Only these: a code, its beginning, or a slug.")
@click.option("--ignore", metavar="RULE", multiple=True, callback=_rules, help="All but these. May repeat, or use commas.")
@click.option("--crd", "definitions", metavar="PATH", multiple=True, help="CustomResourceDefinitions of kinds to check.")
@click.option("--stacks", "stacks_only", is_flag=True, help="Only stack files; manifests are passed over.")
@click.option("--fix", is_flag=True, help="Writes the cures that are certain: apiVersion, quotes, the case of a word.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    help="What makes exit code 1. Default: error.",
)
@options.target
@options.spoken("text", "json", "sarif", "junit", "github", "gitlab")
@garbage.held()
def validate(**given: Any) -> int:
    """Validates Kubernetes manifests (YAML or JSON) and Compose files, told apart by what they hold; folders are searched.

    Manifests are held strictly against the schemas of each version asked for, and against the rules of the API server beyond
    them. A stack is converted without writing, and what is wrong with its manifests is told at the lines of the stack.
    Templates, values and files of other programs are passed over (listed with -v). Findings go to standard output.
    """
    from translator.cli.progress import progress
    from translator.report.selection import Selection
    from translator.report.severity import severity
    from translator.validation import Order
    from translator.validation import validate as validated

    paths = given.pop("paths")
    selection = Selection(given.pop("select"), given.pop("ignore"))
    fix = given.pop("fix")
    definitions = given.pop("definitions")
    stacks_only, threshold, form = given.pop("stacks_only"), Severity(given.pop("fail_on")), given.pop("form")
    terminal = options.terminal(given)
    chosen = Options(**given)
    order = Order(
        paths=paths,
        request=lambda files: request(replace(chosen, files=files)),
        configuration=configuration(replace(chosen, files=tuple(path for path in paths if os.path.isfile(path)))),
        kubernetes=chosen.kubernetes,
        platform=chosen.platform,
        stacks_only=stacks_only,
        definitions=definitions,
        selection=selection,
    )
    with progress("validating"):
        validation = validated(order)
    if fix:
        validation = _fixed(validation, order, terminal)
    _speak(validation, form, terminal)
    failed = any(severity(finding).rank <= threshold.rank for finding in validation.findings)
    return exits.FINDINGS if failed else exits.FINE


_ROUNDS = 4
"""A cure may show the next fault: an apiVersion, then the types, then the rules."""


def _fixed(validation: "Validation", order: "Order", terminal: Terminal) -> "Validation":
    """Repairs the files, and gives what is left."""
    from collections import Counter

    from translator.repair import repair
    from translator.report.collector import Collector
    from translator.validation import validate as validated

    findings = Collector()
    total: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        changes = repair(validation, findings)
        if not changes:
            break
        total.update(changes)
        validation = validated(order)
    if not terminal.quiet:
        terminal.say(f"{file}: {count} fixed" for file, count in sorted(total.items()))
    return replace(validation, findings=(*validation.findings, *findings))


def _speak(validation: "Validation", form: str, terminal: Terminal) -> None:
    from importlib import import_module

    from translator.report.formats import text
    from translator.report.quotation import Quotations
    from translator.report.secrecy import secret_lines

    figures = _figures(validation)
    if form == "text":
        quotations = Quotations(validation.files, secret_lines(validation.manifests))
        style = terminal.style(os.environ, data=True)
        said = text.listing(validation.findings, quotations, least=terminal.least, style=style)
        terminal.give("".join(f"{finding}\n" for finding in said))
    else:
        terminal.give(import_module(f"translator.report.formats.{form}").findings(validation.findings, figures))
    if not terminal.quiet:
        terminal.say([text.validated(figures, validation.passed_over, hidden=form == "text" and not terminal.verbose)])


def _figures(validation: "Validation") -> "Summary":
    from collections import Counter

    from translator.model.finding import Verdict
    from translator.report.severity import severity
    from translator.report.summary import Summary

    counted = Counter(severity(finding) for finding in validation.findings)
    return Summary(
        stack="",
        dialect="",
        reason="",
        kubernetes=validation.versions,
        platform="",
        files=len(validation.files),
        values=0,
        verdicts=dict.fromkeys(Verdict, 0),
        severities={each: counted[each] for each in Severity},
        objects=validation.objects,
    )
